import type uPlot from 'uplot';
import type { BatchBand, GcMark } from '../../shared/contract.ts';
import { BATCH_HUES, type ChartColors } from './chart-colors.ts';
import type { MemoryRecorder } from './recorder.ts';

/** Space above the heap chart for the two lanes of marks, in pixels. */
export const LANES_HEIGHT = 32;
const FORCED_LANE = 8;
const NATURAL_LANE = 22;
const MARK_SIZE = 4;

/** Bands of the same kind that lie closer than this, in pixels, are drawn as one. */
const MERGE_PIXELS = 1;

interface Stripe {
  readonly hue: number;
  readonly odd: boolean;
  readonly left: number;
  right: number;
}

/** Neighbouring batches as stripes: shaded in turn while they are wide enough to be told apart, else merged. */
function stripesOf(bands: Iterable<BatchBand>, toPixel: (at: number) => number, left: number, right: number): Stripe[] {
  const stripes: Stripe[] = [];
  for (const band of bands) {
    const from = Math.max(left, toPixel(band.from));
    const to = Math.min(right, toPixel(band.to));
    if (to < left || from > right) continue;
    const hue = BATCH_HUES[band.type];
    const last = stripes.at(-1);
    const narrow = to - from < 3;
    if (last !== undefined && narrow && last.hue === hue && from - last.right < MERGE_PIXELS)
      last.right = Math.max(last.right, to);
    else stripes.push({ hue, odd: !narrow && band.seq % 2 === 1, left: from, right: Math.max(to, from + 1) });
  }
  return stripes;
}

/** Draws the time each batch took as a vertical region in the colour of its kind. */
export function drawBands(chart: uPlot, recorder: MemoryRecorder): void {
  const { ctx, bbox } = chart;
  const stripes = stripesOf(recorder.bands, (at) => chart.valToPos(at, 'x', true), bbox.left, bbox.left + bbox.width);
  ctx.save();
  for (const { hue, odd, left, right } of stripes) {
    ctx.fillStyle = `hsl(${hue} 60% 55% / ${odd ? 0.2 : 0.13})`;
    ctx.fillRect(left, bbox.top, right - left, bbox.height);
  }
  ctx.restore();
}

/** Triangle for a forced collection, circle for a natural one: told apart without colour too. */
function traceMark(ctx: CanvasRenderingContext2D, forced: boolean, x: number, y: number, size: number): void {
  ctx.beginPath();
  if (forced) {
    ctx.moveTo(x, y - size);
    ctx.lineTo(x + size, y + size);
    ctx.lineTo(x - size, y + size);
    ctx.closePath();
  } else ctx.arc(x, y, size, 0, Math.PI * 2);
}

/** The longest collection at every pixel, so that a dense stretch stays readable and cheap to draw. */
function longestPerPixel(
  marks: Iterable<GcMark>,
  toPixel: (at: number) => number,
  left: number,
  right: number,
): Map<string, { readonly x: number; readonly mark: GcMark }> {
  const kept = new Map<string, { readonly x: number; readonly mark: GcMark }>();
  for (const mark of marks) {
    const x = Math.round(toPixel(mark.at));
    if (x < left || x > right) continue;
    const key = `${mark.forced} ${x}`;
    const known = kept.get(key);
    if (known === undefined || known.mark.pauseMs < mark.pauseMs) kept.set(key, { x, mark });
  }
  return kept;
}

/** Draws the collections of garbage in two lanes above the plot; major ones also as a line through it. */
export function drawMarks(chart: uPlot, recorder: MemoryRecorder, colors: ChartColors): void {
  const { ctx, bbox } = chart;
  const ratio = devicePixelRatio;
  const toPixel = (at: number): number => chart.valToPos(at, 'x', true);
  ctx.save();
  ctx.lineWidth = ratio;
  for (const { x, mark } of longestPerPixel(recorder.marks, toPixel, bbox.left, bbox.left + bbox.width).values()) {
    const color = mark.forced ? colors.forced : colors.natural;
    const lane = bbox.top - (LANES_HEIGHT - (mark.forced ? FORCED_LANE : NATURAL_LANE)) * ratio;
    if (mark.kind === 'major') {
      ctx.setLineDash([2 * ratio, 3 * ratio]);
      ctx.strokeStyle = color;
      ctx.globalAlpha = 0.45;
      ctx.beginPath();
      ctx.moveTo(x + 0.5, lane);
      ctx.lineTo(x + 0.5, bbox.top + bbox.height);
      ctx.stroke();
      ctx.globalAlpha = 1;
    }
    ctx.fillStyle = color;
    traceMark(ctx, mark.forced, x, lane, (mark.kind === 'major' ? MARK_SIZE + 1 : MARK_SIZE - 1) * ratio);
    ctx.fill();
  }
  ctx.restore();
}

/** Names the two lanes in the gutter of the vertical axis. */
export function drawLaneNames(chart: uPlot, colors: ChartColors): void {
  const { ctx, bbox } = chart;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.fillStyle = colors.text;
  ctx.font = `${11 * ratio}px ${colors.font}`;
  ctx.textAlign = 'right';
  ctx.textBaseline = 'middle';
  const right = bbox.left - 8 * ratio;
  ctx.fillText('GC forced', right, bbox.top - (LANES_HEIGHT - FORCED_LANE) * ratio);
  ctx.fillText('natural', right, bbox.top - (LANES_HEIGHT - NATURAL_LANE) * ratio);
  ctx.restore();
}
