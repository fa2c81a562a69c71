import { round } from './axis-scale.ts';
import { line, seriesClass, type Tone, whisker } from './chart-frame.ts';
import type { LegendItem } from './legend.ts';
import { element, type SvgNode, textElement } from './svg-node.ts';

export interface IntervalBar {
  readonly name: string;
  /** Which colour it has. */
  readonly series: number;
  /** Length of the bar; absent when nothing was measured. */
  readonly value: number | undefined;
  /** Drawn as a whisker, in the unit of the value. */
  readonly interval?: { readonly low: number; readonly high: number } | undefined;
  /** Every run by itself. */
  readonly runs: readonly { readonly value: number; readonly isOutlier: boolean }[];
  /** "312 MiB" */
  readonly label: string;
  /** "−83 % ± 1" */
  readonly note: string;
  readonly tone: Tone;
}

/** A line through all bars. */
export interface BarReference {
  readonly name: string;
  readonly value: number;
}

const BAR = 12;

/** The bar with its runs and its whisker; nothing where nothing was measured. */
export function barMark(bar: IntervalBar, middle: number, at: (value: number) => number): readonly SvgNode[] {
  const { value, series, interval, runs } = bar;
  if (value === undefined) return [];
  const size = { x: at(0), y: round(middle - BAR / 2), width: round(at(value) - at(0)), height: BAR };
  return [
    element('g', { class: seriesClass(series) }, [
      textElement('title', {}, sayBar(bar)),
      element('rect', { class: 'hs-chart-bar', ...size }),
      ...runs.map((run) => runDot(at(run.value), middle, run.isOutlier)),
      ...(interval === undefined ? [] : [whisker('x', at(interval.low), at(interval.high), middle, 5)]),
    ]),
  ];
}

/** "Streaming only: 312 MiB, −83 % ± 1" */
export function sayBar({ name, label, note }: IntervalBar): string {
  return `${name}: ${note === '' ? label : `${label}, ${note}`}`;
}

/** A legend of the signs that these bars have. */
export function barSigns(bars: readonly IntervalBar[], reference: BarReference | undefined): readonly LegendItem[] {
  const has = (wanted: (bar: IntervalBar) => boolean) => bars.some(wanted);
  const median = element('rect', { class: 'hs-chart-bar hs-series-7', x: 0, y: -5, width: 18, height: 10 });
  return [
    ...(has(({ value }) => value !== undefined) ? [{ name: 'median', sign: [median] }] : []),
    ...(has(({ runs }) => runs.length > 0) ? [{ name: 'one run', sign: [runDot(9, 0, false)] }] : []),
    ...(has(({ runs }) => runs.some((run) => run.isOutlier)) ? [{ name: 'outlier', sign: [runDot(9, 0, true)] }] : []),
    ...(has(({ interval }) => interval !== undefined)
      ? [{ name: '95 % interval of the difference', sign: [whisker('x', 1, 17, 0, 4)] }]
      : []),
    ...(reference === undefined ? [] : [{ name: reference.name, sign: [line('reference', 9, -7, 9, 7)] }]),
  ];
}

function runDot(x: number, y: number, isOutlier: boolean): SvgNode {
  const look = isOutlier ? { class: 'hs-chart-outlier', r: 3.5 } : { class: 'hs-chart-run', r: 2 };
  return element('circle', { ...look, cx: round(x), cy: round(y) });
}
