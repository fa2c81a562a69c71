import { BATCH_STAGES, type BatchBand } from '../../../shared/contract.ts';
import { startOf } from '../batch-cost.ts';
import type { BoundedLog } from '../bounded-log.ts';
import type { ChartColors } from '../chart-colors.ts';
import { MARK_REACH } from '../draw-marks.ts';
import { endingSince, momentOf } from '../recent.ts';
import type { MemoryRecorder } from '../recorder.ts';
import type { TimeScale } from '../time-scale.ts';
import { drawStretch } from './draw-stretch.ts';

/** What a strip is drawn for: when one of these differs, all of it is drawn anew. */
interface Look {
  readonly recorder: MemoryRecorder;
  readonly colors: ChartColors;
  readonly width: number;
  readonly height: number;
  readonly msPerPixel: number;
}

function isSame(a: Look, b: Look): boolean {
  return (
    a.recorder === b.recorder &&
    a.colors === b.colors &&
    a.width === b.width &&
    a.height === b.height &&
    Math.abs(a.msPerPixel / b.msPerPixel - 1) < 1e-9
  );
}

/** The newest items, as many as came since there were so many. */
function* added<T>(log: BoundedLog<T>, total: number): Generator<T> {
  for (let back = 0; back < log.total - total; back += 1) {
    const item = log.fromNewest(back);
    if (item === undefined) return;
    yield item;
  }
}

/**
 * The picture of the lanes, kept from one drawing to the next: while the window only moves on, the picture is shifted and
 * just what is new is drawn, which costs a hundredth of drawing thousands of batches.
 */
export class LaneStrip {
  readonly #canvas = document.createElement('canvas');
  #look: Look | undefined;
  /** Column of the canvas's left edge, counted in pixels since the epoch. */
  #column = 0;
  #bands = 0;
  #marks = 0;
  /** End of what has been drawn, milliseconds since the epoch. */
  #drawnTo = Number.NEGATIVE_INFINITY;

  /** Draws the stretch of a scale onto a chart, `top` and `height` in canvas pixels. */
  draw(
    target: CanvasRenderingContext2D,
    place: { scale: TimeScale; top: number; height: number },
    look: {
      recorder: MemoryRecorder;
      colors: ChartColors;
    },
  ): void {
    const { scale, top } = place;
    const { msPerPixel } = scale;
    const width = Math.max(1, Math.floor(scale.width));
    const height = Math.max(1, Math.round(place.height));
    const wanted: Look = { ...look, width, height, msPerPixel };
    const column = Math.round(scale.from / msPerPixel);
    const dirtyFrom = this.#moveTo(column, wanted);
    this.#drawFrom(Math.max(dirtyFrom, column * msPerPixel), wanted);
    target.drawImage(this.#canvas, Math.round(scale.left), Math.round(top));
  }

  /** Shifts the picture, or begins a new one. Returns the moment from which on it has to be drawn. */
  #moveTo(column: number, wanted: Look): number {
    const shift = column - this.#column;
    const kept = this.#look !== undefined && isSame(this.#look, wanted) && shift >= 0 && shift < wanted.width;
    this.#look = wanted;
    this.#column = column;
    if (!kept) {
      this.#canvas.width = wanted.width;
      this.#canvas.height = wanted.height;
      return Number.NEGATIVE_INFINITY;
    }
    const { recorder } = wanted;
    let dirtyFrom = this.#drawnTo;
    for (const band of added(recorder.bands, this.#bands)) dirtyFrom = Math.min(dirtyFrom, startOf(band));
    for (const mark of added(recorder.marks, this.#marks)) dirtyFrom = Math.min(dirtyFrom, mark.at);
    if (shift > 0) {
      const ctx = this.#context();
      ctx.globalCompositeOperation = 'copy';
      ctx.drawImage(this.#canvas, -shift, 0);
      ctx.globalCompositeOperation = 'source-over';
    }
    return dirtyFrom;
  }

  #drawFrom(moment: number, { recorder, colors, width, height, msPerPixel }: Look): void {
    // Marks reach over the columns beside their own.
    const margin = MARK_REACH * devicePixelRatio + 1;
    const first = Math.max(0, Math.floor(moment / msPerPixel) - this.#column - margin);
    const left = Math.min(width, first);
    const from = (this.#column + left) * msPerPixel;
    const to = (this.#column + width) * msPerPixel;
    const ctx = this.#context();
    ctx.save();
    ctx.beginPath();
    ctx.rect(left, 0, width - left, height);
    ctx.clip();
    ctx.clearRect(left, 0, width - left, height);
    // Marks that are left of the edge reach into it, too.
    const seenFrom = from - margin * msPerPixel;
    drawStretch(ctx, {
      bands: endingSince(recorder.bands, from, lastMomentOf).reverse(),
      marks: endingSince(recorder.marks, seenFrom, momentOf),
      scale: this.#scale({ from, to, left, width: width - left }, msPerPixel),
      markScale: this.#scale({ from: seenFrom, to, left: left - margin, width: width - left + margin }, msPerPixel),
      height,
      colors,
    });
    ctx.restore();
    this.#bands = recorder.bands.total;
    this.#marks = recorder.marks.total;
    this.#drawnTo = Math.min(to, recorder.newest);
  }

  /** Counts pixels from the epoch, so that a moment falls into the same one whichever stretch is drawn. */
  #scale(place: Pick<TimeScale, 'from' | 'to' | 'left' | 'width'>, msPerPixel: number): TimeScale {
    const column = this.#column;
    return { ...place, msPerPixel, toPixel: (at) => at / msPerPixel - column };
  }

  #context(): CanvasRenderingContext2D {
    const ctx = this.#canvas.getContext('2d');
    if (ctx === null) throw new Error('this browser draws on no canvas');
    return ctx;
  }
}

/** A batch's last stage may end after it was shipped. */
function lastMomentOf(band: BatchBand): number {
  return BATCH_STAGES.reduce((last, stage) => Math.max(last, band.stages[stage]?.to ?? 0), band.to);
}
