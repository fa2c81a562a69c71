import type { BatchBand, GcMark, MemoryTick } from '../../shared/contract.ts';
import { BoundedLog } from './bounded-log.ts';
import { MEASURES, type Measure, RING_CAPACITY, SampleRing } from './sample-ring.ts';

export const RSS_SERIES = 'rss';
/** Isolates kept at once; the one that ended first makes room for a new one. */
const ISOLATE_LIMIT = 8;
/** Marks and bands kept; a fast collection makes a few hundred a second, and older ones are a blur at that density. */
const MARK_LIMIT = 8192;

/** Silence after which an isolate counts as ended. */
const LIVE_MS = 2000;

/** Name of a series in the ring. */
export function seriesName(isolate: string, measure: Measure): string {
  return `${isolate} ${measure}`;
}

/** The last ten minutes of the process: samples, collections of garbage and batches, of bounded size whatever happens. */
export class MemoryRecorder {
  readonly samples = new SampleRing(RING_CAPACITY);
  readonly marks = new BoundedLog<GcMark>(MARK_LIMIT);
  readonly bands = new BoundedLog<BatchBand>(MARK_LIMIT);
  /** When each isolate was last seen, in order of first appearance; milliseconds since the epoch. */
  readonly #lastSeen = new Map<string, number>();
  #newest = Number.NEGATIVE_INFINITY;

  /** Isolates whose curve is still in the window, main first. */
  get isolates(): readonly string[] {
    return [...this.#lastSeen.keys()].sort((a, b) => Number(b === 'main') - Number(a === 'main'));
  }

  /** Moment of the newest sample, -Infinity before the first. */
  get newest(): number {
    return this.#newest;
  }

  /** Whether an isolate was sampled within the last two seconds; a busy one misses a sample now and then. */
  isLive(isolate: string): boolean {
    return (this.#lastSeen.get(isolate) ?? 0) > this.#newest - LIVE_MS;
  }

  /** Takes a tick; one that is not newer than the last is a repetition from the history and is dropped. */
  record(tick: MemoryTick): void {
    if (tick.at <= this.#newest) return;
    this.#newest = tick.at;
    const values = new Map([[RSS_SERIES, tick.rss]]);
    for (const sample of tick.isolates) {
      if (!this.#admit(sample.isolate)) continue;
      this.#lastSeen.set(sample.isolate, tick.at);
      for (const measure of MEASURES) values.set(seriesName(sample.isolate, measure), sample[measure]);
    }
    this.samples.push(tick.at, values);
    for (const mark of tick.gc) this.marks.push(mark);
    for (const band of tick.batches) this.bands.push(band);
    this.#forgetScrolledOut();
  }

  #admit(isolate: string): boolean {
    if (this.#lastSeen.has(isolate) || this.#lastSeen.size < ISOLATE_LIMIT) return true;
    const ended = [...this.#lastSeen].filter(([known]) => !this.isLive(known)).sort((a, b) => a[1] - b[1])[0];
    if (ended === undefined) return false;
    this.#forget(ended[0]);
    return true;
  }

  #forgetScrolledOut(): void {
    const oldest = this.samples.times()[0] ?? 0;
    for (const [isolate, seen] of this.#lastSeen) if (seen < oldest) this.#forget(isolate);
  }

  #forget(isolate: string): void {
    this.#lastSeen.delete(isolate);
    for (const measure of MEASURES) this.samples.remove(seriesName(isolate, measure));
  }
}
