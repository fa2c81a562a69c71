import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { startGate } from '../e2e/fixtures/servers/gate.ts';
import { requireTools } from '../e2e/fixtures/servers/required-tools.ts';
import { startVcsim, type Vcsim } from '../e2e/fixtures/servers/vcsim.ts';
import type { HierarchyView } from '../shared/hierarchy-view.ts';
import { type DemoOptions, type DemoVcenter, startDemoVcenter } from './demo/demo-vcenter.ts';
import { WorkerSource } from './hierarchy/branch-source.ts';
import { expand, firstOf, nextEvent, openTestCache, startHierarchy, treeAt } from './hierarchy-fixture.ts';
import { forceGc } from './memory/force-gc.ts';

const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

async function demoOf(options: Partial<DemoOptions> = {}): Promise<DemoVcenter> {
  const demo = await startDemoVcenter({ vms: 2000, seed: 1, ...options });
  onTestFinished(() => demo.close());
  return demo;
}

describe('the tree of a demo vCenter', () => {
  const window = {};

  it('asks for nothing before it is opened, and once for each level', async () => {
    const demo = await demoOf();
    const tree = treeAt(await startHierarchy(), demo);
    expect(demo.activity()).toMatchObject({ requests: 0, sessions: 0 });

    const root = await expand(tree, 'hosts', 'root', window);
    expect(root.nodes.map(({ name, kind }) => [name, kind])).toEqual([
      ['Ashburn', 'Datacenter'],
      ['Frankfurt', 'Datacenter'],
    ]);
    expect(demo.activity()).toMatchObject({ sessions: 1, views: 0, tokens: 0 });

    const asked = async (view: HierarchyView, ref: string) => {
      const before = demo.activity().requests;
      const branch = await expand(tree, view, ref, window);
      return { branch, requests: demo.activity().requests - before };
    };
    const datacenter = firstOf(root.nodes, 'Datacenter');
    const clusters = await asked('hosts', datacenter);
    expect(clusters.requests).toBe(1);
    const cluster = await asked('hosts', firstOf(clusters.branch.nodes, 'ClusterComputeResource'));
    expect(cluster.requests).toBe(1);
    expect(new Set(cluster.branch.nodes.map(({ kind }) => kind))).toEqual(
      new Set(['HostSystem', 'ResourcePool', 'VirtualMachine']),
    );
    expect((await asked('hosts', datacenter)).requests, 'still fresh').toBe(0);
    expect((await asked('storage', datacenter)).requests, 'another folder of the same datacenter').toBe(1);
    expect((await asked('networks', 'root')).requests, 'datacenters are the same in every view').toBe(0);
    expect((await asked('hosts', firstOf(cluster.branch.nodes, 'HostSystem'))).branch.nodes.length).toBeGreaterThan(5);
  });

  it('shows all four views down to their leaves', async () => {
    const tree = treeAt(await startHierarchy(), await demoOf());
    const leavesOf = async (view: HierarchyView) => {
      const kinds = new Set<string>();
      const walk = async (ref: string, depth: number): Promise<void> => {
        const { nodes } = await expand(tree, view, ref, window);
        for (const { kind } of nodes) kinds.add(kind);
        const containers = nodes.filter(({ kind }) =>
          ['Datacenter', 'Folder', 'ClusterComputeResource', 'StoragePod', 'DistributedVirtualSwitch'].includes(kind),
        );
        for (const { ref } of containers) if (depth < 4) await walk(ref, depth + 1);
      };
      await walk('root', 0);
      return [...kinds].sort();
    };
    expect(await leavesOf('machines')).toEqual(['Datacenter', 'Folder', 'Template', 'VirtualApp', 'VirtualMachine']);
    expect(await leavesOf('storage')).toEqual(['Datacenter', 'Datastore', 'Folder', 'StoragePod']);
    expect(await leavesOf('networks')).toEqual([
      'Datacenter',
      'DistributedVirtualPortgroup',
      'DistributedVirtualSwitch',
      'Folder',
      'Network',
    ]);
    expect(await leavesOf('hosts')).toContain('ComputeResource');
  });

  it('reads details of templates in a lane of their own, after the level is there', async () => {
    const hierarchy = await startHierarchy();
    const tree = treeAt(hierarchy, await demoOf());
    const details = nextEvent(hierarchy, ({ reason, kind }) => reason === 'templates' && kind === 'completed');
    const root = await expand(tree, 'machines', 'root', window);
    for (const { ref } of root.nodes) {
      const { nodes } = await expand(tree, 'machines', ref, window);
      for (const folder of nodes.filter(({ kind }) => kind === 'Folder')) {
        await expand(tree, 'machines', folder.ref, window);
      }
    }
    const { view, ref } = await details;
    const { nodes, templates } = await tree.loader.open({ view, ref });
    expect(templates).toMatchObject({ lane: 'ready', shown: templates.total });
    const found = nodes.filter(({ kind }) => kind === 'Template');
    expect(found).toHaveLength(templates.total);
    expect(found.some(({ guest, modified }) => guest !== undefined && !Number.isNaN(Date.parse(modified ?? '')))).toBe(
      true,
    );
  });

  it('gives branches that no window shows to the garbage collector, and reads them again from the cache', async () => {
    const demo = await demoOf();
    const hierarchy = await startHierarchy();
    const tree = treeAt(hierarchy, demo);
    const root = await expand(tree, 'hosts', 'root', window);
    const datacenter = firstOf(root.nodes, 'Datacenter');
    const clusters = await expand(tree, 'hosts', datacenter, window);
    const cluster = firstOf(clusters.nodes, 'ClusterComputeResource');
    const before = JSON.stringify((await expand(tree, 'hosts', cluster, window)).nodes);
    tree.memory.release(cluster, window);
    const { requests } = demo.activity();

    while (hierarchy.memory.reclaimed === 0) {
      await turn();
      forceGc('major');
    }
    expect(hierarchy.memory).toEqual({ held: 2, idle: 0, reclaimed: 1, fromCache: 0, fromVcenter: 3 });
    const again = await expand(tree, 'hosts', cluster, window);
    expect(again.origin).toBe('cache');
    expect(JSON.stringify(again.nodes)).toBe(before);
    expect(hierarchy.memory).toEqual({ held: 3, idle: 0, reclaimed: 1, fromCache: 1, fromVcenter: 3 });
    expect(demo.activity().requests).toBe(requests);
  });

  it('shows stale branches with their age when vCenter has gone, also after a restart', async () => {
    const demo = await demoOf();
    const cache = await openTestCache();
    const first = await startHierarchy(cache);
    const tree = treeAt(first, demo);
    const { nodes, loadedAt } = await expand(tree, 'hosts', 'root', window);
    await demo.close();
    const kept = await tree.loader.reload({ view: 'hosts', ref: 'root' });
    expect(kept).toMatchObject({ nodes, loadedAt, problem: { code: 'cannot-connect' } });
    await expect(expand(tree, 'hosts', firstOf(nodes, 'Datacenter'), window)).rejects.toThrow('refuses the connection');

    const { instanceUuid } = demo;
    const restarted = treeAt(await startHierarchy(cache), demo, { instanceUuid });
    expect(await expand(restarted, 'hosts', 'root', window)).toMatchObject({ nodes, loadedAt, origin: 'cache' });
    expect(await restarted.loader.reload({ view: 'hosts', ref: 'root' })).toMatchObject({
      nodes,
      loadedAt,
      problem: { code: 'cannot-connect' },
    });
  });

  it('shows chosen datacenters only, and names the known ones for one that does not exist', async () => {
    const demo = await demoOf();
    const hierarchy = await startHierarchy();
    const ashburn = treeAt(hierarchy, demo, { datacenters: ['Ashburn'] });
    const { nodes } = await expand(ashburn, 'hosts', 'root', window);
    expect(nodes.map(({ name }) => name)).toEqual(['Ashburn']);
    const nowhere = treeAt(hierarchy, demo, { datacenters: ['Nowhere'] });
    await expect(expand(nowhere, 'hosts', 'root', window)).rejects.toMatchObject({
      data: { code: 'usage', action: expect.stringContaining('Ashburn') },
    });
  });

  it('says what it may not read, and what is not there any more', async () => {
    const tree = treeAt(await startHierarchy(), await demoOf());
    await expect(expand(tree, 'hosts', 'Folder:group-v999999', window)).rejects.toMatchObject({
      data: { fault: 'ManagedObjectNotFound' },
    });
    const root = await expand(tree, 'machines', 'root', window);
    let denied = 0;
    for (const { ref } of root.nodes) {
      const { nodes, missing } = await expand(tree, 'machines', ref, window);
      for (const folder of [{ nodes, missing }, ...(await folders(nodes))]) {
        denied += folder.missing.reduce((sum, { count }) => sum + count, 0);
        expect(
          folder.missing.every(({ path, reason }) => path === 'config.template' && reason === 'NoPermission'),
        ).toBe(true);
      }
    }
    expect(denied).toBeGreaterThan(0);

    function folders(nodes: typeof root.nodes) {
      return Promise.all(
        nodes.filter(({ kind }) => kind === 'Folder').map(({ ref }) => expand(tree, 'machines', ref, window)),
      );
    }
  });

  it('finds out what changed when it synchronises, and tells it for each branch', async () => {
    const demo = await demoOf();
    const gate = await startGate(demo.url);
    onTestFinished(() => gate.close());
    const hierarchy = await startHierarchy();
    const tree = treeAt(hierarchy, { ...demo, url: gate.url });
    const root = await expand(tree, 'machines', 'root', window);
    const datacenter = root.nodes.find(({ name }) => name === 'Frankfurt')?.ref ?? '';
    const { nodes } = await expand(tree, 'machines', datacenter, window);
    const name = nodes.find(({ kind }) => kind === 'VirtualMachine')?.name ?? '';
    gate.rewrite(`>${name}<`, '>renamed<');
    const events: string[] = [];
    hierarchy.onEvent(({ kind, reason, ref, changes }) => {
      if (reason === 'sync') events.push(`${ref} ${kind} ${changes ? Object.values(changes).join('/') : ''}`.trim());
    });
    await tree.loader.sync();
    expect(events).toEqual([
      'root started',
      'root completed 0/0/0',
      `${datacenter} started`,
      `${datacenter} completed 0/0/1`,
    ]);
    const synchronised = await tree.loader.open({ view: 'machines', ref: datacenter });
    expect(synchronised.nodes.map((node) => node.name)).toContain('renamed');

    await gate.close();
    events.length = 0;
    await tree.loader.sync();
    expect(events.filter((event) => event.includes('failed'))).toEqual(['root failed', `${datacenter} failed`]);
    expect((await tree.loader.open({ view: 'machines', ref: datacenter })).problem?.code).toBe('cannot-connect');
  });

  it('logs out and ends its thread when nobody has opened anything for a while, and begins again', async () => {
    const demo = await demoOf();
    let connected = 0;
    let released = 0;
    const threads = new Set<string>();
    const source = new WorkerSource({
      isolate: 'tree-1',
      connect: async () => {
        connected += 1;
        const { url, user, password } = demo;
        const login = { server: url, user, password, trust: { mode: 'system' }, timeoutSeconds: 30 } as const;
        return {
          connection: { ...login, userAgent: 'Heapsphere test', datacenters: [] },
          release: async () => {
            released += 1;
          },
        };
      },
      idleMs: 20,
      onConnected: () => {},
      onIsolate: (isolate) => {
        threads.add(isolate);
        return () => threads.delete(isolate);
      },
    });
    onTestFinished(() => source.close());
    const first = await source.branch({ view: 'hosts', ref: 'root' });
    expect([connected, demo.activity().sessions, threads.size]).toEqual([1, 1, 1]);
    while (released === 0) await turn();
    expect([demo.activity().sessions, threads.size]).toEqual([0, 0]);
    expect(await source.branch({ view: 'hosts', ref: 'root' })).toEqual(first);
    expect(connected).toBe(2);
    await source.close();
    expect([released, demo.activity().sessions]).toEqual([2, 0]);
    await expect(source.branch({ view: 'hosts', ref: 'root' })).rejects.toThrow('This tree is closed.');
  });

  it('logs out when it is given up', async () => {
    const demo = await demoOf();
    const hierarchy = await startHierarchy();
    await expand(treeAt(hierarchy, demo), 'hosts', 'root', window);
    expect(demo.activity().sessions).toBe(1);
    await hierarchy.dispose();
    expect(demo.activity().sessions).toBe(0);
  });

  it('tries a refused login once', async () => {
    const demo = await demoOf();
    const tree = treeAt(await startHierarchy(), { ...demo, password: 'wrong' });
    await expect(expand(tree, 'hosts', 'root', window)).rejects.toMatchObject({ data: { code: 'login-refused' } });
    const { requests } = demo.activity();
    await expect(expand(tree, 'hosts', 'root', window)).rejects.toMatchObject({ data: { code: 'login-refused' } });
    expect(demo.activity().requests).toBe(requests);
  });
});

describe.runIf(requireTools('vcsim'))('the tree of a simulated vCenter', () => {
  const window = {};
  let vcsim: Vcsim;

  beforeEach(async () => {
    vcsim = await startVcsim({ datacenters: 2, clusters: 1, pools: 1, apps: 1, pods: 1, datastores: 2, folders: 1 });
    onTestFinished(() => vcsim.close());
  });

  it('opens level by level, and logs in again when its session was ended', async () => {
    const hierarchy = await startHierarchy();
    const tree = treeAt(hierarchy, vcsim);
    expect(await vcsim.activity()).toEqual({ sessions: 0, views: 0 });
    const root = await expand(tree, 'hosts', 'root', window);
    expect(await vcsim.activity()).toEqual({ sessions: 1, views: 0 });
    expect(root.nodes.map(({ kind }) => kind)).toEqual(['Datacenter', 'Folder']);
    const inFolder = await expand(tree, 'hosts', firstOf(root.nodes, 'Folder'), window);
    expect(inFolder.nodes.map(({ kind }) => kind)).toEqual(['Datacenter']);

    expect(await vcsim.terminateSessions()).toBe(1);
    const compute = await expand(tree, 'hosts', firstOf(root.nodes, 'Datacenter'), window);
    const cluster = await expand(tree, 'hosts', firstOf(compute.nodes, 'ClusterComputeResource'), window);
    expect(cluster.nodes.map(({ kind, state }) => `${kind} ${state}`)).toEqual(
      expect.arrayContaining(['HostSystem normal', 'ResourcePool normal', 'VirtualApp normal', 'VirtualMachine on']),
    );
    const app = await expand(tree, 'hosts', firstOf(cluster.nodes, 'VirtualApp'), window);
    expect(app.nodes.map(({ kind }) => kind)).toEqual(['VirtualMachine', 'VirtualMachine']);
    await hierarchy.dispose();
    expect((await vcsim.activity()).sessions).toBe(0);
  });

  it('shows switches with their port groups, and an empty datastore cluster as empty', async () => {
    const tree = treeAt(await startHierarchy(), vcsim);
    const root = await expand(tree, 'networks', 'root', window);
    const datacenter = firstOf(root.nodes, 'Datacenter');
    const networks = await expand(tree, 'networks', datacenter, window);
    expect(networks.nodes.map(({ kind }) => kind)).toEqual(['DistributedVirtualSwitch', 'Network']);
    const dvs = await expand(tree, 'networks', firstOf(networks.nodes, 'DistributedVirtualSwitch'), window);
    expect(dvs.nodes.map(({ kind }) => kind)).toEqual(['DistributedVirtualPortgroup', 'DistributedVirtualPortgroup']);
    const storage = await expand(tree, 'storage', datacenter, window);
    expect((await expand(tree, 'storage', firstOf(storage.nodes, 'StoragePod'), window)).nodes).toEqual([]);
  });
});
