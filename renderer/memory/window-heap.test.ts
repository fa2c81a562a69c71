import { describe, expect, it } from 'vitest';
import { type PageHeap, WindowHeap } from './window-heap.ts';

const heap = (used: number): PageHeap => ({
  usedJSHeapSize: used,
  totalJSHeapSize: used * 2,
  jsHeapSizeLimit: 4_000_000,
});

/** What is told at every read. */
function reads(window: WindowHeap, count: number, before: (read: number) => void = () => {}) {
  return Array.from({ length: count }, (_, read) => {
    before(read);
    return window.sample();
  });
}

describe('WindowHeap', () => {
  it('is silent where the browser tells nothing', () => {
    expect(new WindowHeap(() => undefined).sample()).toBeUndefined();
  });

  it('tells the heap of the window once it has moved', () => {
    let used = 1000;
    const window = new WindowHeap(() => heap(used));
    const told = reads(window, 5, () => {
      used += 1;
    });
    expect(told.map((sample) => sample?.heapUsed)).toEqual([undefined, undefined, undefined, 1004, 1005]);
    expect(told[4]).toEqual({
      isolate: 'window',
      heapUsed: 1005,
      heapTotal: 2010,
      heapLimit: 4_000_000,
      external: Number.NaN,
    });
  });

  it('leaves out a value that moves as rarely as a rounded one', () => {
    let used = 1000;
    const window = new WindowHeap(() => heap(used));
    const told = reads(window, 100, (read) => {
      if (read % 10 === 0) used += 1000;
    });
    expect(told.filter((sample) => sample !== undefined)).toEqual([]);
  });

  it('is silent again when the value stands still', () => {
    let used = 1000;
    const window = new WindowHeap(() => heap(used));
    reads(window, 10, () => {
      used += 1;
    });
    const told = reads(window, 20);
    expect(told[0]).toBeDefined();
    expect(told.at(-1)).toBeUndefined();
  });
});
