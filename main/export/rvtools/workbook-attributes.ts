import type { AttributeSelection } from '../../../shared/attribute-selection.ts';
import { ESSENTIAL_ATTRIBUTES } from '../../../shared/essential-attributes.ts';
import type { ResourceType } from '../../../shared/inventory.ts';

/** What the sheets of VMs need besides the essential attributes: devices, NICs, snapshots, shares and the rest of vInfo. */
const MACHINE = [
  'config.firmware',
  'config.bootOptions.efiSecureBootEnabled',
  'config.changeTrackingEnabled',
  'config.cpuHotAddEnabled',
  'config.memoryHotAddEnabled',
  'config.changeVersion',
  'config.createDate',
  'config.managedBy.extensionKey',
  'config.managedBy.type',
  'config.tools.toolsUpgradePolicy',
  'config.tools.syncTimeWithHost',
  'config.cpuAllocation.reservation',
  'config.cpuAllocation.limit',
  'config.cpuAllocation.shares.shares',
  'config.cpuAllocation.shares.level',
  'config.memoryAllocation.reservation',
  'config.memoryAllocation.limit',
  'config.memoryAllocation.shares.shares',
  'config.memoryAllocation.shares.level',
  'runtime.maxCpuUsage',
  'runtime.maxMemoryUsage',
  'guest.guestFullName',
  'guest.guestState',
  'guest.toolsStatus',
  'guest.toolsVersion',
  'snapshot.rootSnapshotList',
  'guest.net',
  'config.hardware.device',
];

/** The attributes that a collection for a workbook keeps; the essential ones wherever nothing is said. */
export const WORKBOOK_ATTRIBUTES: AttributeSelection = {
  VirtualMachine: withEssential('VirtualMachine', MACHINE),
  Template: withEssential('Template', MACHINE),
  DistributedVirtualPortgroup: withEssential('DistributedVirtualPortgroup', ['config.defaultPortConfig']),
};

function withEssential(type: ResourceType, more: readonly string[]): readonly string[] {
  return [...new Set([...ESSENTIAL_ATTRIBUTES[type].map(({ path }) => path), ...more])];
}
