import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CacheError } from '../cache/cache-store.ts';
import { CacheUseTest, HOUR, write } from './cache-use-fixture.ts';

const FULL = new CacheError('Redis at h:1 is full.', 'Raise maxmemory.', false);

describe('collections of the same vCenter at the same time', () => {
  let test: CacheUseTest;
  beforeEach(() => {
    test = new CacheUseTest();
  });
  afterEach(() => void vi.useRealTimers());

  it('waits while another collects, takes its rows, and is not waiting in the end', async () => {
    const first = await test.entered('one');
    await write(first);
    expect(await first.mayCollect()).toBe(true);
    // Neither fresh any more, nor of the run that is waited for.
    test.now += 2 * HOUR;
    const second = await test.entered('two');
    expect(await second.recentManifests(['HostSystem'])).toBeUndefined();
    expect(await second.mayCollect()).toBe(false);
    expect(second.state.waiting).toBe(true);
    expect(await second.recentManifests(['HostSystem'])).toBeUndefined();
    await write(first);
    expect(await second.recentManifests(['HostSystem'])).toHaveLength(1);
    await second.close();
    expect(second.state.waiting).toBe(false);
    expect(test.store.locks.size).toBe(1);
    await first.close();
    expect(test.store.locks.size).toBe(0);
  });

  it('goes on at once under the name of one that is gone', async () => {
    const first = await test.entered('job 1');
    expect(await first.mayCollect()).toBe(true);
    // It is killed: nobody gives the lock back.
    expect(await (await test.entered('another')).mayCollect()).toBe(false);
    const second = await test.entered('job 1');
    expect(await second.mayCollect()).toBe(true);
    await second.close();
    expect(test.store.locks.size).toBe(0);
    await first.close();
  });

  it('takes what another read shortly before, as long as that one is at work', async () => {
    const first = await test.entered('one', 'refresh');
    await first.mayCollect();
    await write(first);
    test.now += 4 * 60_000;
    const second = await test.entered('two', 'refresh');
    expect(await second.recentManifests(['HostSystem'])).toBeUndefined();
    expect(await second.mayCollect()).toBe(false);
    expect(await second.recentManifests(['HostSystem'])).toHaveLength(1);
  });

  it('goes on itself once the other has given up, and renews its lock meanwhile', async () => {
    vi.useFakeTimers();
    const first = await test.entered('one');
    const second = await test.entered('two');
    expect([await first.mayCollect(), await second.mayCollect()]).toEqual([true, false]);
    await first.close();
    expect(await second.mayCollect()).toBe(true);
    expect(second.state.waiting).toBe(false);
    test.store.calls.length = 0;
    await vi.advanceTimersByTimeAsync(3500);
    expect(test.store.calls).toEqual(['lock', 'lock', 'lock']);
    await second.close();
    await vi.advanceTimersByTimeAsync(3500);
    expect(test.store.calls).toEqual(['lock', 'lock', 'lock', 'unlock']);
  });

  it('stops renewing when a renewal fails', async () => {
    vi.useFakeTimers();
    const use = await test.entered('one');
    await use.mayCollect();
    test.store.failure = FULL;
    await vi.advanceTimersByTimeAsync(1000);
    expect(use.state.state).toBe('bypassed');
    test.store.calls.length = 0;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(test.store.calls).toEqual([]);
  });
});
