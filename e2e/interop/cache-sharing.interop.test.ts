import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { LOCK_MS, LOCK_RENEW_MS } from '../../main/cache/collection-cache.ts';
import { launchDemoVcenter, type RunningDemo } from '../../main/demo/demo-launcher.ts';
import { launchNode } from '../../main/processes/launch-fixture.ts';
import { type RedisServer, startRedis } from '../fixtures/servers/redis.ts';
import { requireTools } from '../fixtures/servers/required-tools.ts';
import { CliHome, type CollectReport, reportOf } from './cache-cli-fixture.ts';

const FEW_REQUESTS = 6;
const WAIT = { timeout: 60_000, interval: 20 };
/** From the last sign of life of a holder until its lock is free. */
const LEAST_LOCK_SECONDS = (LOCK_MS - LOCK_RENEW_MS) / 1000 - 3;

describe.runIf(requireTools('redis'))('two processes that collect one vCenter at the same time', () => {
  let demo: RunningDemo;
  let server: RedisServer;
  let admin: Redis;
  beforeAll(async () => {
    demo = await launchDemoVcenter({ vms: 1000, seed: 3, faults: { pageDelayMs: 40 } }, launchNode);
    server = await startRedis();
    admin = new Redis(server.url);
  });
  afterAll(async () => {
    admin?.disconnect();
    await Promise.all([server?.close(), demo?.dispose()]);
  });
  beforeEach(async () => void (await admin.flushall()));

  const shared = () => ({ REDIS_URL: server.url, VSPHERE_CACHE_SECRET: 'a secret of the team' });

  /** One read everything from vCenter, the other everything from the cache; each brought all of it. */
  function expectShared(reports: readonly CollectReport[]): void {
    for (const { phase, objects, cache } of reports) {
      expect(phase).toBe('completed');
      expect(objects).toEqual(demo.counts);
      expect(cache).toMatchObject({ state: 'in use', waiting: false });
    }
    const [reader, collector] = reports.toSorted((a, b) => a.requests - b.requests);
    expect(reader?.requests).toBeLessThanOrEqual(FEW_REQUESTS);
    expect(reader?.cache).toMatchObject({ hits: reader?.batches, written: 0 });
    expect(collector?.requests).toBeGreaterThan(40);
    expect(collector?.cache).toMatchObject({ hits: 0, written: collector?.batches });
  }

  it('share one collection by Redis, each on its own machine', async () => {
    const homes = [await CliHome.make(demo, shared()), await CliHome.make(demo, shared())];
    expectShared(await Promise.all(homes.map((home) => home.collect())));
    expect(await admin.keys('vmo:*:lock:*')).toEqual([]);
  });

  it('share one collection by the embedded store of their user', async () => {
    const home = await CliHome.make(demo);
    expectShared(await Promise.all([home.collect(), home.collect()]));
  });

  it('do not wait for each other without a secret in common', async () => {
    const homes = await Promise.all([0, 1].map(() => CliHome.make(demo, { REDIS_URL: server.url })));
    for (const { cache, batches } of await Promise.all(homes.map((home) => home.collect(['--types', 'host']))))
      expect(cache).toMatchObject({ hits: 0, written: batches });
  });

  it('go on when the one that collects is killed: the other takes over when its lock has expired', async () => {
    const homes = [await CliHome.make(demo, shared()), await CliHome.make(demo, shared())];
    const embedded = await CliHome.make(demo);
    await Promise.all([takeOverByRedis(homes), takeOverEmbedded(embedded)]);
  });

  async function takeOverByRedis([home, otherHome]: readonly CliHome[]): Promise<void> {
    if (!home || !otherHome) throw new Error('a home is missing');
    const collector = home.start(['collect', '--json']);
    await expect.poll(() => admin.keys('vmo:*:lock:*'), WAIT).toHaveLength(1);
    const [lock = ''] = await admin.keys('vmo:*:lock:*');
    const waiter = otherHome.start(['collect', '--json']);
    const connected = async () => String(await admin.client('LIST')).split('name=heapsphere').length - 1;
    await expect.poll(connected, WAIT).toBe(2);
    await expect.poll(() => admin.keys('vmo:*:man:HostSystem:*'), WAIT).toHaveLength(1);
    collector.kill('SIGKILL');
    expect((await collector.done).code).toBe('SIGKILL');
    const freeAt = Date.now() + (await admin.pttl(lock));
    expectTakenOver(reportOf(await waiter.done), freeAt);
    expect(await admin.keys('vmo:*:lock:*')).toEqual([]);
  }

  async function takeOverEmbedded(home: CliHome): Promise<void> {
    const collector = home.start(['collect', '--json']);
    const store = await vi.waitFor(() => home.openStore(), WAIT);
    try {
      await expect.poll(() => store.list('vmo:', ':man:HostSystem:'), WAIT).toHaveLength(1);
      const waiter = home.start(['collect', '--json']);
      collector.kill('SIGKILL');
      await collector.done;
      expectTakenOver(reportOf(await waiter.done), Date.now() - 60_000);
    } finally {
      store.close();
    }
  }

  function expectTakenOver(report: CollectReport, freeAt: number): void {
    expect(Date.now()).toBeGreaterThan(freeAt);
    expect(report).toMatchObject({ phase: 'completed', objects: demo.counts });
    expect(report.cache).toMatchObject({ state: 'in use', waiting: false });
    // What the other had finished, and the rest.
    expect(report.cache.hits).toBeGreaterThan(0);
    expect(report.cache.written).toBeGreaterThan(0);
    expect(report.cache.hits + report.cache.written).toBe(report.batches);
    expect(Object.keys(report.cache.collectedAt)).toContain('HostSystem');
    expect(Object.keys(report.cache.collectedAt)).not.toContain('VirtualMachine');
    expect(report.seconds).toBeGreaterThan(LEAST_LOCK_SECONDS);
  }
});
