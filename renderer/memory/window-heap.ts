import type { IsolateSample } from '../../shared/contract.ts';

/** What Chromium tells of the heap of a page; absent in other browsers. */
export interface PageHeap {
  readonly usedJSHeapSize: number;
  readonly totalJSHeapSize: number;
  readonly jsHeapSizeLimit: number;
}

declare global {
  interface Performance {
    readonly memory?: PageHeap;
  }
}

/** Reads, ten seconds of them, in which the value has to move so often. */
const READS = 10;
const LEAST_CHANGES = 3;

/**
 * The heap of this window as one more isolate, where it can be known. Unless it was started with
 * --enable-precise-memory-info, Chromium tells a rounded value that stands still for twenty minutes
 * (third_party/blink/renderer/core/timing/memory_info.cc); that would be a wrong curve, so it is left out.
 */
export class WindowHeap {
  readonly #read: () => PageHeap | undefined;
  /** Numbers of the reads that differed from the one before. */
  #changes: readonly number[] = [];
  #reads = 0;
  #last = 0;

  constructor(read: () => PageHeap | undefined = () => performance.memory) {
    this.#read = read;
  }

  /** A sample of now, to be asked for once a second, as a read takes a millisecond; undefined while the browser tells no live value. */
  sample(): IsolateSample | undefined {
    const heap = this.#read();
    if (heap === undefined) return undefined;
    this.#reads += 1;
    if (heap.usedJSHeapSize !== this.#last) {
      this.#last = heap.usedJSHeapSize;
      this.#changes = [...this.#changes.slice(-LEAST_CHANGES), this.#reads];
    }
    // The very first value is a change from nothing, hence one more than wanted.
    const recent = this.#changes.filter((read) => read > this.#reads - READS);
    if (recent.length <= LEAST_CHANGES) return undefined;
    return {
      isolate: 'window',
      heapUsed: heap.usedJSHeapSize,
      heapTotal: heap.totalJSHeapSize,
      heapLimit: heap.jsHeapSizeLimit,
      external: Number.NaN,
    };
  }
}
