import { describe, expect, it, onTestFinished } from 'vitest';
import { type DemoVcenter, startDemoVcenter } from './demo/demo-vcenter.ts';
import { type ReadObject, SoapClient, textOf } from './demo/testing/soap-client.ts';
import { openSnapshotSource } from './open-snapshot-source.ts';
import { SnapshotChecks } from './snapshots/snapshot-checks.ts';

async function demoOf(): Promise<DemoVcenter> {
  const demo = await startDemoVcenter({ vms: 400, seed: 3 });
  onTestFinished(() => demo.close());
  return demo;
}

/**
 * Checks at a demo vCenter.
 * @param datacenters names; empty: all
 * @param onPage runs before a page is handed on
 */
function checksAt(demo: DemoVcenter, datacenters: readonly string[] = [], onPage = () => {}): SnapshotChecks {
  const { url: server, user, password } = demo;
  const session = {
    server,
    user,
    password,
    trust: { mode: 'system' },
    timeoutSeconds: 30,
    userAgent: 'test',
  } as const;
  const checks = new SnapshotChecks({
    expected: () => 400,
    open: async (_, signal) => {
      const source = await openSnapshotSource(session, datacenters, async () => {}, signal);
      return {
        ...source,
        async *pages(stop) {
          for await (const page of source.pages(stop)) {
            onPage();
            yield page;
          }
        },
      };
    },
  });
  onTestFinished(() => checks.dispose());
  return checks;
}

async function done(checks: SnapshotChecks) {
  const { id } = checks.start('c1');
  await expect.poll(() => checks.check?.phase, { timeout: 20_000 }).not.toBe('running');
  return { id, check: checks.check };
}

/** Every VM as a plain client reads it, templates too. */
async function machines(demo: DemoVcenter): Promise<readonly ReadObject[]> {
  const client = new SoapClient(demo.url);
  await client.login(demo.user, demo.password);
  const view = await client.view(['VirtualMachine']);
  const objects: ReadObject[] = [];
  for await (const page of client.pages(view, 'VirtualMachine', ['config.template', 'snapshot.rootSnapshotList']))
    objects.push(...page.objects);
  await client.logout();
  return objects;
}

describe('openSnapshotSource', () => {
  it('finds what another client finds: how many snapshots, and when the oldest was taken', async () => {
    const demo = await demoOf();
    const expected = new Map<string, readonly [count: number, oldest: number]>();
    const read = await machines(demo);
    for (const { id, values } of read) {
      if (textOf(values.get('config.template')) === 'true') continue;
      const times = [...(values.get('snapshot.rootSnapshotList') ?? '').matchAll(/<createTime>([^<]+)</g)];
      if (times.length === 0) continue;
      const moments = times.map(([, time = '']) => Date.parse(time));
      expected.set(`VirtualMachine:${id}`, [moments.length, Math.min(...moments)]);
    }
    expect(new Set([...expected.values()].map(([count]) => count)), 'one, two and three of them').toEqual(
      new Set([1, 2, 3]),
    );
    const checks = checksAt(demo);
    const { id, check } = await done(checks);
    const templates = read.filter(({ values }) => textOf(values.get('config.template')) === 'true').length;
    expect(check).toMatchObject({
      phase: 'done',
      checked: read.length - templates,
      found: expected.size,
      unknown: 0,
    });
    const { refs, counts, oldest } = checks.page(id, 0);
    expect(new Map(refs.map((ref, index) => [ref, [counts[index], oldest[index]]]))).toEqual(expected);
    expect(demo.activity()).toMatchObject({ sessions: 0, views: 0 });
  });

  it('keeps to the datacenters of the collection, and says when there is no such one', async () => {
    const demo = await demoOf();
    const all = await done(checksAt(demo));
    const part = await done(checksAt(demo, ['Frankfurt']));
    expect(part.check?.phase).toBe('done');
    expect(part.check?.checked).toBeGreaterThan(0);
    expect(part.check?.checked).toBeLessThan(all.check?.checked ?? 0);
    const none = await done(checksAt(demo, ['Atlantis']));
    expect(none.check).toMatchObject({ phase: 'failed', error: { code: 'usage' } });
    expect(none.check?.error?.message).toContain('Atlantis');
    expect(demo.activity()).toMatchObject({ sessions: 0, views: 0 });
  });

  it('leaves no session and no view when it is cancelled on its way', async () => {
    const demo = await demoOf();
    const seen: number[] = [];
    const checks = checksAt(demo, [], () => {
      seen.push(demo.activity().sessions);
      checks.cancel();
    });
    const { check } = await done(checks);
    expect(check?.phase).toBe('cancelled');
    expect(check?.checked).toBeLessThan(400);
    expect(seen).toEqual([1]);
    expect(demo.activity()).toMatchObject({ sessions: 0, views: 0 });
  });
});
