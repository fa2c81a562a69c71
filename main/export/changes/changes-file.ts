import type { ChangePage, ChangeSummary, Generation } from '../../../shared/generations-view.ts';

/** What was compared, for the head of a file. */
export interface ComparedPair {
  readonly older: Generation;
  readonly newer: Generation;
}

/**
 * A file of differences that grows page by page, at the pace of the disk, and appears under its name only when it is whole. Whoever opens
 * one ends it with finish() or discard().
 */
export interface ChangesFile {
  /** Adds a page; resolves when the disk has kept up. Throws `internal` naming the file when it cannot. */
  write(page: ChangePage): Promise<void>;
  /** Completes the file and gives it its name. Throws as write does; nothing is left behind then. */
  finish(summary: ChangeSummary): Promise<void>;
  /** Removes what was written so far. Idempotent. */
  discard(): Promise<void>;
}
