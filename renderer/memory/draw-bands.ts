import type uPlot from 'uplot';
import type { BatchBand } from '../../shared/contract.ts';
import { BATCH_HUES } from './chart-colors.ts';
import { endingSince, endOfBand } from './recent.ts';
import type { MemoryRecorder } from './recorder.ts';
import { type TimeScale, timeScaleOf } from './time-scale.ts';

/** Bands of the same kind that lie closer than this, in pixels, are drawn as one. */
const MERGE_PIXELS = 1;

interface Stripe {
  readonly hue: number;
  readonly odd: boolean;
  readonly left: number;
  right: number;
}

/** Neighbouring batches as stripes: shaded in turn while they are wide enough to be told apart, else merged. */
function stripesOf(bands: Iterable<BatchBand>, scale: TimeScale): Stripe[] {
  const stripes: Stripe[] = [];
  const end = scale.left + scale.width;
  for (const band of bands) {
    if (band.from > scale.to) continue;
    const from = Math.max(scale.left, scale.toPixel(band.from));
    const to = Math.min(end, scale.toPixel(band.to));
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
  const scale = timeScaleOf(chart);
  if (scale === undefined) return;
  const { ctx, bbox } = chart;
  ctx.save();
  const recent = endingSince(recorder.bands, scale.from, endOfBand).reverse();
  for (const { hue, odd, left, right } of stripesOf(recent, scale)) {
    ctx.fillStyle = `hsl(${hue} 60% 55% / ${odd ? 0.2 : 0.13})`;
    ctx.fillRect(left, bbox.top, right - left, bbox.height);
  }
  ctx.restore();
}
