import { CannotConnect } from './connect-error.ts';

/** Statuses with which a service, or what stands before it, refuses for now. */
const BUSY: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** An answer that is neither a result nor a fault, by its status. */
export function httpStatusError(
  server: string,
  method: string,
  status: number,
  retryAfter: string | undefined,
): CannotConnect {
  const busy = BUSY.has(status);
  return new CannotConnect(
    {
      message: `${server} answered ${method} with HTTP ${status}.`,
      action: busy
        ? 'vCenter is starting or overloaded; try again in a few minutes.'
        : 'Check that address, port and path belong to a vCenter (the path is /sdk).',
    },
    busy ? 'busy' : undefined,
    { retryAfterMs: retryAfterMs(retryAfter, Date.now()) },
  );
}

/** The value of a Retry-After header, seconds or a date, as milliseconds from now; undefined for anything else. */
export function retryAfterMs(value: string | undefined, now: number): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  // Date.parse reads nearly everything; an HTTP date ends in GMT.
  const at = text.endsWith('GMT') ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
