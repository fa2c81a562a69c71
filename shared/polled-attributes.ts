import { isVolatile } from './attribute-selection.ts';

/** Paths that vCenter changes without telling, besides the volatile ones, by the remarks of its API reference. */
const NOT_PUSHED = /^runtime\.(maxCpuUsage|maxMemoryUsage)$|^summary\.capacity$/;

/** Whether a value has to be asked for again and again, because vCenter does not push its changes, or not reliably. */
export function isPolled(path: string): boolean {
  return isVolatile(path) || NOT_PUSHED.test(path);
}

/**
 * Whether a value is read whenever others are asked for again: a polled one, and what polled ones need beside them, which is what
 * divides machines from templates, and whether the sizes of a datastore mean anything.
 */
export function isReadToPoll(path: string): boolean {
  return isPolled(path) || path === 'config.template' || path === 'summary.accessible';
}
