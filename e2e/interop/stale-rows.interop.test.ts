import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startDemoVcenter } from '../../main/demo/demo-vcenter.ts';
import { startRedis } from '../fixtures/servers/redis.ts';
import { requireTools } from '../fixtures/servers/required-tools.ts';
import { CliHome, type CollectReport } from './cache-cli-fixture.ts';

/** What a JSON export says of its rows. */
interface StaleFooter {
  readonly collectedAt: string;
  readonly cachedAt: Readonly<Record<string, string>>;
  readonly complete: boolean;
}

async function demoOf(vms: number) {
  const demo = await startDemoVcenter({ vms, seed: 6 });
  onTestFinished(() => demo.close());
  return demo;
}

describe('a vCenter that is gone', () => {
  it('leaves what was cached of it: exit code 5, the rows in the file, and how old they are', async () => {
    const demo = await demoOf(200);
    const home = await CliHome.make(demo, { VSPHERE_CACHE_EXPIRY: '1' });
    const fresh = await home.collect();
    await demo.close();
    const closedAt = Date.now();

    const file = join(home.folder, 'rows.ndjson');
    const told = await home.run(['collect', '--output', file]);
    expect(told.code).toBe(5);
    expect(told.stderr).toContain('refuses the connection');
    expect(told.stdout + told.stderr).toMatch(
      /vCenter cannot be reached: these rows are what was cached, collected (just now|\d+ s ago)\./,
    );
    expect(told.stderr).toMatch(
      /Wrote [\d,]+ objects to .*rows\.ndjson, the oldest read from vCenter at \S+Z \(.*\); not complete: vCenter cannot be reached\./,
    );
    const document = join(home.folder, 'rows.json');
    await home.run(['collect', '--output', document]);
    const { collectedAt, cachedAt, complete } = JSON.parse(await readFile(document, 'utf8')) as StaleFooter;
    expect(complete).toBe(false);
    expect(Date.parse(collectedAt)).toBeLessThan(closedAt);
    expect(collectedAt).toBe(Object.values(cachedAt).sort()[0]);
    const rows = (await readFile(file, 'utf8')).trim().split('\n');
    expect(rows.filter((row) => row.includes('"VirtualMachine:'))).not.toHaveLength(0);
    expect(rows.length).toBeGreaterThanOrEqual(fresh.total);

    const asked = await home.run(['collect', '--json', '--types', 'vm,host']);
    expect(asked.code).toBe(5);
    const report = JSON.parse(asked.stdout) as CollectReport;
    expect(report).toMatchObject({
      phase: 'partial',
      objects: { VirtualMachine: 200, HostSystem: demo.counts.HostSystem },
      requests: 0,
      error: { code: 'cannot-connect' },
      cache: { state: 'in use', stale: true, written: 0, hits: report.batches },
    });
    expect(report.cache.collectedAt.VirtualMachine).toBeLessThan(Date.now());
  });

  it('leaves nothing where nothing was cached: exit code 4, and no file', async () => {
    const demo = await demoOf(50);
    const home = await CliHome.make(demo);
    await demo.close();
    const file = join(home.folder, 'rows.ndjson');
    const told = await home.run(['collect', '--output', file]);
    expect(told.code).toBe(4);
    expect(told.stderr).toContain('refuses the connection');
    await expect(stat(file)).rejects.toThrow('ENOENT');
  });

  it('leaves nothing to another user, nor with --no-cache', async () => {
    const demo = await demoOf(50);
    const home = await CliHome.make(demo);
    await home.collect(['--types', 'host']);
    await demo.close();
    expect((await home.run(['collect', '--types', 'host'])).code).toBe(5);
    expect((await home.run(['collect', '--types', 'host'], { VSPHERE_USER: 'somebody else' })).code).toBe(4);
    expect((await home.run(['collect', '--types', 'host', '--no-cache'])).code).toBe(4);
    // Of kinds that were not asked for, there is nothing either.
    expect((await home.run(['collect', '--types', 'datastore'])).code).toBe(4);
  });

  it.runIf(requireTools('redis'))(
    'leaves nothing when the cache is gone as well, and does not wait for both',
    async () => {
      const demo = await demoOf(50);
      const redis = await startRedis();
      onTestFinished(() => redis.close());
      const home = await CliHome.make(demo, { REDIS_URL: redis.url });
      await home.collect(['--types', 'host']);
      await Promise.all([demo.close(), redis.close()]);
      const told = await home.run(['collect', '--types', 'host']);
      expect(told.code).toBe(4);
      expect(told.stderr).toContain('refuses the connection');
    },
  );
});
