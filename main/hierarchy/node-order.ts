import type { HierarchyNode } from '../../shared/hierarchy-view.ts';
import { displayName, type ResourceType } from '../../shared/inventory.ts';

/** Containers before what they hold, templates last: they are shown a few at a time. */
const ORDER: readonly ResourceType[] = [
  'Datacenter',
  'Folder',
  'ClusterComputeResource',
  'ComputeResource',
  'HostSystem',
  'ResourcePool',
  'VirtualApp',
  'StoragePod',
  'Datastore',
  'DistributedVirtualSwitch',
  'DistributedVirtualPortgroup',
  'Network',
  'VirtualMachine',
  'Template',
];
const RANKS = new Map(ORDER.map((kind, rank) => [kind, rank]));
const { compare } = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** The nodes of a branch as they are shown: kind by kind, names as people count; the reference decides between equal ones. */
export function inOrder(nodes: readonly HierarchyNode[]): HierarchyNode[] {
  const keyed = nodes.map((node) => ({ node, rank: RANKS.get(node.kind) ?? 0, name: displayName(node.name ?? '') }));
  keyed.sort((a, b) => a.rank - b.rank || compare(a.name, b.name) || (a.node.ref < b.node.ref ? -1 : 1));
  return keyed.map(({ node }) => node);
}
