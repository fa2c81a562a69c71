import { describe, expect, it } from 'vitest';
import { busyMsOf, costliestBatches, startOf } from './batch-cost.ts';
import { band, MIB, mark, tick } from './memory-fixture.ts';
import { MemoryRecorder } from './recorder.ts';

const EVERYTHING = { from: 0, to: 10_000 };

describe('busyMsOf', () => {
  it('adds up the stages, and takes the time of the batch where none was told', () => {
    const stages = { page: { from: 50, to: 100, busyMs: 40 }, decode: { from: 100, to: 110, busyMs: 2.5 } };
    expect(busyMsOf(band(100, 200, 1, { stages }))).toBe(42.5);
    expect(busyMsOf(band(100, 200))).toBe(100);
    expect(busyMsOf(band(200, 100))).toBe(0);
  });
});

describe('startOf', () => {
  it('is when the wait for the page began', () => {
    expect(startOf(band(100, 200, 1, { stages: { page: { from: 50, to: 100, busyMs: 40 } } }))).toBe(50);
    expect(startOf(band(100, 200))).toBe(100);
  });
});

describe('costliestBatches', () => {
  function recorded(): MemoryRecorder {
    const recorder = new MemoryRecorder();
    const batches = [
      band(1000, 1300, 1, { heapGrowthBytes: 1 * MIB, receivedBytes: 30 }),
      band(2000, 2100, 2, { heapGrowthBytes: 3 * MIB, receivedBytes: 20 }),
      band(3000, 3200, 3, { heapGrowthBytes: 2 * MIB, receivedBytes: 10 }),
    ];
    const inBatch = (seq: number) => ({ batch: { type: 'VirtualMachine', seq } as const });
    const gc = [
      mark(1010, { pauseMs: 1, ...inBatch(1), reclaimedBytes: MIB }),
      mark(3010, { pauseMs: 2, ...inBatch(3), reclaimedBytes: MIB }),
      mark(3020, { pauseMs: 3, ...inBatch(3) }),
      mark(2010, { pauseMs: 99, isolate: 'collector-2', ...inBatch(2) }),
      mark(2020, { pauseMs: 99 }),
    ];
    recorder.record(tick(4000, { main: 1 }, { batches, gc }));
    return recorder;
  }

  it('orders by what is asked for', () => {
    const order = (by: Parameters<typeof costliestBatches>[2]) =>
      costliestBatches(recorded(), EVERYTHING, by, 9).map((cost) => cost.band.seq);
    expect(order('busyMs')).toEqual([1, 3, 2]);
    expect(order('heapGrowthBytes')).toEqual([2, 3, 1]);
    expect(order('gcPauseMs')).toEqual([3, 1, 2]);
    expect(order('receivedBytes')).toEqual([1, 2, 3]);
  });

  it('counts the garbage collections of the same isolate and batch only', () => {
    const [first] = costliestBatches(recorded(), EVERYTHING, 'gcPauseMs', 1);
    expect(first).toMatchObject({ gcPauseMs: 5, reclaimedBytes: MIB });
  });

  it('looks at the stretch that is asked for, and gives as many as are wanted', () => {
    const within = costliestBatches(recorded(), { from: 2050, to: 3000 }, 'busyMs', 9);
    expect(within.map(({ band: { seq } }) => seq)).toEqual([3, 2]);
    expect(costliestBatches(recorded(), EVERYTHING, 'busyMs', 2)).toHaveLength(2);
  });
});
