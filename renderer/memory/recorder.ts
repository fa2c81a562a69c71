import type { BatchBand, GcMark, IsolateSample, MemoryTick } from '../../shared/contract.ts';
import { BoundedLog } from './bounded-log.ts';
import { Roster } from './roster.ts';
import { MEASURES, type Measure, RING_CAPACITY, SampleRing } from './sample-ring.ts';

/** Resident set of the main process. */
export const RSS_SERIES = 'rss';
const LOOP_DELAY = 'loopDelayMs';
/** Isolates and further processes kept at once. */
const ISOLATE_LIMIT = 8;
const PROCESS_LIMIT = 6;
/** Marks and bands kept; a fast collection makes a few hundred a second, and older ones are a blur at that density. */
const MARK_LIMIT = 8192;

/** Name of an isolate's series in the ring. */
export function seriesName(isolate: string, measure: Measure | typeof LOOP_DELAY): string {
  return `${isolate} ${measure}`;
}

/** Name of the series with the resident set of a process other than main. */
export function processSeriesName(process: string): string {
  return `${RSS_SERIES} ${process}`;
}

function placeOf(isolate: string): number {
  const place = ['main', 'window'].indexOf(isolate);
  return place === -1 ? 2 : place;
}

/** The last ten minutes of the application: samples, collections of garbage and batches, of bounded size whatever happens. */
export class MemoryRecorder {
  readonly samples = new SampleRing(RING_CAPACITY);
  readonly marks = new BoundedLog<GcMark>(MARK_LIMIT);
  readonly bands = new BoundedLog<BatchBand>(MARK_LIMIT);
  readonly #isolates = new Roster(ISOLATE_LIMIT, (isolate) => {
    for (const measure of [...MEASURES, LOOP_DELAY] as const) this.samples.remove(seriesName(isolate, measure));
  });
  readonly #processes = new Roster(PROCESS_LIMIT, (name) => this.samples.remove(processSeriesName(name)));
  #newest = Number.NEGATIVE_INFINITY;

  /** Isolates whose curve is still on record: main and the window first, as they are always there. */
  get isolates(): readonly string[] {
    return this.#isolates.names.toSorted((a, b) => placeOf(a) - placeOf(b));
  }

  /** Processes other than main whose curve is still in the window. */
  get processes(): readonly string[] {
    return this.#processes.names;
  }

  /** Moment of the newest sample, -Infinity before the first. */
  get newest(): number {
    return this.#newest;
  }

  /** Whether an isolate was sampled within the last two seconds. */
  isLive(isolate: string): boolean {
    return this.#isolates.isLive(isolate);
  }

  isProcessLive(name: string): boolean {
    return this.#processes.isLive(name);
  }

  /** Takes a tick; one that is not newer than the last is a repetition from the history and is dropped. */
  record(tick: MemoryTick): void {
    if (tick.at <= this.#newest) return;
    this.#newest = tick.at;
    this.#isolates.advance(tick.at);
    this.#processes.advance(tick.at);
    const values = new Map([[RSS_SERIES, tick.rss]]);
    for (const sample of tick.isolates) {
      if (this.#isolates.see(sample.isolate, tick.at)) addMeasures(values, sample);
    }
    for (const { name, rss } of tick.processes) {
      if (this.#processes.see(name, tick.at)) values.set(processSeriesName(name), rss);
    }
    this.samples.push(tick.at, values);
    for (const mark of tick.gc) this.marks.push(mark);
    for (const band of tick.batches) this.bands.push(band);
    const oldest = this.samples.times()[0] ?? 0;
    this.#isolates.forgetBefore(oldest);
    this.#processes.forgetBefore(oldest);
  }
}

/** Measures that an isolate does not tell get no series. */
function addMeasures(values: Map<string, number>, sample: IsolateSample): void {
  for (const measure of [...MEASURES, LOOP_DELAY] as const) {
    const value = sample[measure];
    if (value !== undefined && Number.isFinite(value)) values.set(seriesName(sample.isolate, measure), value);
  }
}
