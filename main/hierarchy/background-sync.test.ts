import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BackgroundSync } from './background-sync.ts';

describe('BackgroundSync', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('synchronises when it is time, goes by what the setting says now, and rests at 0', async () => {
    let minutes = 30;
    const sync = vi.fn(async () => {});
    const background = new BackgroundSync({ minutes: () => minutes, sync, now: Date.now });
    await vi.advanceTimersByTimeAsync(29 * 60_000);
    expect(sync).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sync).toHaveBeenCalledTimes(1);
    minutes = 1;
    await vi.advanceTimersByTimeAsync(2 * 60_000);
    expect(sync).toHaveBeenCalledTimes(3);
    minutes = 0;
    await vi.advanceTimersByTimeAsync(24 * 60 * 60_000);
    expect(sync).toHaveBeenCalledTimes(3);
    background.dispose();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('goes on after an interval when the clock is set back', async () => {
    const sync = vi.fn(async () => {});
    const background = new BackgroundSync({ minutes: () => 30, sync, now: Date.now });
    await vi.advanceTimersByTimeAsync(31 * 60_000);
    expect(sync).toHaveBeenCalledTimes(1);
    vi.setSystemTime(Date.now() - 24 * 60 * 60_000);
    await vi.advanceTimersByTimeAsync(31 * 60_000);
    expect(sync).toHaveBeenCalledTimes(2);
    background.dispose();
  });

  it('is never at it twice, and goes on after a failure', async () => {
    const { promise, reject } = Promise.withResolvers<void>();
    const sync = vi.fn(() => promise);
    const background = new BackgroundSync({ minutes: () => 1, sync, now: Date.now, checkMs: 1_000_000_000 });
    vi.advanceTimersByTime(60_000);
    const first = background.check();
    vi.advanceTimersByTime(60_000);
    await background.check();
    expect(sync).toHaveBeenCalledTimes(1);
    reject(new Error('away'));
    await expect(first).rejects.toThrow('away');
    vi.advanceTimersByTime(60_000);
    await expect(background.check()).rejects.toThrow('away');
    expect(sync).toHaveBeenCalledTimes(2);
    background.dispose();
  });
});
