import { afterEach, describe, expect, it } from 'vitest';
import type { MemoryTick } from '../../shared/contract.ts';
import { forceGc } from './force-gc.ts';
import { BatchClock } from './gc-observer.ts';
import { MemoryRecorder } from './recorder.ts';

let recorder: MemoryRecorder | undefined;
afterEach(() => recorder?.dispose());

function tickWhere(accept: (tick: MemoryTick) => boolean): Promise<MemoryTick> {
  return new Promise((resolve) => {
    recorder?.subscribe((tick) => {
      if (accept(tick)) resolve(tick);
    });
  });
}

describe('MemoryRecorder', () => {
  it('samples the main isolate and the process, and keeps what it told', async () => {
    recorder = new MemoryRecorder();
    const tick = await tickWhere(() => true);
    expect(tick.isolates.map(({ isolate }) => isolate)).toEqual(['main']);
    expect(tick.isolates[0]?.heapUsed).toBeGreaterThan(1_000_000);
    expect(tick.rss).toBeGreaterThan(tick.isolates[0]?.heapUsed ?? 0);
    expect(recorder.history()).toContain(tick);
  });

  it('marks a forced collection as forced', async () => {
    recorder = new MemoryRecorder();
    const forced = tickWhere(({ gc }) => gc.some((mark) => mark.forced && mark.kind === 'major'));
    forceGc('major');
    expect((await forced).gc.find((mark) => mark.forced)?.isolate).toBe('main');
  });

  it('goes on without an isolate that does not answer', async () => {
    recorder = new MemoryRecorder();
    recorder.watch('dead', () => Promise.reject(new Error('gone')));
    recorder.watch('busy', () => new Promise(() => {}));
    recorder.watch('well', async () => ({ heapUsed: 1, heapTotal: 2, external: 3, heapLimit: 4 }));
    const tick = await tickWhere(() => true);
    expect(tick.isolates.map(({ isolate }) => isolate)).toEqual(['main', 'well']);
  });

  it('thins a storm of marks instead of growing', async () => {
    recorder = new MemoryRecorder();
    const next = tickWhere(({ gc }) => gc.length > 0);
    for (let count = 0; count < 5000; count += 1) {
      recorder.addGc([{ isolate: 'w', at: count, pauseMs: count, kind: 'minor', forced: false }]);
    }
    const { gc } = await next;
    expect(gc.length).toBeLessThanOrEqual(64);
    expect(gc.map(({ pauseMs }) => pauseMs)).toContain(4999);
  });
});

describe('BatchClock', () => {
  it('names the batch a moment fell in', () => {
    const clock = new BatchClock();
    clock.begin('VirtualMachine', 7, 100);
    clock.end(110);
    clock.begin('VirtualMachine', 8, 120);
    expect(clock.at(105)).toEqual({ type: 'VirtualMachine', seq: 7 });
    expect(clock.at(115)).toBeUndefined();
    expect(clock.at(125)).toEqual({ type: 'VirtualMachine', seq: 8 });
  });
});
