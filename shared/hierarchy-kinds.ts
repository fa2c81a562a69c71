import { HIERARCHY_ROOT, type HierarchyView } from './hierarchy-view.ts';
import type { ResourceType } from './inventory.ts';

/** Kinds that may have something below them. Whether one really has is known once it is opened. */
const CONTAINERS: ReadonlySet<ResourceType> = new Set([
  'Datacenter',
  'Folder',
  'ClusterComputeResource',
  'ComputeResource',
  'HostSystem',
  'ResourcePool',
  'VirtualApp',
  'StoragePod',
  'DistributedVirtualSwitch',
]);

export function isContainer(kind: ResourceType): boolean {
  return CONTAINERS.has(kind);
}

/**
 * Name of a branch within its tree: what lies below a node is the same in every view, but for datacenters, which show
 * another of their folders in each.
 */
export function branchIdOf(view: HierarchyView, ref: string): string {
  return ref !== HIERARCHY_ROOT && ref.startsWith('Datacenter:') ? `${view} ${ref}` : ref;
}
