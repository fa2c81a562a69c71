import type { MemoryRecorder } from './recorder.ts';
import type { TimeRange } from './window-summary.ts';

/** A curve as uPlot takes it: unset moments are null, which it draws as a gap. */
export type ChartValues = Float64Array | (number | null)[];

export interface ChartData {
  /** Milliseconds since the epoch. */
  readonly times: Float64Array;
  readonly values: readonly ChartValues[];
}

function drawable(values: Float64Array): ChartValues {
  if (!values.some(Number.isNaN)) return values.slice();
  return Array.from(values, (value) => (Number.isNaN(value) ? null : value));
}

/**
 * Copies out what a chart draws: the named series within the range, and one sample more on either side so that lines
 * run to the edges. A copy, because the recording goes on while a chart may stand still.
 */
export function chartData(recorder: MemoryRecorder, names: readonly string[], range: TimeRange): ChartData {
  const { samples } = recorder;
  const first = Math.max(0, samples.indexAt(range.from) - 1);
  const last = Math.min(samples.length, samples.indexAt(range.to) + 1);
  return {
    times: samples.times().slice(first, last),
    values: names.map((name) => drawable(samples.values(name).subarray(first, last))),
  };
}
