import { BATCH_STAGES, type BatchBand, type GcMark } from '../../shared/contract.ts';
import type { MemoryRecorder } from './recorder.ts';
import type { TimeRange } from './window-summary.ts';

/** What a batch cost, as far as it was told. */
export interface BatchCost {
  readonly band: BatchBand;
  /** Time its stages were in work, in milliseconds; waiting for vCenter and for the window is part of it. */
  readonly busyMs: number;
  /** Garbage collections that fell in it. */
  readonly gcPauseMs: number;
  readonly reclaimedBytes: number;
}

/** What the costliest batches can be ordered by. */
export const BATCH_ORDERS = ['busyMs', 'heapGrowthBytes', 'gcPauseMs', 'receivedBytes'] as const;
export type BatchOrder = (typeof BATCH_ORDERS)[number];

/** Time the stages of a batch were in work, in milliseconds; the time it took where no stage was told. */
export function busyMsOf(band: BatchBand): number {
  let busy = 0;
  let told = false;
  for (const stage of BATCH_STAGES) {
    const span = band.stages[stage];
    if (span === undefined) continue;
    told = true;
    busy += span.busyMs;
  }
  return told ? busy : Math.max(0, band.to - band.from);
}

/** First moment of a batch, the wait for its page included. */
export function startOf(band: BatchBand): number {
  return Math.min(band.from, band.stages.page?.from ?? band.from);
}

interface Garbage {
  pauseMs: number;
  reclaimedBytes: number;
}

function keyOf(isolate: string, batch: { readonly type: string; readonly seq: number }): string {
  return `${isolate} ${batch.type} ${batch.seq}`;
}

/** The collections of garbage by batch. Isolates have a name of their own in every collection, so the key is unique. */
export function garbageByBatch(marks: Iterable<GcMark>): (band: BatchBand) => Readonly<Garbage> {
  const byBatch = new Map<string, Garbage>();
  for (const { isolate, batch, pauseMs, reclaimedBytes = 0 } of marks) {
    if (batch === undefined) continue;
    const key = keyOf(isolate, batch);
    const known = byBatch.get(key);
    if (known === undefined) byBatch.set(key, { pauseMs, reclaimedBytes });
    else {
      known.pauseMs += pauseMs;
      known.reclaimedBytes += reclaimedBytes;
    }
  }
  return (band) => byBatch.get(keyOf(band.isolate, band)) ?? { pauseMs: 0, reclaimedBytes: 0 };
}

function measureOf(cost: BatchCost, order: BatchOrder): number {
  return order === 'heapGrowthBytes' || order === 'receivedBytes' ? cost.band[order] : cost[order];
}

/** The batches within the range that cost most by one measure, costliest first. */
export function costliestBatches(
  recorder: Pick<MemoryRecorder, 'bands' | 'marks'>,
  range: TimeRange,
  order: BatchOrder,
  limit: number,
): readonly BatchCost[] {
  const garbageOf = garbageByBatch(recorder.marks);
  const costs: BatchCost[] = [];
  for (const band of recorder.bands) {
    if (band.to < range.from || startOf(band) > range.to) continue;
    const { pauseMs, reclaimedBytes } = garbageOf(band);
    costs.push({ band, busyMs: busyMsOf(band), gcPauseMs: pauseMs, reclaimedBytes });
  }
  return costs.sort((a, b) => measureOf(b, order) - measureOf(a, order)).slice(0, limit);
}
