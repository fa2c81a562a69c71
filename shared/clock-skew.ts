/** Clocks of machines that share what they have read differ by less, in milliseconds. */
export const CLOCK_SKEW_MS = 5 * 60_000;

/** Whether a moment lies so far ahead that a wrong clock dated it: it says nothing about what is new. Milliseconds since the epoch. */
export function isFromFuture(at: number, now: number): boolean {
  return at > now + CLOCK_SKEW_MS;
}
