import type { BatchBand, GcMark } from '../../shared/contract.ts';
import type { BoundedLog } from './bounded-log.ts';

/** Ends of batches and marks may arrive this late, so that the logs are in order only up to so many milliseconds. */
const DISORDER_MS = 5000;

/**
 * The items of a log that end at or after a moment, newest first. Looks at no more of the log than it has to: a minute
 * of ten is on screen most of the time. A plain loop, since thousands of items pass here for every picture.
 */
export function endingSince<T>(log: BoundedLog<T>, moment: number, endOf: (item: T) => number): T[] {
  const found: T[] = [];
  for (let back = 0; ; back += 1) {
    const item = log.fromNewest(back);
    if (item === undefined) return found;
    const end = endOf(item);
    if (end < moment - DISORDER_MS) return found;
    if (end >= moment) found.push(item);
  }
}

export function endOfBand(band: BatchBand): number {
  return band.to;
}

export function momentOf(mark: GcMark): number {
  return mark.at;
}
