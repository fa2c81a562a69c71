import { drawBands } from './draw-bands.ts';
import { drawLimit } from './draw-limit.ts';
import { drawMajorLines } from './draw-marks.ts';
import { lanePainter } from './lanes/draw-lanes.ts';
import type { MemoryRecorder } from './recorder.ts';
import { heapSeries, rssSeries, type SeriesSpec } from './series.ts';
import type { TimeChartOptions } from './time-chart.ts';

export interface ChartSources {
  readonly recorder: () => MemoryRecorder;
  /** Budget of the collector on screen, in bytes. */
  readonly budget: () => number | undefined;
}

/** One of the charts of the memory screen. */
export interface ChartKind {
  readonly label: string;
  readonly className: string;
  readonly seriesOf: (recorder: MemoryRecorder) => readonly SeriesSpec[];
  /** What is told of under the pointer: the curves' values, or what a batch cost in detail. */
  readonly tells: 'values' | 'costs';
  readonly options: (sources: ChartSources) => Pick<TimeChartOptions, 'timeAxis' | 'byteAxis' | 'behind' | 'front'>;
}

const NO_SERIES: readonly SeriesSpec[] = [];

export const HEAP_CHART: ChartKind = {
  label: 'JavaScript heap',
  className: 'hs-chart-heap',
  seriesOf: heapSeries,
  tells: 'values',
  options: ({ recorder, budget }) => ({
    timeAxis: false,
    byteAxis: true,
    behind: (chart) => drawBands(chart, recorder()),
    front: (chart, colors) => {
      drawMajorLines(chart, recorder(), colors);
      drawLimit(chart, colors, budget());
    },
  }),
};

export const LANES_CHART: ChartKind = {
  label: 'Stages of the batches',
  className: 'hs-chart-lanes',
  seriesOf: () => NO_SERIES,
  tells: 'costs',
  options: ({ recorder }) => ({
    timeAxis: true,
    byteAxis: false,
    front: lanePainter(recorder),
  }),
};

export const RSS_CHART: ChartKind = {
  label: 'Resident set of the processes',
  className: 'hs-chart-rss',
  seriesOf: rssSeries,
  tells: 'values',
  options: () => ({ timeAxis: true, byteAxis: true }),
};
