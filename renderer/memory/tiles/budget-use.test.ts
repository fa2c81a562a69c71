import { describe, expect, it } from 'vitest';
import { collectionState } from '../../shell/collection-fixture.ts';
import { MIB, tick } from '../memory-fixture.ts';
import { MemoryRecorder } from '../recorder.ts';
import { budgetUse } from './budget-use.ts';

describe('budgetUse', () => {
  const collection = collectionState({
    budgetBytes: 256 * MIB,
    reducedBatchSize: 12,
    collector: {
      isolate: 'collector-1',
      heapPeakBytes: 90 * MIB,
      heapEndBytes: 0,
      gc: { forced: 0, natural: 0, pauseMs: 0 },
    },
  });

  it('counts heap and external memory of a collector that runs', () => {
    const recorder = new MemoryRecorder();
    recorder.record(tick(1000, { main: 1, 'collector-1': 30 }));
    expect(budgetUse(collection, recorder)).toEqual({
      usedBytes: 31 * MIB,
      budgetBytes: 256 * MIB,
      ended: false,
      reducedBatchSize: 12,
    });
  });

  it('tells the peak of one that has ended', () => {
    const recorder = new MemoryRecorder();
    recorder.record(tick(1000, { main: 1, 'collector-1': 30 }));
    recorder.record(tick(5000, { main: 1 }));
    expect(budgetUse(collection, recorder)).toMatchObject({ usedBytes: 90 * MIB, ended: true });
    expect(budgetUse(collection, new MemoryRecorder())).toMatchObject({ usedBytes: 90 * MIB, ended: true });
  });
});
