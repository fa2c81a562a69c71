import { describe, expect, it } from 'vitest';
import { band, MIB } from '../memory-fixture.ts';
import { BATCH_COLUMNS, stretchAround } from './batch-columns.ts';

describe('BATCH_COLUMNS', () => {
  it('tell what a batch cost, and a dash for a stage it did not have', () => {
    const costly = band(0, 50, 3, {
      receivedBytes: 2 * MIB,
      heapGrowthBytes: MIB,
      stages: { page: { from: 0, to: 20, busyMs: 20 }, decode: { from: 0, to: 30, busyMs: 4.25 } },
    });
    const texts = BATCH_COLUMNS.map(({ title, text }) => [
      title,
      text({ band: costly, busyMs: 24.25, gcPauseMs: 1.5, reclaimedBytes: 0 }),
    ]);
    expect(Object.fromEntries(texts)).toEqual({
      Rows: '50',
      Busy: '24.3 ms',
      'vCenter page': '20.0 ms',
      Decode: '4.3 ms',
      Batch: '–',
      'Cache write': '–',
      IPC: '–',
      'Heap growth': '+1.00 MiB',
      'GC pause': '1.5 ms',
      Received: '2.00 MiB',
    });
  });
});

describe('stretchAround', () => {
  it('has the batch in its middle, with room beside it, and is never too short', () => {
    expect(stretchAround(1000, 1100)).toEqual({ from: 850, to: 1250 });
    expect(stretchAround(1000, 1001)).toEqual({ from: 990.5, to: 1010.5 });
  });
});
