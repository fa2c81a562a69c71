import { expect, it, vi } from 'vitest';
import type { HierarchyNode } from '../shared/hierarchy-view.ts';
import { expand, firstOf } from './hierarchy-fixture.ts';
import { happenMany, shownRows, start, viewer } from './live-service-fixture.ts';

it('a tree on screen follows the table, and nothing is read that nobody opened', async () => {
  const setup = await start({});
  const { services, id } = setup;
  const tree = services.treeOf(id);
  const window = {};
  const read: string[] = [];
  services.hierarchy.onEvent(({ kind, view, ref }) => {
    if (kind === 'started') read.push(`${view} ${ref}`);
  });
  // All folders of machines, and a cluster and a host of it.
  const openFolders = async (ref: string): Promise<void> => {
    const { nodes } = await expand(tree, 'machines', ref, window);
    for (const node of nodes) if (['Datacenter', 'Folder'].includes(node.kind)) await openFolders(node.ref);
  };
  await openFolders('root');
  const { nodes: datacenters } = await expand(tree, 'hosts', 'root', window);
  const { nodes: clusters } = await expand(tree, 'hosts', firstOf(datacenters, 'Datacenter'), window);
  const cluster = firstOf(clusters, 'ClusterComputeResource');
  const { nodes: inCluster } = await expand(tree, 'hosts', cluster, window);
  await expand(tree, 'hosts', firstOf(inCluster, 'HostSystem'), window);
  const opened = new Set(read);

  const rows = await shownRows(setup);
  const shown = viewer(setup, { rows });
  await shown.isLive();
  const before = machinesOf(tree.memory.held.flatMap(({ branch }) => branch.nodes));
  read.length = 0;
  happenMany(setup);
  await vi.waitFor(
    () => {
      const now = machinesOf(tree.memory.held.flatMap(({ branch }) => branch.nodes));
      expect(now).not.toEqual(before);
      const others = now.filter(([ref, name, state]) => rows.get(`VirtualMachine ${ref}`) !== `${name} ${state}`);
      expect(others).toEqual([]);
    },
    { timeout: 20_000 },
  );
  // All that were made are in the folder and on the host where they lie.
  for (const { place } of tree.memory.held) {
    const known = tree.memory.held.find(({ place: { view, ref } }) => view === place.view && ref === place.ref);
    const fresh = await tree.loader.reload(place);
    expect(known?.branch.nodes.map(({ ref }) => ref).sort()).toEqual(fresh.nodes.map(({ ref }) => ref).sort());
  }
  expect(read.filter((branch) => !opened.has(branch))).toEqual([]);
  await setup.end();
});

const POWER: Readonly<Record<string, string>> = { on: 'poweredOn', off: 'poweredOff', suspended: 'suspended' };

function machinesOf(nodes: readonly HierarchyNode[]): (readonly [ref: string, name: string | null, state: string])[] {
  return nodes
    .filter(({ kind, state }) => kind === 'VirtualMachine' && state in POWER)
    .map(({ ref, name, state }) => [ref, name, POWER[state] ?? state]);
}
