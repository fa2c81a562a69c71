import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type RedisServer, startRedis } from '../../e2e/fixtures/servers/redis.ts';
import { requireTools } from '../../e2e/fixtures/servers/required-tools.ts';
import { A, B, HOUR, lasting, TestCollector } from './fleet-fixture.ts';
import type { ScheduledVcenter } from './schedule-events.ts';
import { unschedule } from './vcenter-lane.ts';

const WAIT = { timeout: 30_000, interval: 10 };
const REFUSED = { code: 'login-refused', message: 'The password is wrong.', action: 'Enter the right one.' } as const;
const AWAY = { code: 'cannot-connect', message: 'It is away.', action: 'Wait.' } as const;

describe.runIf(requireTools('redis'))('collectors that share a queue', () => {
  let server: RedisServer;
  let admin: Redis;
  beforeAll(async () => {
    server = await startRedis();
    admin = new Redis(server.url);
  });
  afterAll(async () => {
    admin?.disconnect();
    await server?.close();
  });
  beforeEach(async () => void (await admin.flushall()));

  it('do every job once, never two of a vCenter at the same time, and never more at once than they may', async () => {
    const vcenters = Array.from({ length: 5 }, (_, at): ScheduledVcenter => ({ name: `e${at}`, label: `vc${at}` }));
    const active = new Set<string>();
    let overlaps = 0;
    const collectorOf = () => {
      let here = 0;
      return new TestCollector(server.url, {
        vcenters,
        everyMs: 1000,
        atOnce: 1,
        collect: async (job, signal) => {
          here += 1;
          if (here > 1 || active.has(job.vcenter.name)) overlaps += 1;
          active.add(job.vcenter.name);
          const outcome = await lasting(60)(job, signal);
          active.delete(job.vcenter.name);
          here -= 1;
          return outcome;
        },
      });
    };
    const fleet = [collectorOf(), collectorOf(), collectorOf()];
    const done = () => fleet.flatMap((each) => each.of('collected')).map(({ job }) => job);
    const timesOf = ({ name }: ScheduledVcenter) => done().filter(({ vcenter }) => vcenter.name === name);
    await expect.poll(() => Math.min(...vcenters.map((each) => timesOf(each).length)), WAIT).toBeGreaterThan(2);
    for (const vcenter of vcenters) {
      const dues = timesOf(vcenter)
        .map(({ dueAt }) => dueAt)
        .toSorted((a, b) => a - b);
      expect(new Set(dues).size).toBe(dues.length);
      for (const [at, due] of dues.slice(1).entries()) expect((due - (dues[at] ?? 0)) % 1000).toBe(0);
    }
    expect(overlaps).toBe(0);
    expect(fleet.filter((each) => each.of('collected').length > 0).length, 'the work is shared').toBeGreaterThan(1);
  });

  it('hand what they are at to the others when they are stopped', async () => {
    const first = new TestCollector(server.url, { collect: lasting(HOUR) });
    await expect.poll(() => first.of('started'), WAIT).toHaveLength(1);
    const second = new TestCollector(server.url);
    await expect.poll(() => second.of('ready'), WAIT).toHaveLength(1);
    await first.stop();
    expect(first.of('handed-back')).toHaveLength(1);
    await expect.poll(() => second.of('collected'), WAIT).toHaveLength(1);
    const [started, collected] = [first.of('started')[0]?.job, second.of('collected')[0]?.job];
    expect(collected).toEqual({ ...started, attempt: 2 });
  });

  it('have nothing left to do once their vCenter is taken off the schedule', async () => {
    const collector = new TestCollector(server.url, { collect: lasting(HOUR) });
    await expect.poll(() => collector.of('started'), WAIT).toHaveLength(1);
    await collector.stop();
    expect(await unschedule(A, admin)).toBe(true);
    expect(await admin.keys('heapsphere:*:repeat*')).toEqual([]);
    expect(await unschedule(A, admin)).toBe(false);
  });

  it('try again what failed, and give up in the end', async () => {
    const tries: number[] = [];
    const collector = new TestCollector(server.url, {
      vcenters: [A, B],
      collect: async ({ vcenter, attempt }) => {
        if (vcenter === B && attempt === 2) return { kind: 'done', summary: { tries: attempt } };
        if (vcenter === A) tries.push(attempt);
        return { kind: 'failed', error: AWAY };
      },
    });
    await expect.poll(() => tries, WAIT).toEqual([1, 2, 3, 4]);
    await expect.poll(() => collector.of('collected'), WAIT).toMatchObject([{ summary: { tries: 2 } }]);
    const ofA = collector.of('failed').filter(({ job }) => job.vcenter === A);
    expect(ofA.map(({ again }) => again)).toEqual([true, true, true, false]);
    expect(new Set(ofA.map(({ job }) => job.dueAt)).size, 'all for the same time').toBe(1);
  });

  it('leave a vCenter that refuses them to others, and end when none is left', async () => {
    const refused = new TestCollector(server.url, { collect: async () => ({ kind: 'not-here', error: REFUSED }) });
    await expect(refused.ended).rejects.toMatchObject({ data: REFUSED });
    expect(refused.of('left-to-others')).toHaveLength(1);
    const other = new TestCollector(server.url);
    await expect.poll(() => other.of('collected'), WAIT).toHaveLength(1);
  });

  it('stop when the queue thinks they are gone, and another one goes on', async () => {
    const fleet = [1, 2].map(
      () =>
        new TestCollector(server.url, {
          stalledMs: 500,
          collect: (job, signal) => lasting(job.attempt === 1 ? HOUR : 0)(job, signal),
        }),
    );
    const all = <K extends 'started' | 'lost' | 'collected' | 'abandoned'>(event: K) =>
      fleet.flatMap((each) => each.of(event));
    await expect.poll(() => all('started'), WAIT).toHaveLength(1);
    const [lock = ''] = await admin.keys('heapsphere:estate-a:*:lock');
    await admin.set(lock, 'somebody else', 'PX', 300);
    await expect.poll(() => all('lost'), WAIT).toHaveLength(1);
    await expect.poll(() => all('collected'), WAIT).toHaveLength(1);
    expect(all('abandoned')).toHaveLength(1);
    const attempts = all('started').map(({ job }) => job.attempt);
    expect(attempts.toSorted()).toEqual([1, 2]);
  });

  it('need no more rights than the documentation says', async () => {
    const rights = ['~heapsphere:*', '+@all', '-@dangerous', '+info'];
    await admin.call('ACL', 'SETUSER', 'fleet', 'reset', 'on', '>pass', ...rights);
    const url = server.url.replace('//', '//fleet:pass@');
    const collector = new TestCollector(url, { stalledMs: 300, everyMs: 200 });
    await expect.poll(() => collector.of('collected').length, WAIT).toBeGreaterThan(2);
    expect(collector.of('queue-trouble')).toEqual([]);
  });

  it('refuse a queue that evicts, and one that refuses them', async () => {
    await admin.config('SET', 'maxmemory-policy', 'allkeys-lru');
    onTestFinished(async () => void (await admin.config('SET', 'maxmemory-policy', 'noeviction')));
    await expect(new TestCollector(server.url).ended).rejects.toMatchObject({
      data: {
        code: 'usage',
        message: expect.stringContaining('has the policy allkeys-lru'),
        action: expect.stringContaining('HEAPSPHERE_QUEUE_URL'),
      },
    });
    const wrong = server.url.replace('//', '//nobody:nothing@');
    await expect(new TestCollector(wrong).ended).rejects.toMatchObject({ data: { code: 'cannot-connect' } });
  });

  it('wait for a queue that is away, and make the schedule again when it comes back empty', async () => {
    const passing = await startRedis();
    let queue = passing;
    onTestFinished(() => queue.close());
    const collector = new TestCollector(passing.url, { everyMs: 300 });
    await expect.poll(() => collector.of('collected').length, WAIT).toBeGreaterThan(0);
    await passing.kill();
    await expect.poll(() => collector.of('queue-away'), WAIT).toHaveLength(1);
    const before = collector.of('collected').length;
    const late = new TestCollector(passing.url, { everyMs: 300 });
    await expect.poll(() => late.of('queue-away'), WAIT).toHaveLength(1);
    queue = await startRedis([], { port: passing.port });
    const after = () => collector.of('collected').length + late.of('collected').length;
    await expect.poll(after, WAIT).toBeGreaterThan(before + 2);
    expect(collector.of('queue-back')).toHaveLength(1);
    await queue.kill();
    // Neither waits for it to come back in order to end.
    await Promise.all([collector.stop(), late.stop()]);
  });
});
