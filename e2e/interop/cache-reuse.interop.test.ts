import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchDemoVcenter, type RunningDemo } from '../../main/demo/demo-launcher.ts';
import { launchNode } from '../../main/processes/launch-fixture.ts';
import type { CacheInfo } from '../../shared/cache-view.ts';
import type { ResourceType } from '../../shared/inventory.ts';
import { CliHome, reportOf } from './cache-cli-fixture.ts';

/** A login, asking who the server is, and a logout. */
const FEW_REQUESTS = 6;
const FEW_BYTES = 20_000;

describe('collecting a vCenter for the second time at the terminal', () => {
  let demo: RunningDemo;
  beforeAll(async () => {
    demo = await launchDemoVcenter({ vms: 1500, seed: 3, faults: { pageDelayMs: 30 } }, launchNode);
  });
  afterAll(() => demo?.dispose());

  it('asks for no property, and brings the same objects', async () => {
    const home = await CliHome.make(demo);
    const first = await home.collect();
    expect(first).toMatchObject({ phase: 'completed', cache: { backend: 'embedded', state: 'in use', hits: 0 } });
    expect(first.objects).toEqual(demo.counts);
    expect(first.requests).toBeGreaterThan(10 * FEW_REQUESTS);
    const second = await home.collect();
    expect(second.objects).toEqual(first.objects);
    expect(second.total).toBe(first.total);
    expect(second.requests).toBeLessThanOrEqual(FEW_REQUESTS);
    expect(second.bytesReceived).toBeLessThan(FEW_BYTES);
    expect(second.cache).toMatchObject({ hits: first.batches, written: 0, stale: false });
    expect(Object.keys(second.cache.collectedAt)).toHaveLength(Object.keys(first.objects).length);
  });

  it('says in its file, and at its end, how old the rows are', async () => {
    const home = await CliHome.make(demo);
    await home.collect(['--types', 'host']);
    const between = Date.now();
    const file = join(home.folder, 'rows.json');
    const { code, stderr } = await home.run(['collect', '--types', 'host,datastore', '--output', file]);
    expect([code, stderr]).toEqual([
      0,
      expect.stringMatching(/Wrote \d+ objects to .*, the oldest read from vCenter at /),
    ]);
    const { collectedAt, cachedAt, complete } = JSON.parse(await readFile(file, 'utf8'));
    expect(Date.parse(collectedAt)).toBeLessThan(between);
    expect([cachedAt, complete]).toEqual([{ HostSystem: collectedAt }, true]);

    await home.run(['collect', '--types', 'host', '--no-cache', '--output', file]);
    const fresh = JSON.parse(await readFile(file, 'utf8'));
    expect(Date.parse(fresh.collectedAt)).toBeGreaterThanOrEqual(between);
    expect(fresh).not.toHaveProperty('cachedAt');
  });

  it('asks again with --no-cache, and leaves the cache as it is', async () => {
    const home = await CliHome.make(demo);
    await home.collect(['--types', 'host']);
    const without = await home.collect(['--types', 'host', '--no-cache']);
    expect(without.cache).toMatchObject({ backend: 'none', state: 'off', hits: 0, written: 0 });
    expect(without.objects.HostSystem).toBe(demo.counts.HostSystem);
    expect(without.bytesReceived).toBeGreaterThan(FEW_BYTES);
    const again = await home.collect(['--types', 'host']);
    expect(again.cache.hits).toBe(again.batches);
  });

  it('asks again once the expiry has passed', async () => {
    const home = await CliHome.make(demo, { VSPHERE_CACHE_EXPIRY: '1' });
    const first = await home.collect(['--types', 'datastore']);
    expect(first.cache.written).toBe(first.batches);
    await until(await freshUntil(home, 'Datastore'));
    const late = await home.collect(['--types', 'datastore']);
    expect(late.cache).toMatchObject({ hits: 0, unchanged: late.batches, written: 0 });
    expect(late.bytesReceived).toBeGreaterThan(FEW_BYTES);
    expect(late.objects).toEqual(first.objects);
  });

  it('takes templates that are fresh while VMs are not: they live three times as long', async () => {
    const home = await CliHome.make(demo);
    const first = await home.collect(['--types', 'vm,template'], { VSPHERE_CACHE_EXPIRY: '4' });
    expect(first.objects).toEqual({ VirtualMachine: demo.counts.VirtualMachine, Template: demo.counts.Template });
    const [machinesUntil, templatesUntil] = [
      await freshUntil(home, 'VirtualMachine'),
      await freshUntil(home, 'Template'),
    ];
    // They are read together, one after the other on every page.
    expect(templatesUntil - machinesUntil).toBeGreaterThan(7000);
    expect(templatesUntil - machinesUntil).toBeLessThan(9000);
    await until(machinesUntil);
    const templates = await home.collect(['--types', 'template']);
    expect(templates.cache.hits).toBe(templates.batches);
    expect(templates.objects).toEqual({ Template: demo.counts.Template });
    expect(templates.requests).toBeLessThanOrEqual(FEW_REQUESTS);
    const machines = await home.collect(['--types', 'vm']);
    expect(machines.cache.hits).toBe(0);
    expect(machines.bytesReceived).toBeGreaterThan(FEW_BYTES);
  });

  it('asks again for other attributes, datacenters or all properties', async () => {
    const home = await CliHome.make(demo);
    await home.collect(['--types', 'host']);
    const [name = ''] = await datacenterNames(home);
    for (const args of [
      ['--datacenter', name],
      ['--pruning', 'off'],
    ]) {
      const other = await home.collect(['--types', 'host', ...args]);
      expect(other.cache.hits).toBe(0);
      const again = await home.collect(['--types', 'host', ...args]);
      expect(again.cache.hits).toBe(other.batches);
      expect(again.requests).toBeLessThanOrEqual(FEW_REQUESTS);
    }
    expect((await home.collect(['--types', 'host'])).objects.HostSystem).toBe(demo.counts.HostSystem);
  });
});

/** What is tried out is the passing of this time. */
async function until(moment: number): Promise<void> {
  await pause(Math.max(0, moment + 1 - Date.now()));
}

async function freshUntil(home: CliHome, type: ResourceType): Promise<number> {
  const { entries } = reportOf<CacheInfo>(await home.run(['cache', 'list', '--json']));
  const entry = entries.find((each) => each.type === type);
  if (!entry) throw new Error(`${type} is not cached`);
  return entry.freshUntil;
}

async function datacenterNames(home: CliHome): Promise<string[]> {
  const { stderr } = await home.run(['collect', '--types', 'host', '--datacenter', 'there is none']);
  return (/Known datacenters: (.+)\./.exec(stderr)?.[1] ?? '').split(', ');
}
