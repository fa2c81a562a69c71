import { type AxisQuantity, axisScale, formatTick, place } from './axis-scale.ts';
import { chartFrame, FONT, HEAD_HEIGHT, label, line } from './chart-frame.ts';
import { type BarReference, barMark, barSigns, type IntervalBar, sayBar } from './interval-marks.ts';
import { legend } from './legend.ts';
import type { SvgNode } from './svg-node.ts';
import { fitText, textWidth } from './text-width.ts';

export interface IntervalBarsOptions {
  readonly title: string;
  readonly quantity: AxisQuantity;
  /** After the unit: "median of 5 runs". */
  readonly caption: string;
  readonly bars: readonly IntervalBar[];
  /** Such as the median of the baseline. */
  readonly reference?: BarReference | undefined;
  /** Pixels; from about 320 on. */
  readonly width: number;
}

/** Where everything stands, in pixels. */
interface Layout {
  /** Names above the bars instead of beside them. */
  readonly stacked: boolean;
  /** Ends of the plot. */
  readonly left: number;
  readonly right: number;
  /** Right end of the labels; notes end with the chart. */
  readonly labelEnd: number;
  readonly row: number;
}

const ROW = 26;
const STACKED_ROW = 40;
/** A narrow chart has the names above the bars, and so has one with long names. */
const STACKED_BELOW = 480;
const MOST_FOR_NAMES = 0.4;
const AXIS_HEIGHT = 26;

/** Horizontal bars from zero with their intervals, runs and values; a row each, so that long names have room. */
export function intervalBars({ title, quantity, caption, bars, reference, width }: IntervalBarsOptions): SvgNode {
  const layout = layoutOf(bars, width);
  const { left, right, row } = layout;
  const scale = axisScale(quantity, 0, highestOf(bars, reference), Math.max(2, Math.min(6, (right - left) / 56)));
  const at = (value: number) => place(scale, value, left, right);
  const [top, bottom] = [HEAD_HEIGHT, HEAD_HEIGHT + bars.length * row];
  const middleOf = (index: number) => top + index * row + (layout.stacked ? 28 : row / 2);
  const key = legend(barSigns(bars, reference), bottom + AXIS_HEIGHT, width);
  const head = {
    title,
    caption: [scale.unit.name, caption].filter((part) => part !== '').join(', '),
    description: `${bars.map(sayBar).join('; ')}.`,
  };
  return chartFrame(head, width, bottom + AXIS_HEIGHT + key.height, [
    ...scale.ticks.map((tick) => line(tick === 0 ? 'axis' : 'grid', at(tick), top, at(tick), bottom)),
    ...scale.ticks.map((tick) =>
      label(formatTick(scale, tick), at(tick), bottom + 14, { anchor: 'middle', tone: 'muted', size: FONT.small }),
    ),
    ...bars.flatMap((bar, index) => barMark(bar, middleOf(index), at)),
    ...(reference === undefined ? [] : [line('reference', at(reference.value), top, at(reference.value), bottom)]),
    ...bars.flatMap((bar, index) => textsOf(bar, middleOf(index), layout, width)),
    ...key.nodes,
  ]);
}

function layoutOf(bars: readonly IntervalBar[], width: number): Layout {
  const names = widest(bars.map(({ name }) => name)) + 10;
  const notes = widest(bars.map(({ note }) => note));
  const stacked = width < STACKED_BELOW || names > width * MOST_FOR_NAMES;
  const labelEnd = width - notes - (notes > 0 ? 14 : 0);
  return {
    stacked,
    left: stacked ? 10 : names,
    right: labelEnd - widest(bars.map((bar) => bar.label)) - 10,
    labelEnd,
    row: stacked ? STACKED_ROW : ROW,
  };
}

function textsOf(
  bar: IntervalBar,
  middle: number,
  { stacked, left, labelEnd }: Layout,
  width: number,
): readonly SvgNode[] {
  const tone = bar.value === undefined ? 'muted' : 'text';
  return [
    stacked
      ? label(fitText(bar.name, FONT.text, width), 0, middle - 13, { halo: true })
      : label(bar.name, left - 10, middle + 4, { anchor: 'end' }),
    label(bar.label, labelEnd, middle + 4, { anchor: 'end', tone }),
    ...(bar.note === '' ? [] : [label(bar.note, width, middle + 4, { anchor: 'end', tone: bar.tone })]),
  ];
}

function highestOf(bars: readonly IntervalBar[], reference: BarReference | undefined): number {
  const values = bars.flatMap(({ value, interval, runs }) => [
    value ?? 0,
    interval?.high ?? 0,
    ...runs.map((run) => run.value),
  ]);
  return Math.max(0, reference?.value ?? 0, ...values);
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => textWidth(text, FONT.text)));
}
