import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MemoryTick } from '../../shared/contract.ts';
import { testBridge } from '../bridge/bridge-fixture.ts';
import { createLinkStore } from '../bridge/link-store.ts';
import { MainClock } from '../shell/main-clock.ts';
import { Memory } from './memory.ts';
import { tick } from './memory-fixture.ts';

/** A window that draws no frame until it is told to: pictures come by their timers alone. */
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('requestAnimationFrame', () => 0);
  vi.stubGlobal('cancelAnimationFrame', () => {});
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function opened(history: Promise<MemoryTick[]>) {
  const main = testBridge({ 'memory:history': () => history });
  const memory = new Memory({ bridge: main.bridge, link: createLinkStore(), clock: new MainClock() });
  const times = () => [...memory.recorder.samples.times()];
  /** The four samples of a second. */
  const push = (second: number) =>
    main.push(
      'memory:ticks',
      [0, 250, 500, 750].map((part) => tick(second * 1000 + part, { main: 20 })),
    );
  return { memory, main, push, times };
}

describe('Memory', () => {
  it('records what came while the history was read after it, and what both tell once', async () => {
    const history = Promise.withResolvers<MemoryTick[]>();
    const { memory, push, times } = opened(history.promise);
    push(1);
    push(2);
    expect(times()).toEqual([]);
    history.resolve([tick(750, { main: 20 }), tick(1000, { main: 20 }), tick(1250, { main: 20 })]);
    await vi.advanceTimersByTimeAsync(0);
    expect(times()).toEqual([750, 1000, 1250, 1500, 1750, 2000, 2250, 2500, 2750]);
    memory.dispose();
  });

  it('records with the next picture, and draws what it has recorded', async () => {
    const { memory, push, times } = opened(Promise.resolve([]));
    await vi.advanceTimersByTimeAsync(0);
    const { revision } = memory.store.getState();
    push(1);
    push(2);
    await vi.advanceTimersByTimeAsync(8000);
    expect(times()).toHaveLength(8);
    expect(memory.store.getState().revision).toBeGreaterThan(revision);
    memory.dispose();
  });

  it('lets no more than ten seconds wait for a picture', async () => {
    const { memory, push, times } = opened(Promise.resolve([]));
    await vi.advanceTimersByTimeAsync(0);
    // The first is drawn at once; the others come before the pause after it is over.
    for (let second = 1; second <= 21; second += 1) push(second);
    expect(times()).toHaveLength(84);
    memory.dispose();
  });
});
