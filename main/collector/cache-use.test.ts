import { beforeEach, describe, expect, it } from 'vitest';
import { CacheError } from '../cache/cache-store.ts';
import { CacheUse } from './cache-use.ts';
import { CacheUseTest, CHUNK, HOUR, RAW_BYTES, read, write } from './cache-use-fixture.ts';

const ABOUT = { name: 'vCenter', apiVersion: '8.0.2.0', instanceUuid: 'uuid-1' };
const FULL = new CacheError('Redis at h:1 is full.', 'Raise maxmemory.', false);

describe('the use of the cache by one collection', () => {
  let test: CacheUseTest;
  beforeEach(() => {
    test = new CacheUseTest();
  });

  it('writes, and reads what is fresh', async () => {
    const first = await test.entered('one');
    await write(first);
    expect(first.state).toMatchObject({ backend: 'redis', state: 'in use', hits: 0, written: 1, unchanged: 0 });
    test.now += HOUR - 1;
    const second = await test.entered('two');
    expect(await read(second)).toEqual({ whole: true, chunks: [CHUNK] });
    expect(second.state).toMatchObject({ hits: 1, written: 0 });
    test.now += 1;
    expect(await read(await test.entered('three'))).toBeUndefined();
    const again = await test.entered('four');
    await write(again);
    expect(again.state).toMatchObject({ written: 0, unchanged: 1 });
  });

  it('takes nothing for fresh that a clock has dated into the future', async () => {
    await write(await test.entered('one'));
    test.now -= 60_000;
    expect(await read(await test.entered('two')), 'clocks of two machines differ a little').toBeDefined();
    test.now -= 24 * HOUR;
    for (const mode of ['read', 'refresh'] as const) {
      const use = await test.entered(mode, mode);
      expect(await use.recentManifests(['HostSystem'])).toBeUndefined();
      expect(await use.anyManifest('HostSystem'), 'there for the day vCenter is away').toBeDefined();
    }
  });

  it('takes in a refresh what the collection that it resumes has read', async () => {
    await write(await test.entered('one'));
    test.now += 1000;
    expect(await (await test.entered('two', 'refresh')).recentManifests(['HostSystem'])).toBeUndefined();
    const resumed = await test.entered('three', 'refresh', test.now - 1000);
    expect(await resumed.recentManifests(['HostSystem'])).toHaveLength(1);
    const later = await test.entered('four', 'refresh', test.now - 999);
    expect(await later.recentManifests(['HostSystem'])).toBeUndefined();
  });

  it('asks for all kinds of a plan or for none', async () => {
    await write(await test.entered('one'));
    const use = await test.entered('two');
    expect(await use.recentManifests(['HostSystem'])).toHaveLength(1);
    expect(await use.recentManifests(['HostSystem', 'Template'])).toBeUndefined();
  });

  it('reads everything again to refresh, except what somebody else has just read', async () => {
    await write(await test.entered('one'));
    test.now += 1000;
    const use = await test.entered('two', 'refresh');
    expect(await use.recentManifests(['HostSystem'])).toBeUndefined();
    expect(await use.anyManifest('HostSystem')).toBeDefined();
    test.now += 1000;
    await write(await test.entered('three'));
    expect(await use.recentManifests(['HostSystem'])).toHaveLength(1);
  });

  it.each(['read', 'refresh'] as const)(
    'takes in %s mode what was read since a moment, and nothing older',
    async (mode) => {
      const readAt = test.now;
      await write(await test.entered('one'));
      test.now += 1000;
      expect(await (await test.entered('two', mode, readAt)).recentManifests(['HostSystem'])).toHaveLength(1);
      expect(await (await test.entered('three', mode, readAt + 1)).recentManifests(['HostSystem'])).toBeUndefined();
    },
  );

  it('takes no chunk that is gone or not what it was, and forgets its manifest', async () => {
    await write(await test.entered('one'));
    const [key = ''] = [...test.store.values.keys()].filter((each) => each.includes(':chk:'));
    test.store.values.set(key, Uint8Array.from(CHUNK).fill(0));
    const use = await test.entered('two');
    expect(await read(use)).toEqual({ whole: false, chunks: [] });
    expect(use.state).toMatchObject({ state: 'in use', hits: 0 });
    expect([...test.store.values.keys()].some((each) => each.includes(':man:'))).toBe(false);
  });

  it('is bypassed from the first failure on, whatever is asked, and never rejects', async () => {
    const use = await test.entered('one');
    expect(await use.mayCollect()).toBe(true);
    use.begin('HostSystem');
    test.store.failure = FULL;
    await use.add('HostSystem', CHUNK, 1, RAW_BYTES);
    await use.add('HostSystem', CHUNK, 1, RAW_BYTES);
    await use.commit('HostSystem', []);
    expect(use.state).toMatchObject({ state: 'bypassed', problem: 'Redis at h:1 is full.', written: 0 });
    test.store.failure = undefined;
    test.store.calls.length = 0;
    expect(await use.anyManifest('Template')).toBeUndefined();
    expect(await use.recentManifests(['Template'])).toBeUndefined();
    expect(await use.enterUnreachable()).toBeUndefined();
    expect(await use.mayCollect()).toBe(true);
    use.begin('Template');
    await use.add('Template', CHUNK, 1, RAW_BYTES);
    await use.commit('Template', []);
    await use.damaged('Template');
    expect(test.store.calls).toEqual([]);
    // The lock alone is given back, should the store be there again.
    await use.close();
    expect(test.store.calls).toEqual(['unlock']);
  });

  it('does not even give the lock back to a store that cannot be reached', async () => {
    const use = await test.entered('one');
    await use.mayCollect();
    test.store.failure = new CacheError('Redis at h:1 did not answer within a second.', 'Check its load.', true);
    await use.anyManifest('HostSystem');
    test.store.calls.length = 0;
    await use.close();
    expect(test.store.calls).toEqual([]);
    expect(use.state).toMatchObject({ state: 'bypassed', waiting: false });
  });

  it.each(['get', 'set', 'touch', 'delete', 'lock', 'unlock'] as const)(
    'survives a store whose %s fails',
    async (call) => {
      await write(await test.entered('one'));
      test.store.failingCall = call;
      test.store.failure = FULL;
      const use = await test.entered('two');
      await read(use);
      await use.mayCollect();
      await write(use);
      await use.damaged('HostSystem');
      await use.close();
      expect(use.state.state).toBe(call === 'unlock' ? 'in use' : 'bypassed');
      if (call !== 'unlock') expect(use.state.problem).toBe('Redis at h:1 is full.');
    },
  );

  it('is off without a cache', async () => {
    const use = new CacheUse({
      cache: undefined,
      backend: 'embedded',
      mode: 'read',
      renewMs: 1000,
      now: () => test.now,
      onChange: () => {},
    });
    await use.enter(ABOUT);
    expect(await use.mayCollect()).toBe(true);
    await write(use);
    await use.close();
    expect(use.state).toMatchObject({ backend: 'none', state: 'off', written: 0 });
  });

  it('tells from when the rows on screen are, kind by kind', () => {
    const use = test.onItsWay('one');
    use.showsCached('HostSystem', 5);
    use.showsCached('Template', 6);
    expect(use.state.collectedAt).toEqual({ HostSystem: 5, Template: 6 });
    use.showsCached('HostSystem', undefined);
    expect(use.state.collectedAt).toEqual({ Template: 6 });
    expect(use.state.stale).toBe(false);
    use.setStale();
    expect(use.state.stale).toBe(true);
  });
});
