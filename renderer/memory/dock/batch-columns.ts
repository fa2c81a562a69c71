import { BATCH_STAGES, type BatchStage } from '../../../shared/contract.ts';
import { formatBytes, formatCount } from '../../../shared/units.ts';
import type { BatchCost, BatchOrder } from '../batch-cost.ts';
import { growthText, millisecondsText, STAGE_LABELS } from '../cost-text.ts';

export interface BatchColumn {
  readonly title: string;
  /** What a click on the title orders by. */
  readonly order?: BatchOrder;
  readonly text: (cost: BatchCost) => string;
}

function stageColumn(stage: BatchStage): BatchColumn {
  return {
    title: STAGE_LABELS[stage],
    text: ({ band }) => {
      const span = band.stages[stage];
      return span === undefined ? '–' : millisecondsText(span.busyMs);
    },
  };
}

/** Columns of the costliest batches, right of the batch's name. */
export const BATCH_COLUMNS: readonly BatchColumn[] = [
  { title: 'Rows', text: ({ band }) => formatCount(band.rows) },
  { title: 'Busy', order: 'busyMs', text: ({ busyMs }) => millisecondsText(busyMs) },
  ...BATCH_STAGES.map(stageColumn),
  { title: 'Heap growth', order: 'heapGrowthBytes', text: ({ band }) => growthText(band.heapGrowthBytes) },
  { title: 'GC pause', order: 'gcPauseMs', text: ({ gcPauseMs }) => millisecondsText(gcPauseMs) },
  { title: 'Received', order: 'receivedBytes', text: ({ band }) => formatBytes(band.receivedBytes) },
];

/** Margin of time around a batch that was asked for, as a part of its length; and the least length shown. */
const MARGIN = 1.5;
const LEAST_LENGTH_MS = 20;

/** The stretch of time that shows a batch with what is right beside it. */
export function stretchAround(from: number, to: number): { readonly from: number; readonly to: number } {
  const half = Math.max(LEAST_LENGTH_MS, (to - from) * (1 + 2 * MARGIN)) / 2;
  const middle = (from + to) / 2;
  return { from: middle - half, to: middle + half };
}
