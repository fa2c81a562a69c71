import type { CollectionState } from '../../../shared/contract.ts';
import { type MemoryRecorder, seriesName } from '../recorder.ts';

/** How much of its memory budget a collector uses. */
export interface BudgetUse {
  /** Heap in use and memory outside of it that it holds, in bytes; the highest heap once the collector has ended. */
  readonly usedBytes: number;
  readonly budgetBytes: number;
  readonly ended: boolean;
  /** Objects per batch, where batches were made smaller to stay within the budget. */
  readonly reducedBatchSize: number | undefined;
}

/** The budget of the collection on screen, as the collector counts it against its limit. */
export function budgetUse(collection: CollectionState, recorder: MemoryRecorder): BudgetUse {
  const { budgetBytes, reducedBatchSize } = collection;
  const { isolate, heapPeakBytes } = collection.collector;
  const read = (measure: 'heapUsed' | 'external'): number => {
    const value = recorder.samples.latest(seriesName(isolate, measure));
    return Number.isNaN(value) ? 0 : value;
  };
  const ended = !recorder.isLive(isolate);
  const usedBytes = ended ? heapPeakBytes : read('heapUsed') + read('external');
  return { usedBytes, budgetBytes, ended, reducedBatchSize };
}
