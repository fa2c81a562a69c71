/** The measures of memory kept of every isolate, in bytes. */
export const MEASURES = ['heapUsed', 'heapTotal', 'external', 'arrayBuffers'] as const;
export type Measure = (typeof MEASURES)[number];

/** Ten minutes at four samples a second. */
export const RING_CAPACITY = 2400;

/** Samples back that still count as "now". */
const LATEST_REACH = 8;

/**
 * The last so many numbers. Every value is written twice, half the buffer apart, so that the values from oldest to
 * newest always lie in one piece and a chart can read them without a copy.
 */
export class NumberRing {
  readonly #values: Float64Array;
  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#values = new Float64Array(capacity * 2).fill(Number.NaN);
  }

  /** `position` counts all values ever written, from 0. */
  write(position: number, value: number): void {
    const slot = position % this.#capacity;
    this.#values[slot] = value;
    this.#values[slot + this.#capacity] = value;
  }

  /** The values from position `from` up to, without, `to`; at most `capacity` of them. A view: read it before the next write. */
  view(from: number, to: number): Float64Array {
    const slot = from % this.#capacity;
    return this.#values.subarray(slot, slot + (to - from));
  }

  at(position: number): number {
    return this.#values[position % this.#capacity] ?? Number.NaN;
  }
}

/** Time line and series of equal length, oldest values overwritten; a series without a value at a moment has NaN there. */
export class SampleRing {
  readonly #capacity: number;
  readonly #times: NumberRing;
  readonly #series = new Map<string, NumberRing>();
  #end = 0;

  constructor(capacity = RING_CAPACITY) {
    this.#capacity = capacity;
    this.#times = new NumberRing(capacity);
  }

  /** Number of moments held. */
  get length(): number {
    return Math.min(this.#end, this.#capacity);
  }

  get names(): readonly string[] {
    return [...this.#series.keys()];
  }

  /** Adds one moment; series that are new begin here, series that are not named have no value at this moment. */
  push(at: number, values: ReadonlyMap<string, number>): void {
    for (const name of values.keys()) {
      if (!this.#series.has(name)) this.#series.set(name, new NumberRing(this.#capacity));
    }
    this.#times.write(this.#end, at);
    for (const [name, ring] of this.#series) ring.write(this.#end, values.get(name) ?? Number.NaN);
    this.#end += 1;
  }

  remove(name: string): void {
    this.#series.delete(name);
  }

  has(name: string): boolean {
    return this.#series.has(name);
  }

  /** Moments from oldest to newest; a view, valid until the next push. */
  times(): Float64Array {
    return this.#times.view(this.#end - this.length, this.#end);
  }

  /** Values of one series beside `times()`; a view, valid until the next push. Empty for an unknown series. */
  values(name: string): Float64Array {
    return this.#series.get(name)?.view(this.#end - this.length, this.#end) ?? new Float64Array(0);
  }

  /** The newest value of a series, from the last two seconds: a busy isolate misses a sample now and then. NaN when none. */
  latest(name: string): number {
    const ring = this.#series.get(name);
    const oldest = Math.max(0, this.#end - Math.min(LATEST_REACH, this.length));
    for (let position = this.#end - 1; ring !== undefined && position >= oldest; position -= 1) {
      const value = ring.at(position);
      if (!Number.isNaN(value)) return value;
    }
    return Number.NaN;
  }

  /** Index of the first moment at or after `at`; `length` when there is none. */
  indexAt(at: number): number {
    const times = this.times();
    let low = 0;
    let high = times.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((times[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
