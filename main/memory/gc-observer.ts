import { constants, type PerformanceEntry, PerformanceObserver, performance } from 'node:perf_hooks';
import type { BatchBand, GcMark } from '../../shared/contract.ts';
import { takeForced } from './force-gc.ts';
import { GcStatistics, GcStatisticsReader } from './reclaimed-bytes.ts';

type Batch = Pick<BatchBand, 'from' | 'to' | 'type' | 'seq'>;

/** Batches remembered for stamping; GC events arrive a little after the fact. */
const REMEMBERED_BATCHES = 32;

const KINDS: Readonly<Record<number, GcMark['kind']>> = {
  [constants.NODE_PERFORMANCE_GC_MINOR]: 'minor',
  // V8's minor mark-sweep is a kind of its own with the number 2.
  2: 'minor',
  [constants.NODE_PERFORMANCE_GC_MAJOR]: 'major',
  [constants.NODE_PERFORMANCE_GC_INCREMENTAL]: 'incremental',
  [constants.NODE_PERFORMANCE_GC_WEAKCB]: 'weak callbacks',
};

/** Remembers when recent batches were in work, so that a garbage collection can name the batch it fell in. */
export class BatchClock {
  readonly #recent: Batch[] = [];
  #open: { from: number; type: BatchBand['type']; seq: number } | undefined;

  begin(type: BatchBand['type'], seq: number, from: number): void {
    this.#open = { type, seq, from };
  }

  end(to: number): void {
    if (!this.#open) return;
    this.#recent.push({ ...this.#open, to });
    if (this.#recent.length > REMEMBERED_BATCHES) this.#recent.shift();
    this.#open = undefined;
  }

  at(moment: number): GcMark['batch'] {
    if (this.#open && moment >= this.#open.from) return { type: this.#open.type, seq: this.#open.seq };
    const batch = this.#recent.findLast(({ from, to }) => moment >= from && moment <= to);
    return batch && { type: batch.type, seq: batch.seq };
  }
}

/**
 * Watches the garbage collections of this isolate; an observer sees no other isolate's, so each worker runs its own.
 * @returns the end of watching
 */
export function observeGc(isolate: string, batches: BatchClock, listener: (marks: GcMark[]) => void): () => void {
  const reader = new GcStatisticsReader();
  const natural = new GcStatistics();
  const forced = new GcStatistics();
  const observer = new PerformanceObserver((list) => {
    // Entries come after the fact, so that those of all of them are there by now.
    const entries = list.getEntries();
    natural.add(reader.read(entries.some((entry) => kindOf(entry) === 'major')));
    forced.add(takeForced());
    const marks = entries.map((entry) => markOf(entry, isolate, batches, isForced(entry) ? forced : natural));
    if (marks.length > 0) listener(marks);
  });
  observer.observe({ entryTypes: ['gc'] });
  return () => {
    observer.disconnect();
    reader.dispose();
  };
}

/** The types leave out `detail`, which every gc entry has. */
function detailOf(entry: PerformanceEntry): { readonly kind?: number; readonly flags?: number } {
  return (entry as { readonly detail?: { readonly kind?: number; readonly flags?: number } }).detail ?? {};
}

function kindOf(entry: PerformanceEntry): GcMark['kind'] {
  return KINDS[detailOf(entry).kind ?? 0] ?? 'major';
}

function isForced(entry: PerformanceEntry): boolean {
  return ((detailOf(entry).flags ?? 0) & constants.NODE_PERFORMANCE_GC_FLAGS_FORCED) !== 0;
}

function markOf(entry: PerformanceEntry, isolate: string, batches: BatchClock, statistics: GcStatistics): GcMark {
  const kind = kindOf(entry);
  const at = performance.timeOrigin + entry.startTime;
  const batch = batches.at(at);
  const reclaimedBytes = statistics.take(kind, entry.duration);
  return {
    isolate,
    at,
    pauseMs: entry.duration,
    kind,
    forced: isForced(entry),
    ...(reclaimedBytes === undefined ? {} : { reclaimedBytes }),
    ...(batch ? { batch } : {}),
  };
}
