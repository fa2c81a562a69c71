import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type DemoVcenter, startDemoVcenter } from '../../main/demo/demo-vcenter.ts';
import type { CollectionState } from '../../shared/contract.ts';
import { freePort, startRedis } from '../fixtures/servers/redis.ts';
import { requireTools } from '../fixtures/servers/required-tools.ts';
import { atFirst, collect, expectBypassed, expectWhole, type OnBatch } from './cached-collection-fixture.ts';
import { startSlowProxy } from './slow-proxy.ts';

describe.runIf(requireTools('redis'))('a collection whose cache is away', () => {
  let demo: DemoVcenter;
  /** What a collection may take: as long as one without a cache, and two seconds. */
  let allowedMs: number;
  beforeAll(async () => {
    demo = await startDemoVcenter({ vms: 300, seed: 4 });
    const times = [await collect(demo, { withoutCache: true }), await collect(demo, { withoutCache: true })].map(
      millisecondsOf,
    );
    allowedMs = Math.max(...times) + 2000;
  });
  afterAll(() => demo?.close());

  const collectWith = (redisUrl: string, onBatch?: OnBatch) =>
    collect(demo, { texts: { redisUrl }, ...(onBatch ? { onBatch } : {}) });

  async function redisFor(...start: Parameters<typeof startRedis>) {
    const server = await startRedis(...start);
    onTestFinished(() => server.close());
    return server;
  }

  async function adminOf(url: string): Promise<Redis> {
    const admin = new Redis(url);
    admin.on('error', () => {});
    onTestFinished(() => admin.disconnect());
    return admin;
  }

  it.each([
    ['redis', /^Redis at 127\.0\.0\.1:\d+ refuses the connection\.$/, ''],
    ['redis-cluster', /^Redis at cluster of 127\.0\.0\.1:\d+ is not connected\.$/, ''],
    ['redis-sentinel', /^Redis at mymaster behind sentinels cannot be found/, '/mymaster'],
  ])('at the start (%s) goes on without', async (scheme, why, path) => {
    const state = await collectWith(`${scheme}://127.0.0.1:${await freePort()}${path}`);
    expectWhole(state, demo);
    expectBypassed(state, why);
    expect(state.cache).toMatchObject({ backend: 'redis', hits: 0, written: 0 });
  });

  it('half way goes on without, whether it comes back or not, and the next one uses it again', async () => {
    const first = await startRedis();
    onTestFinished(() => first.close());
    const kill = atFirst('HostSystem', () => first.kill());
    const restart = atFirst('VirtualMachine', () => redisFor([], { port: first.port }));
    const state = await collectWith(first.url, async (batch) => {
      await kill(batch);
      await restart(batch);
    });
    expectWhole(state, demo);
    expectBypassed(
      state,
      /^Redis at 127\.0\.0\.1:\d+ (is not connected|refuses the connection|closed the connection)\.$/,
    );
    // What came before the crash was written, and is gone with it.
    expect(state.cache.written).toBeGreaterThan(0);
    const admin = await adminOf(first.url);
    expect(await admin.dbsize()).toBe(0);
    const next = await collectWith(first.url);
    expectWhole(next, demo);
    expect(next.cache).toMatchObject({ state: 'in use', written: next.chunks });
  });

  it('by three seconds of network costs about a second, once', async () => {
    const server = await redisFor();
    const proxy = await startSlowProxy(server.port, 3000);
    onTestFinished(() => proxy.close());
    const since = performance.now();
    const state = await collectWith(`redis://127.0.0.1:${proxy.port}`);
    const milliseconds = performance.now() - since;
    expectWhole(state, demo);
    expectBypassed(state, /^Redis at 127\.0\.0\.1:\d+ did not answer within a second\.$/);
    expect(millisecondsOf(state)).toBeLessThan(allowedMs);
    // Nor does closing wait for the answers that are still under way.
    expect(milliseconds).toBeLessThan(allowedMs + 1000);
  });

  it('because it turns slow half way costs about a second, once', async () => {
    const server = await redisFor();
    const proxy = await startSlowProxy(server.port, 0);
    onTestFinished(() => proxy.close());
    const state = await collectWith(`redis://127.0.0.1:${proxy.port}`, ({ type }) => {
      if (type === 'HostSystem') proxy.delayBy(3000);
    });
    expectWhole(state, demo);
    expectBypassed(state, /did not answer within a second/);
    expect(millisecondsOf(state)).toBeLessThan(allowedMs);
  });

  it('in loading its own data goes on without', async () => {
    const before = await redisFor(['--save', '3600 1']);
    const admin = await adminOf(before.url);
    for (let index = 0; index < 2000; index += 1) admin.set(`foreign:${index}`, 'x'.repeat(100));
    await admin.save();
    const [, folder = ''] = (await admin.config('GET', 'dir')) as string[];
    const dump = await readFile(join(folder, 'dump.rdb'));
    // 2,000 keys with a pause after each: the load takes longer than the collection.
    const slow = [
      '--dbfilename',
      'dump.rdb',
      '--key-load-delay',
      '5000',
      '--loading-process-events-interval-bytes',
      '1024',
    ];
    const server = await redisFor(slow, { files: { 'dump.rdb': dump }, ready: 'Server initialized' });
    const state = await collectWith(server.url);
    expectWhole(state, demo);
    expectBypassed(state, /^Redis at 127\.0\.0\.1:\d+ is still loading its data\.$/);
  });
});

function millisecondsOf({ startedAt, endedAt = Number.NaN }: CollectionState): number {
  return endedAt - startedAt;
}
