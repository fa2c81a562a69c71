import { beforeEach, describe, expect, it } from 'vitest';
import { BatchSize } from './batch-size.ts';
import { budgetBytesOf, decodingCost, MemoryBudget } from './memory-budget.ts';

const MB = 1024 * 1024;
const NEED = decodingCost(64 * 1024, 'chunk');

let heap: { used: number; garbage: number; young: number };
let collections: number;
let openBatchBytes: number;
let batchSize: BatchSize;
let budget: MemoryBudget;
beforeEach(() => {
  heap = { used: 20 * MB, garbage: 0, young: 0 };
  collections = 0;
  openBatchBytes = 20 * MB;
  batchSize = new BatchSize(100);
  budget = new MemoryBudget({
    budgetBytes: 128 * MB,
    held: () => heap.used + heap.garbage,
    collect: (kind) => {
      if (kind === 'minor') heap.garbage -= heap.young;
      else {
        collections += 1;
        heap.garbage = 0;
      }
      heap.young = 0;
    },
    openBatchBytes: () => openBatchBytes,
    relieve: () => batchSize.halve(),
    where: () => 'batch 41 of VirtualMachine',
  });
});

describe('MemoryBudget', () => {
  it('does nothing below seven tenths', () => {
    heap.used = 85 * MB;
    budget.reserve(NEED);
    expect([collections, batchSize.current, batchSize.reduced]).toEqual([0, 100, undefined]);
  });

  it('lets through what fits after collecting garbage', () => {
    heap.garbage = 120 * MB;
    budget.reserve(NEED);
    expect([collections, batchSize.current]).toEqual([1, 100]);
  });

  it('lets through what fits after collecting young garbage, without a full collection', () => {
    heap.garbage = 120 * MB;
    heap.young = 60 * MB;
    budget.reserve(NEED);
    expect([collections, heap.garbage]).toEqual([0, 60 * MB]);
  });

  it('makes batches smaller when what is alive nears the limit, and again when it goes on growing', () => {
    heap.used = 95 * MB;
    budget.reserve(NEED);
    expect(batchSize.current).toBe(50);
    heap.used = 96 * MB;
    budget.reserve(NEED);
    expect([collections, batchSize.current]).toEqual([1, 50]);
    heap.used = 110 * MB;
    budget.reserve(NEED);
    expect([collections, batchSize.current, batchSize.reduced]).toEqual([2, 25, 25]);
  });

  it('leaves batches as they are that hold next to nothing', () => {
    openBatchBytes = MB;
    heap.used = 95 * MB;
    budget.reserve(NEED);
    expect([collections, batchSize.reduced]).toEqual([1, undefined]);
  });

  it('is as watchful as before once memory was given back', () => {
    heap.used = 95 * MB;
    budget.reserve(NEED);
    heap.used = 30 * MB;
    budget.reserve(NEED);
    heap.used = 92 * MB;
    budget.reserve(NEED);
    expect([collections, batchSize.current]).toEqual([2, 25]);
  });

  it('collects seldom where much is alive for long', () => {
    heap.used = 100 * MB;
    for (let chunk = 0; chunk < 1000; chunk += 1) {
      budget.reserve(NEED);
      heap.garbage += MB / 4;
    }
    // 250 MB of garbage, a quarter of 28 MB at a time.
    expect(collections).toBeLessThan(45);
    expect(batchSize.current).toBe(1);
  });

  it('refuses before the bytes are decoded, naming the place', () => {
    heap.used = 127.9 * MB;
    expect(() => budget.reserve(NEED)).toThrow(
      'The memory budget of 128 MB was exceeded at batch 41 of VirtualMachine (heap in use: 128 MB).',
    );
  });
});

describe('budgetBytesOf', () => {
  it('takes the setting, and 0 for what streaming or its absence needs', () => {
    expect(budgetBytesOf(128, true)).toBe(128 * MB);
    expect(budgetBytesOf(0, true)).toBe(256 * MB);
    expect(budgetBytesOf(0, false)).toBe(2048 * MB);
  });
});
