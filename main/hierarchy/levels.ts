import type { HierarchyView } from '../../shared/hierarchy-view.ts';
import type { ResourceType } from '../../shared/inventory.ts';
import type { Step, TypePaths } from '../vsphere/object-filter.ts';

const CHILDREN: Step = { type: 'Folder', path: 'childEntity' };

/** Which folder of a datacenter a view shows. */
const DATACENTER_FOLDERS: Readonly<Record<HierarchyView, string>> = {
  hosts: 'hostFolder',
  machines: 'vmFolder',
  storage: 'datastoreFolder',
  networks: 'networkFolder',
};

const IN_POOL: readonly Step[] = [
  { type: 'ResourcePool', path: 'resourcePool' },
  { type: 'ResourcePool', path: 'vm' },
];

/** A cluster's root pool is not shown by itself: what is in it stands beside the hosts, as in the vSphere Client. */
const IN_COMPUTE: readonly Step[] = [
  { type: 'ComputeResource', path: 'host' },
  { type: 'ComputeResource', path: 'resourcePool', next: IN_POOL },
];

const STEPS: Readonly<Partial<Record<ResourceType, readonly Step[]>>> = {
  Folder: [CHILDREN],
  StoragePod: [CHILDREN],
  ClusterComputeResource: IN_COMPUTE,
  ComputeResource: IN_COMPUTE,
  HostSystem: [{ type: 'HostSystem', path: 'vm' }],
  ResourcePool: IN_POOL,
  VirtualApp: IN_POOL,
  DistributedVirtualSwitch: [{ type: 'DistributedVirtualSwitch', path: 'portgroup' }],
};

/** Managed object types whose rows are of the kind of a supertype. */
const KINDS: Readonly<Record<string, ResourceType>> = {
  VmwareDistributedVirtualSwitch: 'DistributedVirtualSwitch',
  OpaqueNetwork: 'Network',
};
const KNOWN: Readonly<Record<string, ResourceType>> = {
  ...KINDS,
  Datacenter: 'Datacenter',
  Folder: 'Folder',
  StoragePod: 'StoragePod',
  ClusterComputeResource: 'ClusterComputeResource',
  ComputeResource: 'ComputeResource',
  HostSystem: 'HostSystem',
  ResourcePool: 'ResourcePool',
  VirtualApp: 'VirtualApp',
  Datastore: 'Datastore',
  Network: 'Network',
  DistributedVirtualPortgroup: 'DistributedVirtualPortgroup',
  DistributedVirtualSwitch: 'DistributedVirtualSwitch',
  VirtualMachine: 'VirtualMachine',
};

/** The kind of rows an object of a managed object type belongs to; undefined for types that no tree shows. */
export function kindOfType(type: string): ResourceType | undefined {
  return Object.hasOwn(KNOWN, type) ? KNOWN[type] : undefined;
}

/** How to get from an object to what lies below it in a view; undefined where nothing can. */
export function stepsBelow(view: HierarchyView, type: string): readonly Step[] | undefined {
  const kind = kindOfType(type);
  if (kind === 'Datacenter') return [{ type: 'Datacenter', path: DATACENTER_FOLDERS[view], next: [CHILDREN] }];
  return kind && STEPS[kind];
}

/** What a node of each type is asked for: a name and a state, never an array. A type also stands for its subclasses. */
export const NODE_PATHS: readonly TypePaths[] = [
  { type: 'Datacenter', paths: ['name', 'overallStatus'] },
  { type: 'Folder', paths: ['name'] },
  { type: 'ComputeResource', paths: ['name', 'overallStatus'] },
  { type: 'HostSystem', paths: ['name', 'overallStatus', 'runtime.connectionState', 'runtime.inMaintenanceMode'] },
  { type: 'ResourcePool', paths: ['name', 'overallStatus'] },
  {
    type: 'VirtualMachine',
    paths: ['name', 'overallStatus', 'config.template', 'runtime.powerState', 'runtime.connectionState'],
  },
  { type: 'Datastore', paths: ['name', 'overallStatus', 'summary.accessible', 'summary.maintenanceMode'] },
  { type: 'Network', paths: ['name'] },
  { type: 'DistributedVirtualPortgroup', paths: ['config.distributedVirtualSwitch'] },
  { type: 'DistributedVirtualSwitch', paths: ['name', 'overallStatus'] },
];

/** The slow lane: what a template is asked for besides, a few templates at a time. */
export const TEMPLATE_PATHS: readonly TypePaths[] = [
  { type: 'VirtualMachine', paths: ['config.guestFullName', 'config.modified'] },
];
