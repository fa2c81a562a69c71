import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { requireTools } from '../e2e/fixtures/servers/required-tools.ts';
import { startVcsim } from '../e2e/fixtures/servers/vcsim.ts';
import { expand } from './hierarchy-fixture.ts';
import { openSettings } from './open-settings.ts';
import { createServices } from './services.ts';
import { startProxy } from './vsphere/proxy-fixture.ts';

it.runIf(requireTools('vcsim'))(
  'whatever reads a vCenter goes by the proxy that leads to it, and logs out',
  async () => {
    const vcsim = await startVcsim({ datacenters: 1, clusters: 1, hostsPerCluster: 1, vmsPerPool: 3 });
    onTestFinished(() => vcsim.close());
    const proxy = await startProxy();
    const folder = await mkdtemp(join(tmpdir(), 'proxied-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const { store } = await openSettings({ environment: {}, folder });
    const services = await createServices({
      version: '0.0.0',
      current: () => ({ settings: store.resolved.settings, attributes: store.attributes }),
      cacheFolder: undefined,
      memoryTier: false,
      proxyFor: async () => proxy.url,
    });
    onTestFinished(() => services.dispose());
    let before = 0;
    /** A reader of its own has a connection of its own. */
    const expectProxied = async (who: string) => {
      await expect.poll(() => proxy.heads.length, { message: who }).toBeGreaterThan(before);
      before = proxy.heads.length;
    };

    const { url: server, user, password } = vcsim;
    const source = { kind: 'vcenter' as const, server, user, password, datacenters: [] };
    const collection = await services.start({ source, insecure: true, retain: true, cacheMode: 'off' });
    const { id } = collection.state;
    expect((await collection.finished).phase).toBe('completed');
    await expectProxied('collection');

    const { checked } = await new Promise<{ checked: number }>((resolve) => {
      services.snapshots.subscribe((check) => check.phase !== 'running' && resolve(check));
      services.snapshots.start(id);
    });
    expect(checked).toBe(collection.state.counts.VirtualMachine);
    await expectProxied('snapshots');

    await services.details.details(id, 'VirtualMachine:vm-1').catch(() => {});
    await expectProxied('details');

    await expand(services.treeOf(id), 'hosts', 'root', {});
    await expectProxied('tree');

    const states: string[] = [];
    services.live.open(id, {}, { changes: () => {}, state: ({ phase }) => states.push(phase) });
    await expect.poll(() => states.at(-1), { timeout: 20_000 }).toBe('live');
    await expectProxied('live');

    // A window that does not know yet that the collection is forgotten holds nobody back.
    services.supervisor.forget(id, 'closed');
    await expect.poll(async () => (await vcsim.activity()).sessions, { timeout: 20_000 }).toBe(0);
    expect(services.live.get(id)).toBeUndefined();
  },
);
