import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { namespaced, namespaceOf } from '../../main/cache/cache-keys.ts';
import { type DemoVcenter, startDemoVcenter } from '../../main/demo/demo-vcenter.ts';
import { runCli } from '../fixtures/run-cli.ts';
import { type RedisServer, startRedis } from '../fixtures/servers/redis.ts';
import { requireTools } from '../fixtures/servers/required-tools.ts';
import { Collector, type ScheduleLine } from './schedule-fixture.ts';

const PASSWORD = 'a password of the lab';
const SECRET = 'a secret of the team';
const INTERVAL_SECONDS = 6;
const WAIT = { timeout: 60_000, interval: 50 };

describe.runIf(requireTools('redis'))('three collectors that share three vCenters', () => {
  let queue: RedisServer;
  let cache: RedisServer;
  let admin: Redis;
  let slow: DemoVcenter;
  let others: DemoVcenter[];
  beforeAll(async () => {
    queue = await startRedis();
    cache = await startRedis(['--maxmemory', '200mb', '--maxmemory-policy', 'allkeys-lru']);
    admin = new Redis(cache.url);
    slow = await startDemoVcenter({ vms: 300, seed: 1, password: PASSWORD, faults: { pageDelayMs: 100 } });
    others = await Promise.all([2, 3].map((seed) => startDemoVcenter({ vms: 50, seed })));
  });
  afterAll(async () => {
    admin?.disconnect();
    await Promise.all([slow, ...(others ?? [])].map((demo) => demo?.close()));
    await Promise.all([queue?.close(), cache?.close()]);
  });

  const environment = () => ({
    HEAPSPHERE_QUEUE_URL: queue.url,
    HEAPSPHERE_QUEUE_STALLED_SECONDS: '2',
    REDIS_URL: cache.url,
    VSPHERE_CACHE_SECRET: SECRET,
  });
  const start = (every = `${INTERVAL_SECONDS}s`) => {
    const [second, third] = others;
    if (!second || !third) throw new Error('a vCenter is missing');
    const args = ['--schedule', every, '--at-once', '1'];
    return Collector.start(args, { slow, second, third }, environment());
  };

  it('read each once an interval and miss none, even when one is killed in the middle', async () => {
    const fleet = await Promise.all([start(), start(), start()]);
    const collected = () => fleet.flatMap((collector) => collector.of('collected'));
    const labelOf = ({ url }: DemoVcenter) => new URL(url).host;
    const ofSlow = (lines: readonly ScheduleLine[]) => lines.filter(({ vcenter }) => vcenter === labelOf(slow));

    // Killed once it has put hosts into the cache, and not yet its VMs.
    const namespace = namespaceOf(SECRET, slow.instanceUuid, slow.user);
    const cached = (type: string) => admin.keys(`${namespaced(namespace).replaceAll(/[{}]/g, '?')}:man:${type}:*`);
    await expect.poll(() => cached('HostSystem'), WAIT).toHaveLength(1);
    const victim = fleet.find((collector) => ofSlow(collector.of('started')).length > 0);
    if (!victim) throw new Error('nobody has started');
    victim.kill('SIGKILL');
    expect((await victim.done).code).toBe('SIGKILL');
    expect(ofSlow(victim.of('collected'))).toEqual([]);

    await expect.poll(() => ofSlow(collected()), WAIT).toHaveLength(1);
    const [resumed] = ofSlow(collected());
    const [killed] = ofSlow(victim.of('started'));
    expect(resumed?.due, 'the same job').toBe(killed?.due);
    expect(resumed?.fromCache).toContain('HostSystem');
    expect(resumed?.read, 'what was cached was not read again').not.toContain('HostSystem');
    expect(resumed?.read).toContain('VirtualMachine');
    expect(resumed?.rows).toBe(Object.values(slow.counts).reduce((sum, count) => sum + count, 0));

    // The next interval as well, by those who are left.
    const byVcenter = () =>
      [slow, ...others].map((demo) => collected().filter(({ vcenter }) => vcenter === labelOf(demo)));
    await expect.poll(() => Math.min(...byVcenter().map(({ length }) => length)), WAIT).toBeGreaterThan(1);
    for (const lines of byVcenter()) {
      const dues = lines.map(({ due }) => Date.parse(due));
      expect(new Set(dues).size, 'nothing twice').toBe(dues.length);
      const [first = 0, next = 0] = dues.toSorted((a, b) => a - b);
      expect(next - first, 'nothing missed').toBe(INTERVAL_SECONDS * 1000);
    }
    const left = fleet.filter((collector) => collector !== victim);
    for (const collector of left) collector.kill('SIGTERM');
    for (const { code, stderr } of await Promise.all(left.map(({ done }) => done))) {
      expect(code, stderr).toBe(0);
    }
    for (const demo of others) expect(demo.activity()).toMatchObject({ sessions: 0, views: 0, tokens: 0 });
    expect(slow.activity().sessions, 'that of the killed one').toBe(1);
    const stored = await queueContents(queue);
    expect(stored).toContain(labelOf(slow));
    for (const secret of [slow.password, slow.user, SECRET]) expect(stored).not.toContain(secret);
  });

  it('are told what contradicts and what is refused, and taken off the schedule', async () => {
    const refusals = [
      [['--types', 'vm'], /--schedule and --types contradict each other/],
      [['--no-cache'], /--schedule and --no-cache contradict each other/],
      [['--at-once', '9'], /--at-once: "9" is not allowed/],
    ] as const;
    await Promise.all(
      refusals.map(async ([args, message]) => {
        const { code, stderr } = await runCli(['collect', '--schedule', '1h', ...args], { environment: environment() });
        expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
      }),
    );
    const login = { VSPHERE_SERVER: slow.url, VSPHERE_USER: slow.user, VSPHERE_PASSWORD: 'another' };
    const refused = await runCli(['collect', '--schedule', '1h'], { environment: { ...environment(), ...login } });
    expect([refused.code, refused.stderr]).toEqual([
      3,
      expect.stringMatching(/This collector leaves it to the others/),
    ]);

    const collector = await start('off');
    expect((await collector.done).code).toBe(0);
    expect(collector.of('unscheduled').map(({ vcenter }) => vcenter)).toHaveLength(3);
    const client = new Redis(queue.url);
    expect(await client.keys('heapsphere:*:repeat*'), 'neither schedules nor jobs are left').toEqual([]);
    client.disconnect();
  });

  it('end when they are told to, although the queue is away', async () => {
    const [vcenter] = others;
    if (!vcenter) throw new Error('a vCenter is missing');
    const passing = await startRedis();
    const where = { ...environment(), HEAPSPHERE_QUEUE_URL: passing.url };
    const collector = await Collector.start(['--schedule', '1h'], { lab: vcenter }, where);
    await expect.poll(() => collector.of('collected'), WAIT).toHaveLength(1);
    await passing.kill();
    await expect.poll(() => collector.of('queue-away'), WAIT).toHaveLength(1);
    collector.kill('SIGTERM');
    expect((await collector.done).code).toBe(0);
    await passing.close();
  });
});

/** All that lies in the queue, as text. */
async function queueContents({ url }: RedisServer): Promise<string> {
  const client = new Redis(url);
  try {
    const found: unknown[] = [];
    for (const key of await client.keys('*')) {
      const type = await client.type(key);
      if (type === 'hash') found.push(key, await client.hgetall(key));
      else if (type === 'stream') found.push(key, await client.xrange(key, '-', '+'));
      else found.push(key);
    }
    return JSON.stringify(found);
  } finally {
    client.disconnect();
  }
}
