/** Forces collections; `minor` empties the young generation only. */
export type ForceGc = (kind: 'minor' | 'major') => void;

/** Heap growth since the last collection on purpose that is worth a minor one, in bytes. */
export const MINOR_GC_GROWTH_BYTES = 6 * 1024 * 1024;
/** Heap growth since the last full collection that is worth another one, in bytes. */
export const FULL_GC_GROWTH_BYTES = 8 * 1024 * 1024;
/** Forced collections may take at most this share of the collection's time, and full ones at most that. */
export const GC_TIME_SHARE = 0.1;
export const FULL_GC_TIME_SHARE = 0.04;

interface GcPolicyOptions {
  readonly force: ForceGc;
  readonly heapUsed: () => number;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
  /** Processor time of this thread, in milliseconds: on a busy machine a collection waits longer than it costs. */
  readonly cpu: () => number;
}

/**
 * When to collect garbage on purpose. A minor collection between batches takes about a millisecond and comes when what
 * parsing left is dead: V8's own would come in the middle of a batch, move its rows to the old generation, and only a full
 * collection gets them out again. It runs once MINOR_GC_GROWTH_BYTES have come together. A full one costs about half a
 * millisecond per live MB: it runs when the heap grew by FULL_GC_GROWTH_BYTES since the last, or when a view ends, and has a
 * share of the time of its own, so that it never takes the minor ones'.
 */
export class GcPolicy {
  readonly #options: GcPolicyOptions;
  readonly #startedAt: number;
  #spentMs = 0;
  #spentOnFullMs = 0;
  #heapAfterFull: number;
  #heapAfterLast: number;

  constructor(options: GcPolicyOptions) {
    this.#options = options;
    this.#startedAt = options.now();
    this.#heapAfterFull = options.heapUsed();
    this.#heapAfterLast = this.#heapAfterFull;
  }

  /** After a batch was shipped. */
  afterBatch(): void {
    const used = this.#options.heapUsed();
    if (used - this.#heapAfterFull > FULL_GC_GROWTH_BYTES && this.#canAfford('major')) this.#collect('major');
    else if (used - this.#heapAfterLast > MINOR_GC_GROWTH_BYTES && this.#canAfford('minor')) this.#collect('minor');
  }

  /** After a type is complete and its view destroyed. */
  afterView(): void {
    const grown = this.#options.heapUsed() - this.#heapAfterFull;
    if (grown > FULL_GC_GROWTH_BYTES / 4 && this.#canAfford('major')) this.#collect('major');
  }

  #canAfford(kind: 'minor' | 'major'): boolean {
    const elapsed = this.#options.now() - this.#startedAt;
    if (kind === 'major' && this.#spentOnFullMs > elapsed * FULL_GC_TIME_SHARE) return false;
    return this.#spentMs <= elapsed * GC_TIME_SHARE;
  }

  #collect(kind: 'minor' | 'major'): void {
    const from = this.#options.cpu();
    this.#options.force(kind);
    const spent = this.#options.cpu() - from;
    this.#spentMs += spent;
    this.#heapAfterLast = this.#options.heapUsed();
    if (kind === 'minor') return;
    this.#spentOnFullMs += spent;
    this.#heapAfterFull = this.#heapAfterLast;
  }
}
