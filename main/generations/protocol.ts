import type { ErrorData } from '../../shared/errors.ts';
import type { ChangePage, ChangeSummary, ComparisonOrder } from '../../shared/generations-view.ts';
import type { Manifest } from './manifest.ts';

/** Pages a comparison may have under way unacknowledged. */
export const PAGE_WINDOW = 4;

/** What a thread is told that compares. */
export interface ComparisonInput {
  readonly isolate: string;
  /** Of the generations. */
  readonly folder: string;
  readonly older: Manifest;
  readonly newer: Manifest;
  readonly order: ComparisonOrder;
}

export interface ComparisonProgress {
  /** Rows read so far, and to be read as far as that is known. */
  readonly rowsRead: number;
  readonly rowsExpected: number;
}

/** A generation that cannot be read. */
export interface DamagedGeneration {
  readonly id: string;
  readonly reason: string;
}

export type ComparisonMessage =
  | { readonly kind: 'page'; readonly seq: number; readonly page: ChangePage }
  | { readonly kind: 'progress'; readonly progress: ComparisonProgress }
  | { readonly kind: 'done'; readonly summary: ChangeSummary; readonly progress: ComparisonProgress }
  | { readonly kind: 'failed'; readonly error: ErrorData; readonly damaged?: DamagedGeneration };

export type ComparisonCommand = { readonly kind: 'credit'; readonly seq: number } | { readonly kind: 'cancel' };
