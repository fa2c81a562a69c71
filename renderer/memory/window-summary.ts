import type { GcMark } from '../../shared/contract.ts';
import type { BoundedLog } from './bounded-log.ts';
import { endingSince, momentOf } from './recent.ts';
import { type MemoryRecorder, RSS_SERIES, seriesName } from './recorder.ts';

/** A stretch of time, milliseconds since the epoch. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** Newest value and highest value in the stretch; undefined when there is none. */
export interface Level {
  readonly now: number | undefined;
  readonly peak: number | undefined;
}

export interface WindowSummary {
  readonly rss: Level;
  readonly main: Level;
  /** All collectors together now, the highest of any single one as peak. */
  readonly collectors: Level & { readonly live: number };
  readonly gc: {
    readonly forced: number;
    readonly natural: number;
    readonly pauseMs: number;
    readonly longestMs: number;
  };
  /** Delay of main's event loop now, and the longest of any isolate in the stretch, in milliseconds. */
  readonly loopDelay: {
    readonly now: number | undefined;
    readonly longest: { readonly ms: number; readonly isolate: string } | undefined;
  };
}

function peakOf(recorder: MemoryRecorder, name: string, range: TimeRange): number | undefined {
  const { samples } = recorder;
  const values = samples.values(name).subarray(samples.indexAt(range.from), samples.indexAt(range.to + 1));
  let peak: number | undefined;
  for (const value of values) if (value > (peak ?? -1)) peak = value;
  return peak;
}

function levelOf(recorder: MemoryRecorder, name: string, range: TimeRange): Level {
  const latest = recorder.samples.latest(name);
  return { now: Number.isNaN(latest) ? undefined : latest, peak: peakOf(recorder, name, range) };
}

function collectorsOf(recorder: MemoryRecorder, range: TimeRange): WindowSummary['collectors'] {
  let now: number | undefined;
  let peak: number | undefined;
  let live = 0;
  for (const isolate of recorder.isolates) {
    if (isolate === 'main' || isolate === 'window' || isolate.startsWith('tree-')) continue;
    const level = levelOf(recorder, seriesName(isolate, 'heapUsed'), range);
    if (level.now !== undefined) {
      now = (now ?? 0) + level.now;
      live += 1;
    }
    if (level.peak !== undefined) peak = Math.max(peak ?? 0, level.peak);
  }
  return { now, peak, live };
}

function gcOf(marks: BoundedLog<GcMark>, range: TimeRange): WindowSummary['gc'] {
  let forced = 0;
  let natural = 0;
  let pauseMs = 0;
  let longestMs = 0;
  for (const mark of endingSince(marks, range.from, momentOf)) {
    if (mark.at > range.to) continue;
    if (mark.forced) forced += 1;
    else natural += 1;
    pauseMs += mark.pauseMs;
    longestMs = Math.max(longestMs, mark.pauseMs);
  }
  return { forced, natural, pauseMs, longestMs };
}

function loopDelayOf(recorder: MemoryRecorder, range: TimeRange): WindowSummary['loopDelay'] {
  let longest: { readonly ms: number; readonly isolate: string } | undefined;
  for (const isolate of recorder.isolates) {
    const peak = peakOf(recorder, seriesName(isolate, 'loopDelayMs'), range);
    if (peak !== undefined && peak > (longest?.ms ?? -1)) longest = { ms: peak, isolate };
  }
  return { now: levelOf(recorder, seriesName('main', 'loopDelayMs'), range).now, longest };
}

/** The figures above the charts, for the stretch of time on screen. */
export function summarizeWindow(recorder: MemoryRecorder, range: TimeRange): WindowSummary {
  return {
    rss: levelOf(recorder, RSS_SERIES, range),
    main: levelOf(recorder, seriesName('main', 'heapUsed'), range),
    collectors: collectorsOf(recorder, range),
    gc: gcOf(recorder.marks, range),
    loopDelay: loopDelayOf(recorder, range),
  };
}
