import { getHeapStatistics } from 'node:v8';
import { expect, it } from 'vitest';
import { forceGc } from './force-gc.ts';
import { MemoryRecorder } from './recorder.ts';

/** An hour at four samples a second. */
const TICKS = 14_400;
/** The ring of ten minutes is full from here on. */
const FULL = 2400;

/** What ten minutes of the load below may take, in bytes; as objects they took 23 MB. */
const HELD_BYTES = 3 * 1024 * 1024;

/** Heap and external memory, in bytes. */
function settledMemory(): number {
  forceGc('major');
  forceGc('major');
  const { used_heap_size, external_memory } = getHeapStatistics();
  return used_heap_size + external_memory;
}

it('ten minutes of ticks with storms of marks take little, and an hour of them grows nothing', async () => {
  const recorder = new MemoryRecorder();
  recorder.watch('collector-1', async () => ({ heapUsed: 1, heapTotal: 2, external: 3, heapLimit: 4, loopDelayMs: 5 }));
  recorder.watchProcesses(() => [{ name: 'demo vCenter', rss: 1 }]);
  const live = (count: number) => {
    for (let mark = 0; mark < 300; mark += 1) {
      recorder.addGc([{ isolate: 'collector-1', at: count, pauseMs: mark, kind: 'minor', forced: mark % 2 === 0 }]);
    }
    for (let batch = 0; batch < 20; batch += 1) {
      recorder.addBatch({
        isolate: 'collector-1',
        from: count,
        to: count + batch,
        type: 'VirtualMachine',
        seq: batch,
        rows: 50,
        receivedBytes: 1,
        heapGrowthBytes: 1,
        stages: { decode: { from: count, to: count + batch, busyMs: 1 } },
      });
    }
    return recorder.sample();
  };
  try {
    const empty = settledMemory();
    for (let tick = 0; tick < FULL; tick += 1) await live(tick);
    const held = settledMemory() - empty;
    expect(held).toBeLessThan(HELD_BYTES);
    let early = 0;
    for (let tick = 0; tick < TICKS; tick += 1) {
      if (tick === TICKS / 10) early = settledMemory();
      await live(tick);
    }
    const late = settledMemory();
    expect(await recorder.history()).toHaveLength(FULL);
    expect(late / early).toBeLessThan(1.02);
  } finally {
    recorder.dispose();
  }
}, 120_000);
