/** Forces collections; `minor` empties the young generation only. */
export type ForceGc = (kind: 'minor' | 'major') => void;

/** Garbage that is worth a minor collection, in bytes: about the half of what a page of 50 VMs leaves. */
export const MINOR_GC_GROWTH_BYTES = 2 * 1024 * 1024;
/** Growth since the last full collection that is worth another one, as a share of the heap it left. */
export const FULL_GC_GROWTH = 1 / 8;
/** Full collections may take at most this share of the collection's time. */
export const FULL_GC_TIME_SHARE = 0.05;

interface GcPolicyOptions {
  readonly force: ForceGc;
  readonly heapUsed: () => number;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
}

/**
 * When to collect garbage on purpose. A minor collection at the end of a page finds next to nothing alive and takes 0.3 to
 * 0.7 ms; V8 would run it later, in the middle of a page, with more to move. What it leaves beyond the last full collection
 * lies in the old generation: once that is FULL_GC_GROWTH of the live heap, a full collection follows. A full one costs
 * about 0.5 ms per live MB, so that growth in proportion to the live heap is collected at the same price in every heap;
 * where it is dearer than that, FULL_GC_TIME_SHARE holds it back.
 */
export class GcPolicy {
  readonly #options: GcPolicyOptions;
  readonly #startedAt: number;
  #fullMs = 0;
  #heapAfterMinor: number;
  #heapAfterFull: number;

  constructor(options: GcPolicyOptions) {
    this.#options = options;
    this.#startedAt = options.now();
    this.#heapAfterMinor = options.heapUsed();
    this.#heapAfterFull = this.#heapAfterMinor;
  }

  /** After a batch was shipped, or a page added to one. */
  afterBatch(): void {
    if (this.#observe() < this.#heapAfterMinor + MINOR_GC_GROWTH_BYTES) return;
    this.#collect(FULL_GC_GROWTH);
  }

  /** After a type is complete and its view destroyed. */
  afterView(): void {
    this.#collect(FULL_GC_GROWTH / 2);
  }

  #collect(growth: number): void {
    this.#options.force('minor');
    this.#heapAfterMinor = this.#observe();
    if (this.#heapAfterMinor <= this.#heapAfterFull * (1 + growth) || !this.#affordable()) return;
    const from = this.#options.now();
    this.#options.force('major');
    this.#fullMs += this.#options.now() - from;
    this.#heapAfterMinor = this.#options.heapUsed();
    this.#heapAfterFull = this.#heapAfterMinor;
  }

  /** The heap in use; V8's own collections lower the marks that growth is counted from. */
  #observe(): number {
    const used = this.#options.heapUsed();
    this.#heapAfterMinor = Math.min(this.#heapAfterMinor, used);
    this.#heapAfterFull = Math.min(this.#heapAfterFull, used);
    return used;
  }

  #affordable(): boolean {
    return this.#fullMs <= (this.#options.now() - this.#startedAt) * FULL_GC_TIME_SHARE;
  }
}
