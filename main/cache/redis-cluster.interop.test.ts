import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { freePort, type RedisServer, startRedis } from '../../e2e/fixtures/servers/redis.ts';
import { requireTools } from '../../e2e/fixtures/servers/required-tools.ts';
import { type Sentinel, startSentinel } from '../../e2e/fixtures/servers/sentinel.ts';
import type { CacheStore } from './cache-store.ts';
import { expectTold } from './redis-notices-fixture.ts';
import { connectedStore } from './redis-store-fixture.ts';

const SLOTS = ['one', 'two', 'three', 'four'].map((name) => `vmo:{${name}}:`);

/** What collections do with a store, over keys of several slots. */
async function exercise(store: CacheStore): Promise<void> {
  const value = randomBytes(20_000);
  for (const slot of SLOTS) {
    for (const key of ['a', 'b']) await store.set(slot + key, value, 60_000);
    expect(await store.touch(`${slot}a`, 90_000)).toBe(true);
    expect(await store.lock(`${slot}lock`, 'one', 60_000)).toBe(true);
    expect(await store.lock(`${slot}lock`, 'two', 60_000)).toBe(false);
    await store.unlock(`${slot}lock`, 'one');
  }
  const read = await store.get('vmo:{three}:b');
  expect(read && Buffer.from(read).equals(value)).toBe(true);
  expect(await store.list('vmo:')).toHaveLength(8);
  expect((await store.list('vmo:{two}')).map(({ key }) => key).sort()).toEqual(['vmo:{two}:a', 'vmo:{two}:b']);
  await store.delete(SLOTS.map((slot) => `${slot}a`));
  expect((await store.list('vmo:')).map(({ key }) => key).sort()).toEqual(SLOTS.map((slot) => `${slot}b`).sort());
  expect((await store.info()).memory.version).toMatch(/^\d+\./);
}

function closing<T extends CacheStore>(store: T): T {
  onTestFinished(() => store.close());
  return store;
}

describe.runIf(requireTools('redis'))('a Redis cluster', () => {
  let server: RedisServer;
  let admin: Redis;
  beforeAll(async () => {
    // By default the port of the cluster's own talk is 10,000 higher, which may be none.
    const bus = ['--cluster-port', String(await freePort())];
    // Nodes learn their own addresses from each other; this one is alone.
    server = await startRedis(['--cluster-enabled', 'yes', ...bus, '--cluster-announce-ip', '127.0.0.1']);
    admin = new Redis(server.url);
  });
  afterAll(async () => {
    admin?.disconnect();
    await server?.close();
  });

  /** The cluster looks at itself every so often. */
  const stateIs = (state: string) =>
    expect
      .poll(async () => String(await admin.call('CLUSTER', 'INFO')), { timeout: 20_000, interval: 20 })
      .toContain(`cluster_state:${state}`);

  it('that is down holds nobody up for longer than two seconds', async () => {
    const store = closing(connectedStore(`redis-cluster://127.0.0.1:${server.port}`));
    const since = performance.now();
    await expect(store.get('vmo:{one}:a')).rejects.toMatchObject({ name: 'CacheError', unreachable: true });
    expect(performance.now() - since).toBeLessThan(2500);
    const again = performance.now();
    await expect(store.get('vmo:{one}:a')).rejects.toMatchObject({ unreachable: true });
    expect(performance.now() - again).toBeLessThan(200);
  });

  it('does what one server does, over all its slots', async () => {
    await admin.call('CLUSTER', 'ADDSLOTSRANGE', '0', '16383');
    await stateIs('ok');
    const store = closing(connectedStore(`redis-cluster://127.0.0.1:${server.port}`));
    await exercise(store);
    expect((await store.info()).location).toBe(`cluster of 127.0.0.1:${server.port}`);
    await expectTold(`redis-cluster://127.0.0.1:${server.port}`);
  });

  it('finds its nodes by any of them, though others are away', async () => {
    const store = closing(connectedStore(`redis-cluster://127.0.0.1:1,127.0.0.1:${server.port}`));
    await store.set('vmo:{one}:z', Uint8Array.of(1), 60_000);
    expect(await store.get('vmo:{one}:z')).toEqual(Uint8Array.of(1));
  });

  it('wants one right more of its users, and the advice says so', async () => {
    const rights = '~vmo:* +@read +@write +@connection +info +eval +scan'.split(' ');
    await admin.call('ACL', 'SETUSER', 'less', 'reset', 'on', '>pass', ...rights);
    await admin.call('ACL', 'SETUSER', 'enough', 'reset', 'on', '>pass', ...rights, '+cluster');
    const less = closing(connectedStore(`redis-cluster://less:pass@127.0.0.1:${server.port}`));
    await expect(less.get('vmo:{one}:a')).rejects.toMatchObject({
      message: expect.stringContaining('does not let this user'),
      action: expect.stringContaining('+cluster'),
    });
    await admin.flushall();
    await exercise(closing(connectedStore(`redis-cluster://enough:pass@127.0.0.1:${server.port}`)));
  });

  it('whose slots go away says so at once', async () => {
    const store = closing(connectedStore(`redis-cluster://127.0.0.1:${server.port}`));
    await store.get('vmo:{one}:a');
    await admin.call('CLUSTER', 'DELSLOTSRANGE', '0', '16383');
    await stateIs('fail');
    const since = performance.now();
    await expect(store.get('vmo:{one}:a')).rejects.toMatchObject({ message: expect.stringContaining('that is down') });
    expect(performance.now() - since).toBeLessThan(1000);
  });

  it('that is none is told apart', async () => {
    const plain = await startRedis();
    onTestFinished(() => plain.close());
    const store = closing(connectedStore(`redis-cluster://127.0.0.1:${plain.port}`));
    await expect(store.get('vmo:{one}:a')).rejects.toMatchObject({ message: expect.stringContaining('is no cluster') });
  });
});

describe.runIf(requireTools('redis'))('a Redis server behind sentinels', () => {
  let server: RedisServer;
  let sentinel: Sentinel;
  beforeAll(async () => {
    server = await startRedis();
    sentinel = await startSentinel('mymaster', server.port);
  });
  afterAll(async () => {
    await sentinel?.close();
    await server?.close();
  });

  it('does what one without does', async () => {
    const store = closing(connectedStore(`redis-sentinel://127.0.0.1:1,127.0.0.1:${sentinel.port}/mymaster/2`));
    await exercise(store);
    expect((await store.info()).location).toBe('mymaster behind sentinels');
    await expectTold(`redis-sentinel://127.0.0.1:${sentinel.port}/mymaster`);
  });

  it.each([
    ['by another name', () => `redis-sentinel://127.0.0.1:${sentinel.port}/other`],
    ['where no sentinel answers', () => 'redis-sentinel://127.0.0.1:1,127.0.0.1:2/mymaster'],
  ])('is not found %s, and holds nobody up', async (_, url) => {
    const store = closing(connectedStore(url()));
    const since = performance.now();
    await expect(store.get('vmo:a')).rejects.toMatchObject({
      message: expect.stringContaining('no sentinel names its primary'),
      unreachable: true,
    });
    expect(performance.now() - since).toBeLessThan(1000);
  });
});
