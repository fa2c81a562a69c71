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
    expect(await recorder.history()).toContain(tick);
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

  it('tells what only an isolate knows, and processes that come and go', async () => {
    recorder = new MemoryRecorder();
    const forget = recorder.watchProcesses(() => [{ name: 'demo vCenter', rss: 5 }]);
    const tick = await tickWhere(() => true);
    expect(tick.isolates[0]?.arrayBuffers).toBeGreaterThan(0);
    expect(tick.isolates[0]?.external).toBeGreaterThanOrEqual(tick.isolates[0]?.arrayBuffers ?? 0);
    expect(tick.isolates[0]?.loopDelayMs).toBeGreaterThanOrEqual(0);
    expect(tick.processes).toEqual([{ name: 'demo vCenter', rss: 5 }]);
    forget();
    expect((await tickWhere(({ at }) => at > tick.at)).processes).toEqual([]);
  });

  it('asks an isolate that owes an answer nothing more, and takes it up again afterwards', async () => {
    recorder = new MemoryRecorder();
    let asked = 0;
    let answer: (reading: undefined) => void = () => {};
    recorder.watch('busy', () => {
      asked += 1;
      return new Promise((resolve) => {
        answer = resolve;
      });
    });
    await recorder.sample();
    await recorder.sample();
    expect(asked).toBe(1);
    answer(undefined);
    await new Promise((resolve) => setImmediate(resolve));
    await recorder.sample();
    expect(asked).toBe(2);
  });

  it('keeps no history while it is paused, and tells its listeners all the same', async () => {
    recorder = new MemoryRecorder();
    const resume = recorder.pauseHistory();
    const heard: MemoryTick[] = [];
    recorder.subscribe((tick) => heard.push(tick));
    await recorder.sample();
    expect(heard).toHaveLength(1);
    expect(await recorder.history()).toEqual([]);
    resume();
    resume();
    await recorder.sample();
    expect(await recorder.history()).toEqual(heard.slice(1));
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
