import type { Column, Subject } from './column.ts';
import { disksOf, networkCardsOf } from './devices.ts';
import { folderOf, machineHead, machineTail } from './machine-columns.ts';
import { mibOf, type RowView } from './row-view.ts';

type MachineColumn = Column<Subject>;

/** Networks that RVTools lists one by one in vInfo. */
const LISTED_NETWORKS = [0, 1, 2, 3, 4, 5, 6, 7];

/** MiB of all virtual disks; unknown where the devices are. */
function diskCapacityMib(row: RowView): number | undefined {
  if (!row.has('config.hardware.device')) return undefined;
  return disksOf(row).reduce((sum, { capacityMib = 0 }) => sum + capacityMib, 0);
}

function provisionedMib(row: RowView): number | undefined {
  const [used, more] = [row.number('summary.storage.committed'), row.number('summary.storage.uncommitted')];
  return used === undefined || more === undefined ? undefined : mibOf(used + more);
}

/** The tail of vInfo names the SMBIOS UUID and the product besides. */
const INFO_TAIL: readonly MachineColumn[] = machineTail<undefined>().flatMap((column): readonly MachineColumn[] => {
  if (column[0] === 'VM UUID') return [['SMBIOS UUID', ({ row }) => row.text('config.uuid')], column];
  if (column[0] !== 'VI SDK Server') return [column];
  return [
    ['VI SDK Server type', (_, { server }) => server.product],
    ['VI SDK API Version', (_, { server }) => server.apiVersion],
    column,
  ];
});

export const V_INFO: readonly MachineColumn[] = [
  ...machineHead<undefined>(),
  ['DNS Name', ({ row }) => row.text('guest.hostName')],
  ['Connection state', ({ row }) => row.text('runtime.connectionState')],
  ['Guest state', ({ row }) => row.text('guest.guestState')],
  ['Consolidation Needed', ({ row }) => row.flag('runtime.consolidationNeeded')],
  ['PowerOn', ({ row }) => row.time('runtime.bootTime')],
  ['Creation date', ({ row }) => row.time('config.createDate')],
  ['Change Version', ({ row }) => row.text('config.changeVersion')],
  ['CPUs', ({ row }) => row.number('config.hardware.numCPU')],
  ['Memory', ({ row }) => row.number('config.hardware.memoryMB')],
  ['Active Memory', ({ row }) => row.number('summary.quickStats.guestMemoryUsage')],
  ['NICs', ({ row }) => row.number('summary.config.numEthernetCards')],
  ['Disks', ({ row }) => row.number('summary.config.numVirtualDisks')],
  ['Total disk capacity MiB', ({ row }) => diskCapacityMib(row)],
  ['CBT', ({ row }) => row.flag('config.changeTrackingEnabled')],
  ['Primary IP Address', ({ row }) => row.text('guest.ipAddress')],
  ...LISTED_NETWORKS.map(
    (position): MachineColumn => [
      `Network #${position + 1}`,
      ({ row }, { places }) => {
        const card = networkCardsOf(row)[position];
        return card?.network ?? places.name(card?.networkRef);
      },
    ],
  ),
  ['Resource pool', ({ row }, { places }) => places.path(row.text('resourcePool'))],
  ['Folder ID', ({ row }) => folderOf(row)?.replace(/^[^:]*:/, '')],
  ['vApp', ({ row }, { places }) => places.name(row.text('parentVApp'))],
  ['Provisioned MiB', ({ row }) => provisionedMib(row)],
  ['In Use MiB', ({ row }) => row.mib('summary.storage.committed')],
  ['Unshared MiB', ({ row }) => row.mib('summary.storage.unshared')],
  ['EFI Secure boot', ({ row }) => row.flag('config.bootOptions.efiSecureBootEnabled')],
  ['Firmware', ({ row }) => row.text('config.firmware')],
  ['HW version', ({ row }) => row.text('config.version')],
  ['Path', ({ row }) => row.text('summary.config.vmPathName')],
  ...INFO_TAIL,
  // Beyond RVTools: the name as vCenter has it, for matching.
  ['Raw name', ({ row }) => row.text('name')],
];

function sockets(row: RowView): number | undefined {
  const [cpus, perSocket] = [row.number('config.hardware.numCPU'), row.number('config.hardware.numCoresPerSocket')];
  return cpus === undefined || !perSocket ? undefined : Math.ceil(cpus / perSocket);
}

export const V_CPU: readonly MachineColumn[] = [
  ...machineHead<undefined>(),
  ['CPUs', ({ row }) => row.number('config.hardware.numCPU')],
  ['Sockets', ({ row }) => sockets(row)],
  ['Cores p/s', ({ row }) => row.number('config.hardware.numCoresPerSocket')],
  ['Max', ({ row }) => row.number('runtime.maxCpuUsage')],
  ['Overall', ({ row }) => row.number('summary.quickStats.overallCpuUsage')],
  ['Level', ({ row }) => row.text('config.cpuAllocation.shares.level')],
  ['Shares', ({ row }) => row.number('config.cpuAllocation.shares.shares')],
  ['Reservation', ({ row }) => row.number('config.cpuAllocation.reservation')],
  ['Limit', ({ row }) => row.number('config.cpuAllocation.limit')],
  ['Hot Add', ({ row }) => row.flag('config.cpuHotAddEnabled')],
  ...machineTail<undefined>(),
];

export const V_MEMORY: readonly MachineColumn[] = [
  ...machineHead<undefined>(),
  ['Size MiB', ({ row }) => row.number('config.hardware.memoryMB')],
  ['Max', ({ row }) => row.number('runtime.maxMemoryUsage')],
  ['Consumed', ({ row }) => row.number('summary.quickStats.hostMemoryUsage')],
  ['Swapped', ({ row }) => row.number('summary.quickStats.swappedMemory')],
  ['Ballooned', ({ row }) => row.number('summary.quickStats.balloonedMemory')],
  ['Active', ({ row }) => row.number('summary.quickStats.guestMemoryUsage')],
  ['Level', ({ row }) => row.text('config.memoryAllocation.shares.level')],
  ['Shares', ({ row }) => row.number('config.memoryAllocation.shares.shares')],
  ['Reservation', ({ row }) => row.number('config.memoryAllocation.reservation')],
  ['Limit', ({ row }) => row.number('config.memoryAllocation.limit')],
  ['Hot Add', ({ row }) => row.flag('config.memoryHotAddEnabled')],
  ...machineTail<undefined>(),
];

export const V_TOOLS: readonly MachineColumn[] = [
  ...machineHead<undefined>(),
  ['VM Version', ({ row }) => row.text('config.version')],
  ['Tools', ({ row }) => row.text('guest.toolsStatus')],
  ['Tools Version', ({ row }) => row.text('guest.toolsVersion')],
  ['Upgrade Policy', ({ row }) => row.text('config.tools.toolsUpgradePolicy')],
  ['Sync time', ({ row }) => row.flag('config.tools.syncTimeWithHost')],
  ...machineTail<undefined>(),
];
