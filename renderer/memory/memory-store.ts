import { createStore, type StoreApi } from 'zustand/vanilla';
import type { TimeRange } from './window-summary.ts';

/** Lengths of the time window on offer, in minutes. */
export const WINDOW_MINUTES = [1, 5, 10] as const;
export type WindowMinutes = (typeof WINDOW_MINUTES)[number];

/** What the memory screen shows of the recording. */
export interface MemoryState {
  readonly minutes: WindowMinutes;
  /** The moment the picture was frozen at; recording goes on. */
  readonly pausedAt: number | undefined;
  /** A stretch the operator dragged out; undefined follows the window. */
  readonly zoom: TimeRange | undefined;
  /** Series names that are switched off. */
  readonly hidden: ReadonlySet<string>;
  /** Grows with every recorded tick. */
  readonly revision: number;
}

export type MemoryStore = StoreApi<MemoryState>;

export function createMemoryStore(): MemoryStore {
  return createStore<MemoryState>(() => ({
    minutes: 1,
    pausedAt: undefined,
    zoom: undefined,
    hidden: new Set(),
    revision: 0,
  }));
}

/** The stretch of time on screen. */
export function visibleRange(state: MemoryState, newest: number): TimeRange {
  if (state.zoom !== undefined) return state.zoom;
  const to = state.pausedAt ?? newest;
  return { from: to - state.minutes * 60_000, to };
}
