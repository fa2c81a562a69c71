import type uPlot from 'uplot';
import type { GcMark } from '../../shared/contract.ts';
import type { BoundedLog } from './bounded-log.ts';
import type { ChartColors } from './chart-colors.ts';
import { endingSince, momentOf } from './recent.ts';
import type { MemoryRecorder } from './recorder.ts';
import { type TimeScale, timeScaleOf } from './time-scale.ts';

const MINOR_SIZE = 3;
const MAJOR_SIZE = 5;

interface PlacedMark {
  readonly x: number;
  readonly mark: GcMark;
}

/** Where the two rows of marks lie, and how many canvas pixels a CSS pixel has. */
export interface MarkRows {
  readonly forced: number;
  readonly natural: number;
  readonly ratio: number;
}

/** Half the width of the largest mark, in CSS pixels. */
export const MARK_REACH = MAJOR_SIZE + 1;

/** Triangle for a forced collection, circle for a natural one: told apart without colour too. */
function traceMark(ctx: CanvasRenderingContext2D, forced: boolean, x: number, y: number, size: number): void {
  if (forced) {
    ctx.moveTo(x, y - size);
    ctx.lineTo(x + size, y + size);
    ctx.lineTo(x - size, y + size);
    ctx.closePath();
  } else ctx.arc(x, y, size, 0, Math.PI * 2);
}

/** The longest collection at every pixel, so that a dense stretch stays readable and cheap to draw. */
function longestPerPixel(marks: Iterable<GcMark>, scale: TimeScale): Iterable<PlacedMark> {
  const kept = new Map<number, PlacedMark>();
  for (const mark of marks) {
    if (mark.at < scale.from || mark.at > scale.to) continue;
    const x = Math.round(scale.toPixel(mark.at));
    const key = mark.forced ? x : -1 - x;
    const known = kept.get(key);
    if (known === undefined || known.mark.pauseMs < mark.pauseMs) kept.set(key, { x, mark });
  }
  return kept.values();
}

/** Draws collections of garbage: forced ones in the upper row, natural ones in the lower. */
export function drawMarks(
  ctx: CanvasRenderingContext2D,
  marks: Iterable<GcMark>,
  scale: TimeScale,
  colors: ChartColors,
  rows: MarkRows,
): void {
  for (const { x, mark } of longestPerPixel(marks, scale)) {
    const { forced, kind } = mark;
    ctx.fillStyle = forced ? colors.forced : colors.natural;
    // A path of its own: the edges of a mark are not to depend on what is drawn with it.
    ctx.beginPath();
    const size = (kind === 'major' ? MAJOR_SIZE : MINOR_SIZE) * rows.ratio;
    traceMark(ctx, forced, x, Math.round(forced ? rows.forced : rows.natural), size);
    ctx.fill();
  }
}

/** Draws a line through the plot wherever a major collection was: it is what the curves fall at. */
export function drawMajorLines(chart: uPlot, recorder: MemoryRecorder, colors: ChartColors): void {
  const scale = timeScaleOf(chart);
  if (scale === undefined) return;
  const { ctx, bbox } = chart;
  const ratio = devicePixelRatio;
  const majors = majorsWithin(recorder.marks, scale);
  ctx.save();
  ctx.lineWidth = ratio;
  ctx.globalAlpha = 0.45;
  ctx.setLineDash([2 * ratio, 3 * ratio]);
  for (const forced of [true, false]) {
    ctx.strokeStyle = forced ? colors.forced : colors.natural;
    ctx.beginPath();
    for (const { x, mark } of majors) {
      if (mark.forced !== forced) continue;
      ctx.moveTo(x + 0.5, bbox.top);
      ctx.lineTo(x + 0.5, bbox.top + bbox.height);
    }
    ctx.stroke();
  }
  ctx.restore();
}

function majorsWithin(marks: BoundedLog<GcMark>, scale: TimeScale): readonly PlacedMark[] {
  const majors: GcMark[] = [];
  for (const mark of endingSince(marks, scale.from, momentOf)) if (mark.kind === 'major') majors.push(mark);
  return [...longestPerPixel(majors, scale)];
}
