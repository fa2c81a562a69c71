/** Forces collections; `minor` empties the young generation only. */
export type ForceGc = (kind: 'minor' | 'major') => void;

/** Heap growth since the last full collection that is worth another one, in bytes. */
export const FULL_GC_GROWTH_BYTES = 8 * 1024 * 1024;
/** Forced collections may take at most this share of the collection's time. */
export const GC_TIME_SHARE = 0.1;

interface GcPolicyOptions {
  readonly force: ForceGc;
  readonly heapUsed: () => number;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
}

/**
 * When to collect garbage on purpose. A minor collection after each batch costs 0.1 to 0.7 ms and empties what parsing
 * left; a full one costs about 0.5 ms per live MB, so it runs only when the heap grew by FULL_GC_GROWTH_BYTES since the
 * last, or when a view ends. Both wait while they already took GC_TIME_SHARE of the time since the start.
 */
export class GcPolicy {
  readonly #options: GcPolicyOptions;
  readonly #startedAt: number;
  #spentMs = 0;
  #heapAfterFull: number;

  constructor(options: GcPolicyOptions) {
    this.#options = options;
    this.#startedAt = options.now();
    this.#heapAfterFull = options.heapUsed();
  }

  /** After a batch was shipped. */
  afterBatch(): void {
    if (!this.#affordable()) return;
    const grown = this.#options.heapUsed() - this.#heapAfterFull;
    if (grown > FULL_GC_GROWTH_BYTES) this.#collect('major');
    else this.#collect('minor');
  }

  /** After a type is complete and its view destroyed. */
  afterView(): void {
    if (this.#affordable() && this.#options.heapUsed() - this.#heapAfterFull > FULL_GC_GROWTH_BYTES / 4)
      this.#collect('major');
  }

  #affordable(): boolean {
    return this.#spentMs <= (this.#options.now() - this.#startedAt) * GC_TIME_SHARE;
  }

  #collect(kind: 'minor' | 'major'): void {
    const from = this.#options.now();
    this.#options.force(kind);
    this.#spentMs += this.#options.now() - from;
    if (kind === 'major') this.#heapAfterFull = this.#options.heapUsed();
  }
}
