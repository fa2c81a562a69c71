import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LoopDelay } from './loop-delay.ts';

let now = 0;
let delay: LoopDelay;
beforeEach(() => {
  vi.useFakeTimers();
  now = 0;
  delay = new LoopDelay(() => now);
});
afterEach(() => {
  delay.dispose();
  vi.useRealTimers();
});

/** Time passes, and the timer comes this much later than it is due. */
function turn(lateMs: number): void {
  now += 20 + lateMs;
  vi.advanceTimersByTime(20);
}

describe('LoopDelay', () => {
  it('tells the longest delay since it was asked before', () => {
    turn(3);
    turn(150);
    turn(7);
    expect(delay.take()).toBe(150);
    turn(2);
    expect(delay.take()).toBe(2);
  });

  it('tells a delay that still lasts', () => {
    now += 20 + 90;
    expect(delay.take()).toBe(90);
  });

  it('is zero where nothing was held up', () => {
    turn(0);
    now += 5;
    expect(delay.take()).toBe(0);
  });
});
