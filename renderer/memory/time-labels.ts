import { clockText } from './clock-text.ts';
import type { TimeScale } from './time-scale.ts';

/** Pixels that stay free between a label and the edge of the chart, beyond which the legend begins. */
const EDGE_GAP = 8;

/** Where labels of time stand. */
export interface TimeLabelPlace {
  readonly scale: Pick<TimeScale, 'toPixel'>;
  /** Right edge of the chart, in the pixels of the scale. */
  readonly right: number;
  /** Milliseconds between two labels. */
  readonly step: number;
  /** Width of a text in pixels. */
  readonly measure: (text: string) => number;
}

/** The times of an axis, each centred below its moment. Empty where one would come too near to the right edge. */
export function timeLabels(moments: readonly number[], { scale, right, step, measure }: TimeLabelPlace): string[] {
  // Within a second the seconds alone would all read the same.
  const texts = moments.map((at) => clockText(at, step < 1000));
  // Digits are of one width, so that one text tells the width of all.
  const half = measure(texts[0] ?? '') / 2;
  return texts.map((text, index) => (scale.toPixel(moments[index] ?? 0) + half <= right - EDGE_GAP ? text : ''));
}
