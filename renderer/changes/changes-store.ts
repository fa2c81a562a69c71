import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ErrorData } from '../../shared/errors.ts';
import type { ComparisonState, GenerationList } from '../../shared/generations-view.ts';
import { type ChangeFilter, NO_FILTER } from './change-filter.ts';
import type { Pair } from './pair-choice.ts';

/** What the screen of changes shows; the lines themselves lie outside, in ChangeRows. */
export interface ChangesState {
  /** Undefined until main answered. */
  readonly list: GenerationList | undefined;
  /** Why there is no list, or why one was not changed. */
  readonly listError: ErrorData | undefined;
  readonly pair: Pair;
  /** Whether the operator chose it; the newest pair is followed otherwise. */
  readonly chosen: boolean;
  /** Whether usage counts as changes. */
  readonly usage: boolean;
  /** Undefined while nothing was compared. */
  readonly comparison: ComparisonState | undefined;
  readonly filter: ChangeFilter;
  /** Lines held, lines that the filter lets through, and lines that were too many. */
  readonly rows: number;
  readonly shown: number;
  readonly left: number;
  /** Grows whenever another line may be at a position. */
  readonly revision: number;
  /** The export that runs, or the last one. */
  readonly file: ComparisonState | undefined;
}

export type ChangesStore = StoreApi<ChangesState>;

export function createChangesStore(): ChangesStore {
  return createStore<ChangesState>(() => ({
    list: undefined,
    listError: undefined,
    pair: { older: undefined, newer: undefined },
    chosen: false,
    usage: false,
    comparison: undefined,
    filter: NO_FILTER,
    rows: 0,
    shown: 0,
    left: 0,
    revision: 0,
    file: undefined,
  }));
}
