import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type DemoVcenter, startDemoVcenter } from '../../main/demo/demo-vcenter.ts';
import type { SettingTexts } from '../../main/settings/resolve.ts';
import { type RedisServer, startRedis } from '../fixtures/servers/redis.ts';
import { requireTools } from '../fixtures/servers/required-tools.ts';
import { atFirst, collect, expectBypassed, expectWhole, type OnBatch } from './cached-collection-fixture.ts';

describe.runIf(requireTools('redis'))('a collection whose cache refuses', () => {
  let demo: DemoVcenter;
  let server: RedisServer;
  let admin: Redis;
  beforeAll(async () => {
    demo = await startDemoVcenter({ vms: 500, seed: 4 });
    server = await startRedis();
    admin = new Redis(server.url);
  });
  afterAll(async () => {
    admin?.disconnect();
    await Promise.all([server?.close(), demo?.close()]);
  });

  const collectWith = (texts: SettingTexts, onBatch?: OnBatch) =>
    collect(demo, { texts, ...(onBatch ? { onBatch } : {}) });

  async function redisFor(...settings: readonly string[]): Promise<RedisServer> {
    const started = await startRedis(settings);
    onTestFinished(() => started.close());
    return started;
  }

  it('the password goes on without, and repeats it nowhere', async () => {
    await admin.call('ACL', 'SETUSER', 'collector', 'reset', 'on', '>right', '~vmo:*', '+@all');
    const host = { redisHost: '127.0.0.1', redisPort: String(server.port), redisUsername: 'collector' };
    const state = await collectWith({ ...host, redisPassword: 'hunter2' });
    expectWhole(state, demo);
    expectBypassed(state, /^Redis at 127\.0\.0\.1:\d+ refuses user or password\.$/);
    expect(JSON.stringify(state)).not.toContain('hunter2');
    const right = await collectWith({ ...host, redisPassword: 'right' });
    expect(right.cache).toMatchObject({ state: 'in use', written: right.chunks });
  });

  it('a right goes on without, and says which rights it wants', async () => {
    await admin.call('ACL', 'SETUSER', 'reader', 'reset', 'on', '>pass', '~vmo:*', '+@read', '+@connection');
    const state = await collectWith({ redisUrl: `redis://reader:pass@127.0.0.1:${server.port}` });
    expectWhole(state, demo);
    expectBypassed(state, /does not let this user run a command\.$/);
  });

  it('writes as a replica does goes on without', async () => {
    const replica = await redisFor('--replicaof', '127.0.0.1', String(server.port));
    const state = await collectWith({ redisUrl: replica.url });
    expectWhole(state, demo);
    expectBypassed(state, /is a read-only replica\.$/);
  });

  it('writes once it is full goes on without, and what is there stays', async () => {
    const full = await redisFor('--maxmemory', '2mb', '--maxmemory-policy', 'noeviction', '--maxmemory-clients', '1mb');
    const watcher = new Redis(full.url);
    onTestFinished(() => watcher.disconnect());
    await fill(watcher, 'foreign:');
    const state = await collectWith({ redisUrl: full.url });
    expectWhole(state, demo);
    expectBypassed(state, /has reached its memory limit and takes no more writes\.$/);
    expect(await watcher.get('foreign:0')).not.toBeNull();
  });

  it('writes because it becomes full half way writes no manifest of that kind', async () => {
    const full = await redisFor('--maxmemory-policy', 'noeviction');
    const watcher = new Redis(full.url);
    onTestFinished(() => watcher.disconnect());
    const limit = atFirst('VirtualMachine', () => watcher.config('SET', 'maxmemory', '1'));
    const state = await collectWith({ redisUrl: full.url }, limit);
    expectWhole(state, demo);
    expectBypassed(state, /has reached its memory limit/);
    const manifests = (await watcher.keys('vmo:*:man:*')).map((key) => key.split(':')[4]);
    expect(manifests).toContain('HostSystem');
    expect(manifests).not.toContain('VirtualMachine');
  });

  it('nothing where it may evict what expires soonest', async () => {
    const small = await redisFor('--maxmemory', '2mb', '--maxmemory-policy', 'volatile-ttl');
    const watcher = new Redis(small.url);
    onTestFinished(() => watcher.disconnect());
    await fill(watcher, 'vmo:old:', 60);
    const texts = { redisUrl: small.url, cacheSecret: 'a secret of the team' };
    const state = await collectWith(texts);
    expectWhole(state, demo);
    expect(state.cache).toMatchObject({ state: 'in use', written: state.chunks });
    expect(state.cache).not.toHaveProperty('problem');
    expect(Number(/evicted_keys:(\d+)/.exec(await watcher.info('stats'))?.[1])).toBeGreaterThan(0);
    // All of it is there for the next one.
    const next = await collectWith(texts);
    expectWhole(next, demo);
    expect(next.cache).toMatchObject({ state: 'in use', hits: next.chunks });
  });
});

/** Writes until there is no more room, or until the first is evicted. */
async function fill(redis: Redis, prefix: string, lifeSeconds?: number): Promise<void> {
  for (let index = 0; index < 200; index += 1) {
    const life = lifeSeconds === undefined ? [] : (['EX', lifeSeconds] as const);
    const written = await redis.set(`${prefix}${index}`, 'x'.repeat(20_000), ...(life as [])).catch(() => undefined);
    if (written === undefined) return;
  }
}
