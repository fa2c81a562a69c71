import type { BatchBand, GcMark } from '../../shared/contract.ts';
import { busyMsOf, startOf } from './batch-cost.ts';
import type { MemoryRecorder } from './recorder.ts';
import type { SeriesSpec } from './series.ts';

export interface HoverValue {
  readonly spec: SeriesSpec;
  /** Bytes. */
  readonly value: number;
}

/** Something under the cursor, and how many more of its kind are just as close. */
export interface Near<T> {
  readonly first: T | undefined;
  readonly more: number;
}

/** What there is to say about a moment of the recording. */
export interface HoverFacts {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly values: readonly HoverValue[];
  /** The collection of garbage nearest to the cursor. */
  readonly mark: Near<GcMark>;
  /** The costliest batch under the cursor. */
  readonly band: Near<BatchBand>;
}

function nearMarks(recorder: MemoryRecorder, at: number, reach: number): Near<GcMark> {
  let first: GcMark | undefined;
  let count = 0;
  for (const mark of recorder.marks) {
    const distance = Math.abs(mark.at - at);
    if (distance > reach) continue;
    count += 1;
    if (first === undefined || distance < Math.abs(first.at - at)) first = mark;
  }
  return { first, more: Math.max(0, count - 1) };
}

/** A spike is a batch that cost much, so of many under one pixel the costliest is told. */
function bandsAt(recorder: MemoryRecorder, at: number, reach: number): Near<BatchBand> {
  let first: BatchBand | undefined;
  let most = Number.NEGATIVE_INFINITY;
  let count = 0;
  for (const band of recorder.bands) {
    if (band.to < at - reach || startOf(band) > at + reach) continue;
    count += 1;
    const cost = busyMsOf(band);
    if (cost <= most) continue;
    first = band;
    most = cost;
  }
  return { first, more: Math.max(0, count - 1) };
}

/**
 * Gathers what a tooltip says; `msPerPixel` is the width of a pixel and `reach` how far, in milliseconds, a mark may be
 * from the cursor.
 */
export function hoverFacts(
  recorder: MemoryRecorder,
  series: readonly SeriesSpec[],
  at: number,
  { msPerPixel, reach }: { readonly msPerPixel: number; readonly reach: number },
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
  return {
    at: moment,
    values,
    mark: nearMarks(recorder, at, reach),
    band: bandsAt(recorder, at, msPerPixel / 2),
  };
}
