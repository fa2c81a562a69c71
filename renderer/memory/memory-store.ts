import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Measure } from './sample-ring.ts';
import type { SeriesSpec } from './series.ts';
import type { TimeRange } from './window-summary.ts';

/** Lengths of the time window on offer, in minutes. */
export const WINDOW_MINUTES = [1, 5, 10] as const;
export type WindowMinutes = (typeof WINDOW_MINUTES)[number];

/** What can be docked below the charts. */
export const DOCKS = ['batches', 'allocations', 'leak'] as const;
export type Dock = (typeof DOCKS)[number];

/** What the memory screen shows of the recording. */
export interface MemoryState {
  readonly minutes: WindowMinutes;
  /** The moment the picture was frozen at; recording goes on. */
  readonly pausedAt: number | undefined;
  /** A stretch the operator dragged out; undefined follows the window. */
  readonly zoom: TimeRange | undefined;
  /** Series names that are switched off. */
  readonly hidden: ReadonlySet<string>;
  /** Measures that are switched off for all isolates. */
  readonly hiddenMeasures: ReadonlySet<Measure>;
  /** What is open below the charts. */
  readonly dock: Dock | undefined;
  /** Grows whenever what was recorded is to be drawn. */
  readonly revision: number;
}

export type MemoryStore = StoreApi<MemoryState>;

export function createMemoryStore(): MemoryStore {
  return createStore<MemoryState>(() => ({
    minutes: 1,
    pausedAt: undefined,
    zoom: undefined,
    hidden: new Set(),
    // Part of external memory: one curve more for each isolate that few will want.
    hiddenMeasures: new Set(['arrayBuffers']),
    dock: undefined,
    revision: 0,
  }));
}

/** The stretch of time on screen. */
export function visibleRange(state: MemoryState, newest: number): TimeRange {
  if (state.zoom !== undefined) return state.zoom;
  const to = state.pausedAt ?? newest;
  return { from: to - state.minutes * 60_000, to };
}

/** Whether a curve is switched off, by itself or with its measure. */
export function isHidden(
  state: Pick<MemoryState, 'hidden' | 'hiddenMeasures'>,
  spec: Pick<SeriesSpec, 'name' | 'measure'>,
): boolean {
  return state.hidden.has(spec.name) || (spec.measure !== undefined && state.hiddenMeasures.has(spec.measure));
}
