import { RESOURCE_TYPES, type ResourceType } from '../../shared/inventory.ts';
import { KINDS, type Kind } from './estate/kinds.ts';
import type { Estate } from './estate/shape.ts';

/** Objects of each kind of row, as a recursive view of the root folder delivers them. */
export type DemoCounts = Readonly<Record<ResourceType, number>>;

const SPECIAL: Readonly<Partial<Record<ResourceType, (estate: Estate) => number>>> = {
  // A view does not contain its own container.
  Folder: (estate) => countOf(estate, 'Folder') - 1,
  VirtualMachine: (estate) => estate.vms,
  Template: (estate) => estate.templates,
  Network: (estate) => estate.counts.network + estate.counts.opaqueNetwork,
  DistributedVirtualSwitch: (estate) => estate.counts.distributedSwitch,
};

function countOf(estate: Estate, type: string): number {
  return Object.entries(KINDS).reduce(
    (sum, [kind, info]) => (info.type === type ? sum + estate.counts[kind as Kind] : sum),
    0,
  );
}

/**
 * Counts per kind of row. Subtypes count under their own name where they have one: StoragePod apart from Folder, VirtualApp
 * from ResourcePool, ClusterComputeResource from ComputeResource and port groups from Network, which includes opaque networks.
 */
export function countsOf(estate: Estate): DemoCounts {
  return Object.fromEntries(
    RESOURCE_TYPES.map((type) => [type, SPECIAL[type]?.(estate) ?? countOf(estate, type)]),
  ) as Record<ResourceType, number>;
}
