import type { AppNotification } from '../../shared/app-view.ts';
import type { BenchmarkProgress } from '../../shared/benchmark/benchmark-view.ts';
import type { CollectionState } from '../../shared/contract.ts';
import { formatCount, formatDuration } from '../../shared/units.ts';

/** A shorter collection is over before anybody looks away, in milliseconds. */
export const LONG_COLLECTION_MS = 10_000;

/**
 * What to say of a collection that has ended, while nobody looked; undefined of a short one, and of one that somebody cancelled.
 * No names: notifications show on locked screens, and error messages tell servers and users.
 */
export function collectionEnded(state: CollectionState, now: number): AppNotification | undefined {
  const took = (state.endedAt ?? now) - state.startedAt;
  if (took < LONG_COLLECTION_MS) return undefined;
  const rows = `${formatCount(state.rows)} rows in ${formatDuration(took / 1000)}`;
  switch (state.phase) {
    case 'completed':
      return { title: 'Collection finished', body: `${rows}.`, screen: 'inventory' };
    case 'partial':
      return { title: 'Collection finished in part', body: `${rows}; some values are missing.`, screen: 'inventory' };
    case 'failed':
      return { title: 'Collection failed', body: `After ${rows}. Open Heapsphere to see why.`, screen: 'inventory' };
    default:
      return undefined;
  }
}

/** What to say of a benchmark that has ended; undefined of one that was cancelled. */
export function benchmarkEnded(progress: BenchmarkProgress, now: number): AppNotification | undefined {
  const { phase, finishedRuns, totalRuns, startedAt } = progress;
  const runs = `${formatCount(finishedRuns)} of ${formatCount(totalRuns)} runs in ${formatDuration((now - startedAt) / 1000)}`;
  switch (phase) {
    case 'completed':
      return { title: 'Benchmark finished', body: `${runs}.`, screen: 'benchmark' };
    case 'partial':
      return { title: 'Benchmark finished in part', body: `${runs}; some runs failed.`, screen: 'benchmark' };
    case 'failed':
      return { title: 'Benchmark failed', body: `After ${runs}. Open Heapsphere to see why.`, screen: 'benchmark' };
    default:
      return undefined;
  }
}
