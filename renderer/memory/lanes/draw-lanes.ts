import type uPlot from 'uplot';
import type { ChartColors, ChartPainter } from '../chart-colors.ts';
import type { MemoryRecorder } from '../recorder.ts';
import { timeScaleOf } from '../time-scale.ts';
import { type LanePlace, lanePlaces } from './lane-places.ts';
import { LaneStrip } from './lane-strip.ts';

function drawNames(chart: uPlot, lanes: readonly LanePlace[], colors: ChartColors): void {
  const { ctx, bbox } = chart;
  ctx.fillStyle = colors.text;
  ctx.font = `${11 * devicePixelRatio}px ${colors.font}`;
  ctx.textAlign = 'right';
  ctx.textBaseline = 'middle';
  for (const { label, top, height } of lanes) ctx.fillText(label, bbox.left - 8 * devicePixelRatio, top + height / 2);
}

function drawLines(chart: uPlot, lanes: readonly LanePlace[], colors: ChartColors): void {
  const { ctx, bbox } = chart;
  ctx.fillStyle = colors.grid;
  for (const { top } of lanes) ctx.fillRect(bbox.left, Math.round(top), bbox.width, devicePixelRatio);
}

/** Draws what every batch spent its time on, a lane for each stage, and the collections of garbage below. */
export function lanePainter(recorder: () => MemoryRecorder): ChartPainter {
  const strip = new LaneStrip();
  return (chart, colors) => {
    const { ctx, bbox } = chart;
    const { stages, gc } = lanePlaces(bbox.top, bbox.height);
    const lanes = [...stages, gc];
    ctx.save();
    drawNames(chart, lanes, colors);
    drawLines(chart, lanes, colors);
    const scale = timeScaleOf(chart);
    if (scale !== undefined)
      strip.draw(ctx, { scale, top: bbox.top, height: bbox.height }, { recorder: recorder(), colors });
    ctx.restore();
  };
}
