import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RedisServer, startRedis } from '../../e2e/fixtures/servers/redis.ts';
import { requireTools } from '../../e2e/fixtures/servers/required-tools.ts';
import type { RedisStore } from './redis-store.ts';
import { connectedStore } from './redis-store-fixture.ts';

describe.runIf(requireTools('redis'))('the store in a Redis server', () => {
  let server: RedisServer;
  let admin: Redis;
  let store: RedisStore;

  beforeAll(async () => {
    server = await startRedis(['--maxmemory', '64mb', '--maxmemory-policy', 'volatile-ttl']);
    admin = new Redis(server.url);
  });
  afterAll(async () => {
    admin?.disconnect();
    await server?.close();
  });
  beforeEach(async () => {
    await admin.flushall();
    store = connectedStore(server.url);
  });
  afterEach(() => store.close());

  it('gives back what it was given, byte for byte, and in a buffer of just its size', async () => {
    const value = randomBytes(100_000);
    await store.set('vmo:a', value, 60_000);
    await store.set('vmo:empty', new Uint8Array(), 60_000);
    const read = await store.get('vmo:a');
    expect(read && Buffer.from(read).equals(value)).toBe(true);
    expect(read?.buffer.byteLength).toBe(100_000);
    expect(await store.get('vmo:empty')).toEqual(new Uint8Array());
    expect(await store.get('vmo:none')).toBeUndefined();
    const small = await Promise.all([store.get('vmo:a'), store.get('vmo:empty'), store.get('vmo:a')]);
    expect(small.map((bytes) => bytes?.buffer.byteLength)).toEqual([100_000, 0, 100_000]);
  });

  it('takes a part of a larger buffer for just that part', async () => {
    const whole = Uint8Array.of(1, 2, 3, 4, 5);
    await store.set('vmo:a', whole.subarray(1, 3), 60_000);
    expect(await store.get('vmo:a')).toEqual(Uint8Array.of(2, 3));
  });

  it('gives every key its life, also one that is written again, and renews it', async () => {
    await store.set('vmo:a', Uint8Array.of(1), 10_000.4);
    expect(await admin.pttl('vmo:a')).toBeGreaterThan(9000);
    expect(await admin.pttl('vmo:a')).toBeLessThanOrEqual(10_001);
    await store.set('vmo:a', Uint8Array.of(2), 50_000);
    expect(await admin.pttl('vmo:a')).toBeGreaterThan(49_000);
    expect(await store.touch('vmo:a', 90_000)).toBe(true);
    expect(await admin.pttl('vmo:a')).toBeGreaterThan(89_000);
    expect(await store.touch('vmo:none', 90_000)).toBe(false);
    expect(await admin.exists('vmo:none')).toBe(0);
  });

  it('lists what lives below a prefix, taken by the letter', async () => {
    const prefixes = ['vmo:{a*}:', 'vmo:{a?}:', 'vmo:{[ab]}:', 'vmo:{\\}:', 'vmo:{^}:', 'vmo:{ab}:', 'vmo:{a}:'];
    for (const prefix of prefixes) await store.set(`${prefix}key`, Uint8Array.of(1), 60_000);
    for (const prefix of prefixes) expect((await store.list(prefix)).map(({ key }) => key)).toEqual([`${prefix}key`]);
    const all = await store.list('vmo:');
    expect(all).toHaveLength(prefixes.length);
    for (const { expiresAt } of all) expect(expiresAt).toBeGreaterThan(Date.now() + 50_000);
    expect(await store.list('other:')).toEqual([]);
    expect((await store.list('vmo:', 'b}:k')).map(({ key }) => key)).toEqual(['vmo:{ab}:key']);
    expect((await store.list('vmo:', '*')).map(({ key }) => key)).toEqual(['vmo:{a*}:key']);
  });

  it('lists thousands of keys, each once', async () => {
    const pipeline = admin.pipeline();
    for (let index = 0; index < 3000; index += 1) pipeline.set(`vmo:{n}:${index}`, 'x', 'EX', 60);
    for (let index = 0; index < 3000; index += 1) pipeline.set(`foreign:${index}`, 'x');
    await pipeline.exec();
    const keys = (await store.list('vmo:')).map(({ key }) => key);
    expect(keys).toHaveLength(3000);
    expect(new Set(keys).size).toBe(3000);
    await store.delete(keys);
    expect(await store.list('vmo:')).toEqual([]);
    expect(await admin.dbsize()).toBe(3000);
  });

  it('leaves out what will never expire: it is not ours', async () => {
    await admin.set('vmo:{a}:foreign', 'x');
    expect(await store.list('vmo:')).toEqual([]);
  });

  it('deletes what it is told, and takes no offence at what is not there', async () => {
    for (const key of ['vmo:a', 'vmo:b', 'vmo:c']) await store.set(key, Uint8Array.of(1), 60_000);
    await store.delete(['vmo:a', 'vmo:none', 'vmo:c']);
    await store.delete([]);
    expect((await store.list('vmo:')).map(({ key }) => key)).toEqual(['vmo:b']);
  });

  it('gives a lock to one token at a time, with a life', async () => {
    const other = connectedStore(server.url);
    try {
      expect(await store.lock('vmo:lock', 'one', 20_000)).toBe(true);
      expect(await other.lock('vmo:lock', 'two', 20_000)).toBe(false);
      expect(await store.lock('vmo:lock', 'one', 90_000)).toBe(true);
      expect(await admin.pttl('vmo:lock')).toBeGreaterThan(80_000);
      await other.unlock('vmo:lock', 'two');
      expect(await other.lock('vmo:lock', 'two', 20_000)).toBe(false);
      await store.unlock('vmo:lock', 'one');
      expect(await other.lock('vmo:lock', 'two', 50)).toBe(true);
      await expect.poll(() => store.lock('vmo:lock', 'three', 1000), { timeout: 10_000, interval: 10 }).toBe(true);
    } finally {
      await other.close();
    }
  });

  it('tells what the server says of its memory, and never a password', async () => {
    expect(await store.info()).toEqual({
      backend: 'redis',
      location: `127.0.0.1:${server.port}`,
      memory: {
        usedBytes: expect.any(Number),
        maxBytes: 64 * 1024 * 1024,
        policy: 'volatile-ttl',
        version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      },
    });
    await admin.config('SET', 'maxmemory', '0');
    expect((await store.info()).memory).not.toHaveProperty('maxBytes');
    await admin.config('SET', 'maxmemory', '64mb');
  });

  it('uses the database that is asked for', async () => {
    const third = connectedStore(`${server.url}/3`);
    try {
      await third.set('vmo:a', Uint8Array.of(3), 60_000);
      expect(await store.get('vmo:a')).toBeUndefined();
      expect(await third.get('vmo:a')).toEqual(Uint8Array.of(3));
    } finally {
      await third.close();
    }
  });

  it('uses no other database in place of one that there is not', async () => {
    const far = connectedStore(`${server.url}/99`);
    try {
      await expect(far.set('vmo:a', Uint8Array.of(3), 60_000)).rejects.toMatchObject({
        message: expect.stringContaining('has no database of that number'),
        unreachable: true,
      });
      expect(await store.get('vmo:a')).toBeUndefined();
    } finally {
      await far.close();
    }
  });

  it('says what is wrong with a key of ours that holds something else', async () => {
    await admin.lpush('vmo:list', 'x');
    await expect(store.get('vmo:list')).rejects.toMatchObject({
      message: expect.stringContaining('something else under one of our keys'),
    });
  });

  it('rejects once it is closed', async () => {
    const closed = connectedStore(server.url);
    await closed.get('vmo:a');
    await closed.close();
    await expect(closed.get('vmo:a')).rejects.toMatchObject({ name: 'CacheError', unreachable: true });
  });
});
