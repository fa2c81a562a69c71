import type { ResourceType } from '../../shared/inventory.ts';

/** Kinds as an operator looks for them, most wanted first. */
export const TYPE_GROUPS: readonly { readonly label: string; readonly types: readonly ResourceType[] }[] = [
  {
    label: 'Compute',
    types: [
      'VirtualMachine',
      'Template',
      'HostSystem',
      'ClusterComputeResource',
      'ComputeResource',
      'ResourcePool',
      'VirtualApp',
    ],
  },
  { label: 'Storage', types: ['Datastore', 'StoragePod'] },
  { label: 'Network', types: ['Network', 'DistributedVirtualPortgroup', 'DistributedVirtualSwitch'] },
  { label: 'Structure', types: ['Datacenter', 'Folder'] },
];

/** All kinds in the order of the groups. */
export const GROUPED_TYPES: readonly ResourceType[] = TYPE_GROUPS.flatMap((group) => group.types);
