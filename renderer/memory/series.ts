import { type MemoryRecorder, processSeriesName, RSS_SERIES, seriesName } from './recorder.ts';
import { MEASURES, type Measure } from './sample-ring.ts';

export const MEASURE_LABELS: Readonly<Record<Measure, string>> = {
  heapUsed: 'Used',
  heapTotal: 'Total',
  external: 'External',
  arrayBuffers: 'Array buffers',
};

/** One curve of a chart. */
export interface SeriesSpec {
  /** Name of the series in the recording. */
  readonly name: string;
  readonly label: string;
  /** What is measured, where several measures of one isolate have curves. */
  readonly measure?: Measure;
  /** Place in the palette. */
  readonly color: number;
  readonly width: number;
  /** Lengths of strokes and gaps, in pixels; empty for a solid line. */
  readonly dash: readonly number[];
}

/** Place in the palette of the resident set of the main process: a colour of no isolate. */
export const RSS_COLOR = 7;

const STROKES: Readonly<Record<Measure, Pick<SeriesSpec, 'width' | 'dash'>>> = {
  heapUsed: { width: 2, dash: [] },
  heapTotal: { width: 1, dash: [6, 3] },
  external: { width: 1, dash: [2, 3] },
  arrayBuffers: { width: 1, dash: [8, 3, 2, 3] },
};

/** Lines of the measures without an isolate's colour, for legends. */
export const MEASURE_STROKES: Readonly<Record<Measure, Pick<SeriesSpec, 'color' | 'width' | 'dash'>>> = {
  heapUsed: { color: RSS_COLOR, ...STROKES.heapUsed },
  heapTotal: { color: RSS_COLOR, ...STROKES.heapTotal },
  external: { color: RSS_COLOR, ...STROKES.external },
  arrayBuffers: { color: RSS_COLOR, ...STROKES.arrayBuffers },
};

/** Places of the palette that threads have in turn; the window's stands out from all of them. */
const THREAD_COLORS = [1, 2, 3, 4, 6] as const;
/** A collector and the thread that follows what it has read have the same number, and are on screen together. */
const FIRST_COLORS: Readonly<Record<string, number>> = { collector: 0, live: 2, comparison: 3 };
const WINDOW_COLOR = 5;

/** Place of an isolate in the palette: by its kind and the number in its name, so that a curve never changes colour. */
export function colorOf(isolate: string): number {
  if (isolate === 'main') return 0;
  if (isolate === 'window') return WINDOW_COLOR;
  const [, kind = isolate, digits = '1'] = /^(.*?)-?(\d+)$/.exec(isolate) ?? [];
  const place = (FIRST_COLORS[kind] ?? 0) + Math.max(1, Number(digits)) - 1;
  return THREAD_COLORS[place % THREAD_COLORS.length] ?? 1;
}

/** Curves of the heap chart, isolate by isolate: the measures that each of them tells. */
export function heapSeries(recorder: MemoryRecorder): readonly SeriesSpec[] {
  return recorder.isolates.flatMap((isolate) =>
    MEASURES.filter((measure) => recorder.samples.has(seriesName(isolate, measure))).map((measure) => ({
      name: seriesName(isolate, measure),
      label: `${isolate} ${MEASURE_LABELS[measure].toLowerCase()}`,
      measure,
      color: colorOf(isolate),
      ...STROKES[measure],
    })),
  );
}

/** Curves of the RSS chart: the main process, and the others in order of appearance. */
export function rssSeries(recorder: MemoryRecorder): readonly SeriesSpec[] {
  const others = recorder.processes.map((process, index) => ({
    name: processSeriesName(process),
    label: process,
    color: 1 + (index % (RSS_COLOR - 1)),
    width: 1.5,
    dash: [],
  }));
  return [{ name: RSS_SERIES, label: 'main process', color: RSS_COLOR, width: 2, dash: [] }, ...others];
}
