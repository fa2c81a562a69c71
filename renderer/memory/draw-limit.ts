import type uPlot from 'uplot';
import { formatBytes } from '../../shared/units.ts';
import type { ChartColors } from './chart-colors.ts';

/** Draws a limit in bytes as a dashed line with its name, where the vertical axis reaches that far. */
export function drawLimit(chart: uPlot, colors: ChartColors, bytes: number | undefined): void {
  const { min, max } = chart.scales.y ?? {};
  if (bytes === undefined || min == null || max == null || bytes > max) return;
  const { ctx, bbox } = chart;
  const ratio = devicePixelRatio;
  const y = Math.round(chart.valToPos(bytes, 'y', true)) + 0.5;
  ctx.save();
  ctx.strokeStyle = colors.limit;
  ctx.fillStyle = colors.limit;
  ctx.lineWidth = ratio;
  ctx.setLineDash([8 * ratio, 4 * ratio]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.font = `${11 * ratio}px ${colors.font}`;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'top';
  ctx.fillText(`Memory budget ${formatBytes(bytes)}`, bbox.left + 6 * ratio, y + 3 * ratio);
  ctx.restore();
}
