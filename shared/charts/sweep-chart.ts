import { type AxisQuantity, type AxisScale, axisScale, formatTick, place, round } from './axis-scale.ts';
import { chartFrame, FONT, HEAD_HEIGHT, label, line, whisker } from './chart-frame.ts';
import { type LegendItem, legend } from './legend.ts';
import { element, type SvgNode, textElement } from './svg-node.ts';
import { type LabelledPoint, labelsWithRoom } from './sweep-labels.ts';
import { textWidth } from './text-width.ts';

export interface SweepPoint {
  /** "100", "gzip 6" */
  readonly name: string;
  /** Absent when nothing was measured. */
  readonly value: number | undefined;
  /** Half of the runs lie between these. */
  readonly low: number;
  readonly high: number;
  /** "4.21 s" */
  readonly label: string;
  /** Neighbours of one group are joined by a line. */
  readonly group: string;
}

export interface SweepOptions {
  readonly title: string;
  readonly quantity: AxisQuantity;
  /** After the unit: "median of 5 runs". */
  readonly caption: string;
  /** Below the axis: "objects per batch". */
  readonly axisTitle: string;
  readonly points: readonly SweepPoint[];
  /** Which colour it has. */
  readonly series: number;
  /** Pixels; from about 320 on. */
  readonly width: number;
  /** Of the plot alone, in pixels. */
  readonly height?: number;
}

/** A flatter line than this is drawn from near its least value, or nothing of it would be seen. */
const FLAT = 0.4;

/** One measure over the values of a setting; steps along the axis are even, whatever the values. */
export function sweepChart({
  title,
  quantity,
  caption,
  axisTitle,
  points,
  series,
  width,
  height = 180,
}: SweepOptions): SvgNode {
  const scale = verticalScale(quantity, points, height);
  const [top, bottom] = [HEAD_HEIGHT + 14, HEAD_HEIGHT + 14 + height];
  const left = Math.max(...scale.ticks.map((tick) => textWidth(formatTick(scale, tick), FONT.small))) + 8;
  const step = (width - left) / Math.max(1, points.length);
  const x = (index: number) => round(left + step * (index + 0.5));
  const y = (value: number) => place(scale, value, bottom, top);
  const isTilted = points.some(({ name }) => textWidth(name, FONT.small) > step - 6);
  const footer =
    bottom + (isTilted ? 12 + 0.71 * Math.max(...points.map(({ name }) => textWidth(name, FONT.small))) : 15) + 16;

  const labelled = points.flatMap(({ value, high, label: text }, index) =>
    value === undefined ? [] : [{ label: text, value, x: x(index), y: y(Math.max(value, high)) }],
  );

  const nodes = [
    ...scale.ticks.map((tick) => line(tick === 0 ? 'axis' : 'grid', left, y(tick), width, y(tick))),
    ...scale.ticks.map((tick) =>
      label(formatTick(scale, tick), left - 6, y(tick) + 4, { anchor: 'end', tone: 'muted', size: FONT.small }),
    ),
    ...points.map(({ name }, index) => tickBelow(name, x(index), bottom + 15, isTilted)),
    label(axisTitle, (left + width) / 2, footer, { anchor: 'middle', tone: 'muted', size: FONT.small }),
    element('g', { class: `hs-series-${series % 8}` }, [
      ...joined(points, x, y),
      ...points.flatMap((point, index) => markOf(point, x(index), y)),
    ]),
    ...labelsWithRoom(labelled, width).map(valueAbove),
  ];
  const key = legend(SIGNS, footer + 8, width);
  const start = scale.from > 0 ? ', axis does not start at 0' : '';
  const head = {
    title,
    caption: `${[scale.unit.name, caption].filter((part) => part !== '').join(', ')}${start}`,
    description: describe(points, axisTitle),
  };
  return chartFrame(head, width, footer + 8 + key.height, [...nodes, ...key.nodes]);
}

const SIGNS: readonly LegendItem[] = [
  {
    name: 'median',
    sign: [
      element('g', { class: 'hs-series-7' }, [element('circle', { class: 'hs-chart-point', cx: 9, cy: 0, r: 3 })]),
    ],
  },
  { name: 'half of the runs', sign: [whisker('y', -7, 7, 9, 4)] },
];

function verticalScale(quantity: AxisQuantity, points: readonly SweepPoint[], height: number): AxisScale {
  const values = points.flatMap(({ value, low, high }) => (value === undefined ? [] : [low, high]));
  const [lowest, highest] = [Math.min(...values), Math.max(0, ...values)];
  const isFlat = values.length > 0 && highest - lowest < FLAT * highest;
  return axisScale(
    quantity,
    isFlat ? Math.max(0, lowest - (highest - lowest) * 0.2) : 0,
    highest,
    Math.max(2, height / 44),
  );
}

function tickBelow(name: string, x: number, y: number, isTilted: boolean): SvgNode {
  const text = label(name, x, y, { anchor: isTilted ? 'end' : 'middle', tone: 'muted', size: FONT.small });
  return isTilted ? { ...text, attributes: { ...text.attributes, transform: `rotate(-45 ${x} ${y})` } } : text;
}

function joined(points: readonly SweepPoint[], x: (index: number) => number, y: (value: number) => number): SvgNode[] {
  return points.flatMap(({ value, group }, index) => {
    const before = points[index - 1];
    if (value === undefined || before?.value === undefined || before.group !== group) return [];
    return [
      element('path', { class: 'hs-chart-line', d: `M${x(index - 1)} ${y(before.value)}L${x(index)} ${y(value)}` }),
    ];
  });
}

function markOf(
  { name, value, low, high, label: text }: SweepPoint,
  x: number,
  y: (value: number) => number,
): SvgNode[] {
  if (value === undefined) return [];
  return [
    ...(high > low ? [whisker('y', y(low), y(high), x, 4)] : []),
    element('circle', { class: 'hs-chart-point', cx: x, cy: y(value), r: 3.5 }, [
      textElement('title', {}, `${name}: ${text}`),
    ]),
  ];
}

function valueAbove({ label: text, x, y }: LabelledPoint): SvgNode {
  return label(text, x, y - 7, { anchor: 'middle', size: FONT.small, halo: true });
}

function describe(points: readonly SweepPoint[], axisTitle: string): string {
  return `By ${axisTitle}: ${points.map(({ name, label: text }) => `${name}: ${text}`).join('; ')}.`;
}
