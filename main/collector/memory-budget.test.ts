import { describe, expect, it } from 'vitest';
import { MemoryBudget } from './memory-budget.ts';

const MB = 1024 * 1024;

function budgetOn(heap: { used: number; garbage: number }) {
  return new MemoryBudget({
    budgetBytes: 128 * MB,
    heapUsed: () => heap.used + heap.garbage,
    collect: () => {
      heap.garbage = 0;
    },
    where: () => 'batch 41 of VirtualMachine',
  });
}

describe('MemoryBudget', () => {
  it('lets through what fits, after collecting garbage if need be', () => {
    const heap = { used: 20 * MB, garbage: 120 * MB };
    expect(() => budgetOn(heap).reserve(64 * 1024)).not.toThrow();
    expect(heap.garbage).toBe(0);
  });

  it('refuses before the bytes are decoded, naming the place', () => {
    expect(() => budgetOn({ used: 127.9 * MB, garbage: 0 }).reserve(64 * 1024)).toThrow(
      'The memory budget of 128 MB was exceeded at batch 41 of VirtualMachine (heap in use: 128 MB).',
    );
  });
});
