import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { CacheError, type CacheStore } from './cache-store.ts';
import { LOCK_MS } from './collection-cache.ts';
import { openTestCache, type TestCache } from './collection-cache-fixture.ts';

describe('the lock and the writes of a collection', () => {
  let test: TestCache;
  beforeEach(async () => {
    test = await openTestCache();
  });
  const cacheOf: TestCache['cacheOf'] = (change) => test.cacheOf(change);

  it('takes, renews, loses and gives back the lock', async () => {
    const [one, two] = [cacheOf({ token: 'one' }), cacheOf({ token: 'two' })];
    expect(await one.lock()).toBe(true);
    expect(await two.lock()).toBe(false);
    // Another scope is another piece of work.
    expect(await cacheOf({ token: 'three', scope: 'other' }).lock()).toBe(true);
    test.now += LOCK_MS - 1;
    expect(await one.lock()).toBe(true);
    test.now += LOCK_MS - 1;
    expect(await two.lock()).toBe(false);
    test.now += 1;
    expect(await two.lock()).toBe(true);
    expect(await one.lock()).toBe(false);
    // What is not ours any more is not given back.
    await one.unlock();
    expect(await one.lock()).toBe(false);
    await two.unlock();
    expect(await one.lock()).toBe(true);
  });

  it('says why a write failed, and writes no manifest then', async () => {
    const full = new CacheError('Redis at h:1 is full.', 'Raise maxmemory.', false);
    const sets: string[] = [];
    const failing: CacheStore = {
      ...test.store,
      set: async (key) => {
        sets.push(key);
        throw full;
      },
    };
    const writer = cacheOf({ store: failing }).begin('VirtualMachine', undefined);
    const adding = (async () => {
      for (let index = 0; index < 20; index += 1) await writer.add(randomBytes(10), 1, 1);
    })();
    await expect(adding).rejects.toBe(full);
    await expect(writer.commit([])).rejects.toBe(full);
    expect(sets.length).toBeLessThanOrEqual(5);
    expect(sets.filter((key) => key.includes(':man:'))).toEqual([]);
  });

  it('has a few writes under way at most', async () => {
    let open = 0;
    let most = 0;
    const slow: CacheStore = {
      ...test.store,
      set: async () => {
        open += 1;
        most = Math.max(most, open);
        await new Promise((resolve) => setImmediate(resolve));
        open -= 1;
      },
    };
    const writer = cacheOf({ store: slow }).begin('VirtualMachine', undefined);
    for (let index = 0; index < 50; index += 1) await writer.add(randomBytes(10), 1, 1);
    await writer.commit([]);
    expect(most).toBe(4);
    expect(writer.counts.written).toBe(50);
  });
});
