import { describe, expect, it } from 'vitest';
import type { GcMark } from '../../shared/contract.ts';
import { forceGc } from './force-gc.ts';
import { BatchClock, observeGc } from './gc-observer.ts';
import { GcStatistics, GcStatisticsReader } from './reclaimed-bytes.ts';

const MB = 1024 * 1024;

describe('GcStatistics', () => {
  const statistics = (...all: [GcMark['kind'], number, number][]) => {
    const queue = new GcStatistics();
    queue.add(all.map(([kind, pauseMs, reclaimedBytes]) => ({ kind, pauseMs, reclaimedBytes })));
    return queue;
  };

  it('gives each collection its own, in order', () => {
    const queue = statistics(['minor', 1, 10], ['minor', 1, 20], ['major', 40, 300]);
    expect([queue.take('minor', 1.1), queue.take('minor', 1.05), queue.take('major', 41)]).toEqual([10, 20, 300]);
    expect(queue.take('minor', 1)).toBeUndefined();
  });

  it('passes over what belongs to no collection that was seen, and is in step again', () => {
    const queue = statistics(['minor', 1, 10], ['major', 40, 300], ['minor', 2, 20]);
    expect(queue.take('major', 40)).toBe(300);
    expect(queue.take('minor', 2)).toBe(20);
  });

  it('leaves out a collection that nothing fits, and keeps what comes for the next', () => {
    const queue = statistics(['minor', 1, 10], ['minor', 1, 20]);
    expect(queue.take('major', 30)).toBeUndefined();
    expect(queue.take('minor', 9)).toBeUndefined();
    expect(queue.take('minor', 1)).toBe(10);
  });

  it('does not grow when nobody takes anything', () => {
    const queue = new GcStatistics();
    for (let count = 0; count < 5000; count += 1) queue.add([{ kind: 'minor', pauseMs: 1, reclaimedBytes: count }]);
    expect(queue.waiting).toBe(256);
    expect(queue.take('minor', 1)).toBe(5000 - 256);
  });
});

describe('GcStatisticsReader', () => {
  it('tells what a collection took away', () => {
    let garbage: unknown = Array.from({ length: 100_000 }, (_, index) => ({ index, text: `text ${index}` }));
    forceGc('major');
    const reader = new GcStatisticsReader();
    expect(garbage).toHaveLength(100_000);
    garbage = undefined;
    forceGc('major');
    const major = reader.read(true).filter(({ kind }) => kind === 'major');
    reader.dispose();
    expect(major).toHaveLength(1);
    expect(major[0]?.reclaimedBytes).toBeGreaterThan(4 * MB);
  });
});

describe('observeGc', () => {
  it('marks every collection with what it took away', async () => {
    const marks: GcMark[] = [];
    const stop = observeGc('test', new BatchClock(), (more) => marks.push(...more));
    let kept: object[] = [];
    for (let round = 0; round < 40; round += 1) {
      kept = Array.from({ length: 20_000 }, (_, index) => ({ index, round }));
      if (round % 4 === 0) forceGc('minor');
      if (round % 10 === 0) forceGc('major');
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(kept).toHaveLength(20_000);
    const forced = () => marks.filter((mark) => mark.forced);
    while (forced().length < 14) await new Promise((resolve) => setImmediate(resolve));
    stop();
    const told = marks.filter(({ reclaimedBytes }) => reclaimedBytes !== undefined);
    expect(told.length / marks.length).toBeGreaterThan(0.9);
    const reclaimed = told.reduce((sum, { reclaimedBytes = 0 }) => sum + reclaimedBytes, 0);
    // 40 rounds of 20,000 objects of 28 bytes and more, of which one round's are alive.
    expect(reclaimed).toBeGreaterThan(15 * MB);
  });
});
