import { beforeEach, describe, expect, it } from 'vitest';
import { StageClock } from './stage-clock.ts';

let now = 1000;
let clock: StageClock;
beforeEach(() => {
  now = 1000;
  clock = new StageClock(() => now);
});

function stay(stage: Parameters<StageClock['enter']>[0], ms: number): void {
  clock.enter(stage);
  now += ms;
}

describe('StageClock', () => {
  it('adds up a stage that comes and goes, between its first and its last moment', () => {
    stay('page', 10);
    stay('decode', 3);
    stay('page', 20);
    stay('decode', 4);
    stay('batch', 5);
    clock.leave();
    now += 100;
    stay('ipc', 1);
    expect(clock.take()).toEqual({
      page: { from: 1000, to: 1033, busyMs: 30 },
      decode: { from: 1010, to: 1037, busyMs: 7 },
      batch: { from: 1037, to: 1042, busyMs: 5 },
      ipc: { from: 1142, to: 1143, busyMs: 1 },
    });
  });

  it('starts anew with every batch', () => {
    stay('decode', 3);
    clock.take();
    expect(clock.take()).toEqual({});
    stay('decode', 2);
    expect(clock.take()).toEqual({ decode: { from: 1003, to: 1005, busyMs: 2 } });
  });

  it('knows a stage that took no time', () => {
    stay('cache', 0);
    expect(clock.take()).toEqual({ cache: { from: 1000, to: 1000, busyMs: 0 } });
  });
});
