import { GCProfiler } from 'node:v8';
import type { GcMark } from '../../shared/contract.ts';

/** Collections whose entry has not come yet; beyond that the oldest are given up. */
const MAX_WAITING = 256;
/** By how much two clocks around the same collection may differ: so many milliseconds, and this share of it. */
const TOLERANCE_MS = 0.5;
const TOLERANCE_SHARE = 0.1;

/** V8's names of its collectors. */
const KINDS: Readonly<Record<string, GcMark['kind']>> = {
  Scavenge: 'minor',
  MinorMarkSweep: 'minor',
  MinorMarkCompact: 'minor',
  MarkSweepCompact: 'major',
  IncrementalMarking: 'incremental',
  ProcessWeakCallbacks: 'weak callbacks',
};

/** What one garbage collection did to the heap, as V8's profiler tells it. */
export interface GcStatistic {
  readonly kind: GcMark['kind'] | undefined;
  readonly pauseMs: number;
  readonly reclaimedBytes: number;
}

/**
 * Finds the statistics that belong to observed collections. Both come in the order of the collections, but from different
 * sources; where kind and pause do not fit, the statistics in between belong to nobody and are left out.
 */
export class GcStatistics {
  #waiting: GcStatistic[] = [];

  add(statistics: readonly GcStatistic[]): void {
    this.#waiting.push(...statistics);
    if (this.#waiting.length > MAX_WAITING) this.#waiting = this.#waiting.slice(-MAX_WAITING);
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** Heap in use before minus after the collection, in bytes; undefined when nothing that was told fits it. */
  take(kind: GcMark['kind'], pauseMs: number): number | undefined {
    const tolerance = TOLERANCE_MS + pauseMs * TOLERANCE_SHARE;
    const position = this.#waiting.findIndex(
      (each) => each.kind === kind && Math.abs(each.pauseMs - pauseMs) <= tolerance,
    );
    if (position < 0) return undefined;
    const found = this.#waiting[position];
    this.#waiting = this.#waiting.slice(position + 1);
    return found?.reclaimedBytes;
  }
}

/**
 * Asks V8 for the statistics of this isolate's collections; about 0.06 ms a call. Node's profiler (24.21) goes on after its end
 * when it saw more than one collection: it then costs some 7 kB and 60 us at every further one, until a full collection takes
 * it away. So there is never more than one of those: nothing is told from then on to the next full collection. One owner: dispose().
 */
export class GcStatisticsReader {
  #profiler: GCProfiler | undefined = startedProfiler();

  /** Those since it was asked before. @param full whether a full collection was among them */
  read(full: boolean): GcStatistic[] {
    const ended = this.#profiler;
    if (!ended) {
      if (full) this.#profiler = startedProfiler();
      return [];
    }
    const statistics = statisticsOf(ended);
    this.#profiler = statistics.length > 1 ? undefined : startedProfiler();
    return statistics;
  }

  dispose(): void {
    this.#profiler?.stop();
  }
}

function startedProfiler(): GCProfiler {
  const profiler = new GCProfiler();
  profiler.start();
  return profiler;
}

function statisticsOf(profiler: GCProfiler): GcStatistic[] {
  // One that was never started, or is stopped already, tells nothing.
  const { statistics } = profiler.stop() ?? { statistics: [] };
  return statistics.map(({ gcType, cost, beforeGC, afterGC }) => ({
    kind: KINDS[gcType],
    // V8 counts in microseconds.
    pauseMs: cost / 1000,
    reclaimedBytes: beforeGC.heapStatistics.usedHeapSize - afterGC.heapStatistics.usedHeapSize,
  }));
}
