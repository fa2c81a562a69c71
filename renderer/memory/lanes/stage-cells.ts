import { BATCH_STAGES } from '../../../shared/batch-stages.ts';
import type { BatchBand, StageSpan } from '../../../shared/memory-view.ts';
import { BATCH_HUES } from '../chart-colors.ts';
import type { TimeScale } from '../time-scale.ts';

/** Spans narrower than this, in pixels, are added up pixel by pixel; wider ones are blocks of their own. */
const BLOCK_PIXELS = 3;

/** A stage of one batch that is wide enough to be seen by itself. */
export interface StageBlock {
  /** Place of the stage in BATCH_STAGES. */
  readonly stage: number;
  readonly hue: number;
  readonly left: number;
  readonly right: number;
  /** Part of the span that the stage was in work, 0 to 1. */
  readonly share: number;
}

/** What the lanes show: pixels of one stage lie beside each other, `width` of them for each stage. */
export interface StageCells {
  readonly width: number;
  readonly blocks: readonly StageBlock[];
  /** Milliseconds in work within each pixel; NaN where there was no batch. */
  readonly busyMs: Float32Array;
  /** Hue of the kind whose batch came last. */
  readonly hues: Int16Array;
}

function shareOf({ from, to, busyMs }: StageSpan): number {
  return to > from ? Math.min(1, Math.max(0, busyMs / (to - from))) : 1;
}

/**
 * Lays out the stages of all batches within the scale. The cost is bounded by the number of batches, whatever the zoom:
 * a span either is one block or touches a few pixels.
 */
export function stageCells(bands: Iterable<BatchBand>, scale: TimeScale): StageCells {
  const width = Math.max(1, Math.floor(scale.width));
  const busyMs = new Float32Array(BATCH_STAGES.length * width).fill(Number.NaN);
  const hues = new Int16Array(BATCH_STAGES.length * width);
  const blocks: StageBlock[] = [];
  const end = scale.left + width;

  /** Spreads the time over all pixels that the span touches, also those that are not on screen. */
  const addUp = (stage: number, hue: number, span: StageSpan, left: number, right: number): void => {
    const first = Math.floor(left - scale.left);
    const last = Math.floor(Math.max(left, right - 1e-6) - scale.left);
    const part = span.busyMs / (last - first + 1);
    for (let x = Math.max(0, first); x <= Math.min(width - 1, last); x += 1) {
      const cell = stage * width + x;
      const known = busyMs[cell] ?? Number.NaN;
      busyMs[cell] = Number.isNaN(known) ? part : known + part;
      hues[cell] = hue;
    }
  };

  for (const band of bands) {
    const hue = BATCH_HUES[band.type];
    for (const [stage, name] of BATCH_STAGES.entries()) {
      const span = band.stages[name];
      if (span === undefined || span.to < scale.from || span.from > scale.to) continue;
      const left = scale.toPixel(span.from);
      const right = scale.toPixel(span.to);
      if (right - left < BLOCK_PIXELS) addUp(stage, hue, span, left, right);
      else
        blocks.push({
          stage,
          hue,
          left: Math.max(scale.left, left),
          right: Math.min(end, right),
          share: shareOf(span),
        });
    }
  }
  return { width, blocks, busyMs, hues };
}
