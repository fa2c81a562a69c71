import { describe, expect, it } from 'vitest';
import { forceGc } from '../memory/force-gc.ts';
import { RowIndex } from './row-index.ts';

describe('RowIndex', () => {
  it('tells what became of a row, and where it was', () => {
    const index = new RowIndex();
    index.remember('VirtualMachine:vm-1', 0, 10, 20);
    index.remember('VirtualMachine:vm-2', 1, 11, 21);
    index.remember('VirtualMachine:vm-3', 2, 12, 22);
    index.remember('VirtualMachine:vm-4', 3, 13, 23);
    expect(index.look('VirtualMachine:vm-1', 10, 20)).toEqual({ fate: 'same', position: 0 });
    expect(index.look('VirtualMachine:vm-2', 11, 99)).toEqual({ fate: 'usage', position: 1 });
    expect(index.look('VirtualMachine:vm-3', 99, 22)).toEqual({ fate: 'changed', position: 2 });
    expect(index.look('VirtualMachine:vm-5', 13, 23)).toEqual({ fate: 'new', position: -1 });
    expect([...index.unseen()]).toEqual([3]);
  });

  it('does not grow by being asked for what is not there', () => {
    const index = new RowIndex();
    for (let row = 0; row < 5000; row += 1) index.look(`VirtualMachine:vm-${row}`, 0, 0);
    expect([...index.unseen()]).toEqual([]);
  });

  it('holds 100,000 rows in a few MB outside of the heap, and finds each of them', () => {
    const rows = 100_000;
    forceGc('major');
    const before = process.memoryUsage();
    const index = new RowIndex();
    for (let row = 0; row < rows; row += 1) index.remember(`VirtualMachine:vm-${row}`, row, row * 3, row * 5);
    forceGc('major');
    const after = process.memoryUsage();
    expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(12 * 1024 * 1024);
    expect(after.heapUsed - before.heapUsed).toBeLessThan(1024 * 1024);
    for (let row = 0; row < rows; row += 1) {
      if (row % 10_000 === 0) continue;
      const { fate, position } = index.look(`VirtualMachine:vm-${row}`, row * 3, row * 5);
      if (fate !== 'same' || position !== row) throw new Error(`row ${row} is ${fate} at ${position}`);
    }
    expect([...index.unseen()]).toEqual(Array.from({ length: 10 }, (_, at) => at * 10_000));
  });
});
