import { type MemoryRecorder, RSS_SERIES, seriesName } from './recorder.ts';
import { MEASURES, type Measure } from './sample-ring.ts';

export const MEASURE_LABELS: Readonly<Record<Measure, string>> = {
  heapUsed: 'Used',
  heapTotal: 'Total',
  external: 'External',
};

/** One curve of a chart. */
export interface SeriesSpec {
  /** Name of the series in the recording. */
  readonly name: string;
  readonly label: string;
  /** Place in the palette. */
  readonly color: number;
  readonly width: number;
  /** Lengths of strokes and gaps, in pixels; empty for a solid line. */
  readonly dash: readonly number[];
}

const STROKES: Readonly<Record<Measure, Pick<SeriesSpec, 'width' | 'dash'>>> = {
  heapUsed: { width: 2, dash: [] },
  heapTotal: { width: 1, dash: [6, 3] },
  external: { width: 1, dash: [2, 3] },
};

/** Colours of the palette that isolates use; the first is main's. */
const PALETTE_SIZE = 7;

/** Place of an isolate in the palette: by the number in its name, so that a curve never changes colour. */
export function colorOf(isolate: string): number {
  if (isolate === 'main') return 0;
  const number = Number(/(\d+)$/.exec(isolate)?.[1] ?? 1);
  return 1 + ((Math.max(1, number) - 1) % (PALETTE_SIZE - 1));
}

/** Curves of the heap chart, isolate by isolate. */
export function heapSeries(recorder: MemoryRecorder): readonly SeriesSpec[] {
  return recorder.isolates.flatMap((isolate) =>
    MEASURES.map((measure) => ({
      name: seriesName(isolate, measure),
      label: `${isolate} ${MEASURE_LABELS[measure].toLowerCase()}`,
      color: colorOf(isolate),
      ...STROKES[measure],
    })),
  );
}

/** Place in the palette of the process's resident set. */
export const RSS_COLOR = PALETTE_SIZE;

/** The one curve of the RSS chart. */
export function rssSeries(): readonly SeriesSpec[] {
  return [{ name: RSS_SERIES, label: 'RSS', color: RSS_COLOR, width: 2, dash: [] }];
}
