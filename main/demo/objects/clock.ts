/**
 * The moment the demo estate shows, in milliseconds since the epoch. Everything it tells about times is relative to this,
 * so that the same seed always gives the same bytes.
 */
export const OBSERVED_AT = Date.UTC(2026, 5, 30, 6, 0, 0);

const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** ISO 8601 with microseconds in UTC, as vCenter writes it. */
export function isoTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, -1)}000Z`;
}
