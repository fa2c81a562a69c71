import { fileURLToPath } from 'node:url';
import { HeapsphereError } from '../../shared/errors.ts';
import type { LaunchProgram, RunningProgram } from '../processes/child-program.ts';
import { type DemoProcessOptions, type DemoReport, demoReportSchema, demoVitalsSchema } from './demo-protocol.ts';

/** The program beside this one: its source in development, its bundle when built. */
const DEMO_PROCESS_URL: URL = import.meta.url.endsWith('.ts')
  ? new URL('./demo-process.ts', import.meta.url)
  : new URL('./demo-process.js', import.meta.url);
const START_TIMEOUT_MS = 20_000;
const STOP_TIMEOUT_MS = 5_000;

/** A demo vCenter that runs in a process of its own. */
export interface RunningDemo extends Omit<Extract<DemoReport, { kind: 'ready' }>, 'kind'> {
  readonly pid: number;
  /** Resident set as it told last, in bytes; undefined until it did. */
  readonly rss: () => number | undefined;
  /** Ends the process and waits until it is gone. Idempotent. */
  dispose(): Promise<void>;
}

/**
 * Starts a demo vCenter in a process of its own, so that its work shows in nobody else's heap.
 * Throws HeapsphereError: `usage` for options it refuses, `internal` when it dies or does not become ready in time.
 */
export async function launchDemoVcenter(
  options: DemoProcessOptions,
  launch: LaunchProgram,
  timeoutMs = START_TIMEOUT_MS,
): Promise<RunningDemo> {
  const path = fileURLToPath(DEMO_PROCESS_URL);
  const child = launch({ path, name: 'Heapsphere demo vCenter', args: [JSON.stringify(options)] });
  let rss: number | undefined;
  child.onMessage((message) => {
    const vitals = demoVitalsSchema.safeParse(message);
    if (vitals.success) rss = vitals.data.rss;
  });
  const dispose = () => child.stop(STOP_TIMEOUT_MS);
  try {
    const report = await firstReport(child, timeoutMs);
    if (report.kind === 'failed') throw new HeapsphereError(report.error);
    const { kind: _, ...ready } = report;
    return { ...ready, pid: child.pid ?? 0, rss: () => rss, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function firstReport(child: RunningProgram, timeoutMs: number): Promise<DemoReport> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(startFailure(`was not ready after ${timeoutMs} ms`, child.stderr())), timeoutMs);
  });
  const died = child.ended.then((how) => {
    throw startFailure(`ended with ${how} before it was ready`, child.stderr());
  });
  const message = new Promise<unknown>((resolve) => child.onMessage(resolve));
  try {
    const report = demoReportSchema.safeParse(await Promise.race([message, died, late]));
    if (report.success) return report.data;
    throw startFailure('reported something else than its address', child.stderr());
  } finally {
    clearTimeout(timer);
    died.catch(() => {});
  }
}

function startFailure(what: string, stderr: string): HeapsphereError {
  return new HeapsphereError({
    code: 'internal',
    message: `The demo vCenter ${what}${stderr ? `: ${stderr}` : '.'}`,
    action: 'Try again; if it stays so, please report this.',
  });
}
