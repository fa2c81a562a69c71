import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import type { GcMark } from '../../shared/contract.ts';
import { forceGc } from './force-gc.ts';
import { BatchClock, observeGc } from './gc-observer.ts';

const MB = 1024 * 1024;

describe('observeGc', () => {
  it('tells kind, cause and what was reclaimed of a forced collection', async () => {
    const marks: GcMark[] = [];
    const stop = observeGc('main', new BatchClock(), (told) => marks.push(...told));
    for (let garbage = 0; garbage < 20_000; garbage += 1) void { garbage };
    forceGc('minor');
    await vi.waitFor(() => expect(marks).not.toHaveLength(0));
    stop();
    const forced = marks.find((mark) => mark.forced);
    expect(forced).toMatchObject({ isolate: 'main', kind: 'minor', pauseMs: expect.any(Number) });
    expect(forced?.reclaimedBytes).toBeGreaterThan(0);
  });

  it('holds no memory of a thousand collections that V8 does not see', async () => {
    const stop = observeGc('main', new BatchClock(), () => {});
    forceGc('major');
    const before = process.memoryUsage.rss();
    for (let number = 0; number < 300; number += 1) {
      // Several between two looks: what V8's profiler does not let go of afterwards.
      for (let repeat = 0; repeat < 3; repeat += 1) forceGc('minor');
      await turn();
    }
    const after = process.memoryUsage.rss();
    stop();
    expect((after - before) / MB).toBeLessThan(60);
  });
});
