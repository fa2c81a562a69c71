import { BATCH_STAGES, type BatchBand, type GcMark } from '../../../shared/contract.ts';
import type { ChartColors } from '../chart-colors.ts';
import { drawMarks } from '../draw-marks.ts';
import type { TimeScale } from '../time-scale.ts';
import { type LanePlace, lanePlaces } from './lane-places.ts';
import { type StageCells, stageCells } from './stage-cells.ts';

/** Steps of opacity: few enough that neighbouring pixels are drawn in one piece. */
const LEVELS = 8;
/** What hardly worked is still to be seen. */
const LEAST_OPACITY = 0.28;

const styles = new Map<number, string>();

/** Colour of a kind at a level of 0 to LEVELS; at most kinds times levels of them are kept. */
function styleOf(hue: number, level: number): string {
  const key = hue * (LEVELS + 1) + level;
  const known = styles.get(key);
  if (known !== undefined) return known;
  const opacity = LEAST_OPACITY + (1 - LEAST_OPACITY) * (level / LEVELS);
  const style = `hsl(${hue} 62% 56% / ${opacity.toFixed(2)})`;
  styles.set(key, style);
  return style;
}

function levelOf(share: number): number {
  return Math.round(Math.min(1, share) * LEVELS);
}

function drawBlocks(ctx: CanvasRenderingContext2D, cells: StageCells, lanes: readonly LanePlace[], gap: number): void {
  for (const { stage, hue, left, right, share } of cells.blocks) {
    const lane = lanes[stage];
    if (lane === undefined) continue;
    ctx.fillStyle = styleOf(hue, levelOf(share));
    // The gap at the end keeps a batch from the next one.
    ctx.fillRect(left, lane.top + gap, Math.max(1, right - left - gap), lane.height - 2 * gap);
  }
}

/** Draws neighbouring pixels of the same look as one. */
function drawPixels(
  ctx: CanvasRenderingContext2D,
  cells: StageCells,
  place: { readonly lane: LanePlace; readonly stage: number; readonly scale: TimeScale; readonly gap: number },
): void {
  const { width, busyMs, hues } = cells;
  const { lane, stage, scale, gap } = place;
  let start = 0;
  let style = '';
  for (let x = 0; x <= width; x += 1) {
    const busy = x < width ? (busyMs[stage * width + x] ?? Number.NaN) : Number.NaN;
    const next = Number.isNaN(busy) ? '' : styleOf(hues[stage * width + x] ?? 0, levelOf(busy / scale.msPerPixel));
    if (next === style) continue;
    if (style !== '') {
      ctx.fillStyle = style;
      ctx.fillRect(scale.left + start, lane.top + gap, x - start, lane.height - 2 * gap);
    }
    start = x;
    style = next;
  }
}

/** What a stretch of the lanes is drawn from. */
export interface LaneStretch {
  readonly bands: readonly BatchBand[];
  readonly marks: readonly GcMark[];
  readonly scale: TimeScale;
  /** The scale of the marks, which begins a little earlier. */
  readonly markScale: TimeScale;
  readonly height: number;
  readonly colors: ChartColors;
}

/** Draws a stretch of all lanes onto an empty ground. */
export function drawStretch(ctx: CanvasRenderingContext2D, stretch: LaneStretch): void {
  const { bands, marks, scale, markScale, height, colors } = stretch;
  const ratio = devicePixelRatio;
  const { stages, gc } = lanePlaces(0, height);
  const gap = 2 * ratio;
  const cells = stageCells(bands, scale);
  drawBlocks(ctx, cells, stages, gap);
  for (const stage of BATCH_STAGES.keys()) {
    const lane = stages[stage];
    if (lane !== undefined) drawPixels(ctx, cells, { lane, stage, scale, gap });
  }
  const rows = { forced: gc.top + gc.height * 0.28, natural: gc.top + gc.height * 0.72, ratio };
  drawMarks(ctx, marks, markScale, colors, rows);
}
