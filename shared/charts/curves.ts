import { type AxisQuantity, axisScale, formatTick, place } from './axis-scale.ts';
import { chartFrame, FONT, HEAD_HEIGHT, label, line, seriesClass } from './chart-frame.ts';
import { legend } from './legend.ts';
import { element, type SvgNode, textElement } from './svg-node.ts';
import { textWidth } from './text-width.ts';

export interface CurveSeries {
  readonly name: string;
  /** Which colour it has; dashed from the seventh on, where colours come close to earlier ones or return. */
  readonly series: number;
  /** Milliseconds since the start, ascending. */
  readonly atMs: readonly number[];
  /** As many, in the unit of the axis. */
  readonly values: readonly number[];
}

export interface CurvesOptions {
  readonly title: string;
  readonly quantity: AxisQuantity;
  /** After the unit: "the run with the median time of each scenario". */
  readonly caption: string;
  readonly curves: readonly CurveSeries[];
  /** Pixels; from about 320 on. */
  readonly width: number;
  /** Of the plot alone, in pixels. */
  readonly height?: number;
}

/** Values over the time since the start, all on one axis of time. */
export function curveChart({ title, quantity, caption, curves, width, height = 240 }: CurvesOptions): SvgNode {
  const key = legend(
    curves.map(({ name, series }) => ({ name, sign: [strokeOf(series, 'M0 0H18')] })),
    HEAD_HEIGHT,
    width,
  );
  const [top, bottom] = [HEAD_HEIGHT + key.height + 10, HEAD_HEIGHT + key.height + 10 + height];
  const vertical = axisScale(quantity, 0, highest(curves.flatMap(({ values }) => values)), Math.max(2, height / 48));
  const left = Math.max(...vertical.ticks.map((tick) => textWidth(formatTick(vertical, tick), FONT.small))) + 8;
  const right = width - 14;
  const lastMs = highest(curves.flatMap(({ atMs }) => atMs));
  const horizontal = axisScale('duration', 0, lastMs, Math.max(2, Math.min(10, (right - left) / 72)));
  const x = (ms: number) => place(horizontal, ms, left, right);
  const y = (value: number) => place(vertical, value, bottom, top);

  const nodes = [
    ...key.nodes,
    ...vertical.ticks.map((tick) => line(tick === 0 ? 'axis' : 'grid', left, y(tick), right, y(tick))),
    ...vertical.ticks.map((tick) =>
      label(formatTick(vertical, tick), left - 6, y(tick) + 4, { anchor: 'end', tone: 'muted', size: FONT.small }),
    ),
    ...horizontal.ticks.map((tick) => line(tick === 0 ? 'axis' : 'grid', x(tick), top, x(tick), bottom)),
    ...horizontal.ticks.map((tick) =>
      label(formatTick(horizontal, tick), x(tick), bottom + 15, { anchor: 'middle', tone: 'muted', size: FONT.small }),
    ),
    label(`time since the start, ${horizontal.unit.name}`, (left + right) / 2, bottom + 31, {
      anchor: 'middle',
      tone: 'muted',
      size: FONT.small,
    }),
    ...curves.filter(({ atMs }) => atMs.length > 0).map((curve) => curveOf(curve, x, y)),
  ];
  const head = {
    title,
    caption: `${vertical.unit.name}, ${caption}`,
    description: `Curves of ${curves.map(({ name }) => name).join('; ')}.`,
  };
  return chartFrame(head, width, bottom + 36, nodes);
}

function curveOf(
  { name, series, atMs, values }: CurveSeries,
  x: (ms: number) => number,
  y: (value: number) => number,
): SvgNode {
  const points = atMs.map((ms, index) => [x(ms), y(values[index] ?? 0)] as const);
  const path = points.map(([px, py], index) => `${index === 0 ? 'M' : 'L'}${px} ${py}`).join('');
  const [endX, endY] = points.at(-1) ?? [0, 0];
  return element('g', { class: seriesClass(series) }, [
    textElement('title', {}, name),
    element('path', { class: 'hs-chart-line', d: path, ...dashOf(series) }),
    // Where it ended: a short run would be lost below the long ones.
    element('circle', { class: 'hs-chart-point', cx: endX, cy: endY, r: 3 }),
  ]);
}

function strokeOf(series: number, d: string): SvgNode {
  return element('g', { class: seriesClass(series) }, [
    element('path', { class: 'hs-chart-line', d, ...dashOf(series) }),
  ]);
}

function dashOf(series: number): Readonly<Record<string, string>> {
  return series < 6 ? {} : { 'stroke-dasharray': '5 3' };
}

function highest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}
