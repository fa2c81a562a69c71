import type { BatchBand, GcMark } from '../../shared/contract.ts';
import type { MemoryRecorder } from './recorder.ts';
import type { SeriesSpec } from './series.ts';

export interface HoverValue {
  readonly spec: SeriesSpec;
  /** Bytes. */
  readonly value: number;
}

/** What there is to say about a moment of the recording. */
export interface HoverFacts {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly values: readonly HoverValue[];
  /** The collection of garbage nearest to the cursor, when one is close. */
  readonly mark: GcMark | undefined;
  /** How many more are just as close. */
  readonly moreMarks: number;
  readonly band: BatchBand | undefined;
}

/** "Forced minor GC, 1.2 ms, in batch 41 of VirtualMachine". */
export function markText(mark: GcMark): string {
  const batch = mark.batch === undefined ? '' : `, in batch ${mark.batch.seq} of ${mark.batch.type}`;
  return `${mark.forced ? 'Forced' : 'Natural'} ${mark.kind} GC, ${mark.pauseMs.toFixed(1)} ms${batch}`;
}

/** "Batch 41 of VirtualMachine, 50 rows, 12 ms". */
export function bandText(band: BatchBand): string {
  return `Batch ${band.seq} of ${band.type}, ${band.rows} rows, ${Math.max(0, band.to - band.from).toFixed(0)} ms`;
}

function nearMarks(recorder: MemoryRecorder, at: number, reach: number): readonly GcMark[] {
  const near: GcMark[] = [];
  for (const mark of recorder.marks) if (Math.abs(mark.at - at) <= reach) near.push(mark);
  return near.sort((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at));
}

function bandAt(recorder: MemoryRecorder, at: number): BatchBand | undefined {
  for (const band of recorder.bands.newestFirst()) if (band.from <= at && at <= band.to) return band;
  return undefined;
}

/** Gathers what a tooltip says; `reach` is how far, in milliseconds, a mark may be from the cursor. */
export function hoverFacts(
  recorder: MemoryRecorder,
  series: readonly SeriesSpec[],
  at: number,
  reach: number,
): HoverFacts | undefined {
  const { samples } = recorder;
  const times = samples.times();
  const after = samples.indexAt(at);
  const before = Math.max(0, after - 1);
  const nearest =
    Math.abs((times[after] ?? Number.POSITIVE_INFINITY) - at) < Math.abs((times[before] ?? 0) - at) ? after : before;
  const moment = times[nearest];
  if (moment === undefined) return undefined;
  const values = series
    .map((spec) => ({ spec, value: samples.values(spec.name)[nearest] ?? Number.NaN }))
    .filter(({ value }) => !Number.isNaN(value));
  const marks = nearMarks(recorder, at, reach);
  return { at: moment, values, mark: marks[0], moreMarks: Math.max(0, marks.length - 1), band: bandAt(recorder, at) };
}
