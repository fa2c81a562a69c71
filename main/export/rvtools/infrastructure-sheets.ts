import { displayName } from '../../../shared/inventory.ts';
import { type Column, type Estate, idOf, type Subject, serverColumns, statusOf } from './column.ts';
import { mibOf, type RowView } from './row-view.ts';

type RowColumn = Column<Subject>;

const nameOf = ({ row }: Subject): string => displayName(row.text('name') ?? '');
const objectId: RowColumn = ['Object ID', ({ row }) => idOf(row.ref)];
const datacenter: RowColumn = ['Datacenter', ({ row }, { places }) => places.nameOfAncestor('Datacenter', row.ref)];
const count =
  (path: string) =>
  ({ row }: Subject) =>
    row.number(path);
const tallyOf = ({ row }: Subject, { tallies }: Estate) => tallies.of(row.ref);

/** A share in whole percent; unknown where either is, or nothing is there to share. */
function percent(part: number | undefined, whole: number | undefined): number | undefined {
  return part === undefined || !whole ? undefined : Math.round((part / whole) * 100);
}

/** To two digits. */
function ratio(part: number | undefined, whole: number | undefined): number | undefined {
  return part === undefined || !whole ? undefined : Math.round((part / whole) * 100) / 100;
}

const cores = count('summary.hardware.numCpuCores');

function cpuUsage(row: RowView): number | undefined {
  const [clock, all] = [row.number('summary.hardware.cpuMhz'), row.number('summary.hardware.numCpuCores')];
  if (clock === undefined || all === undefined) return undefined;
  return percent(row.number('summary.quickStats.overallCpuUsage'), clock * all);
}

function version(row: RowView): string | undefined {
  const [number, build] = [row.text('summary.config.product.version'), row.text('summary.config.product.build')];
  return number === undefined ? undefined : `VMware ESXi ${number}${build === undefined ? '' : ` build-${build}`}`;
}

/** Hyperthreading shows as more threads than cores. */
function threaded(row: RowView): boolean | undefined {
  const [threads, all] = [row.number('summary.hardware.numCpuThreads'), row.number('summary.hardware.numCpuCores')];
  return threads === undefined || all === undefined ? undefined : threads > all;
}

export const V_HOST: readonly RowColumn[] = [
  ['Host', nameOf],
  datacenter,
  ['Cluster', ({ row }, { places }) => places.nameOfAncestor('ClusterComputeResource', row.ref)],
  ['OverallStatus', statusOf],
  ['Connection state', ({ row }) => row.text('runtime.connectionState')],
  ['in Maintenance Mode', ({ row }) => row.flag('runtime.inMaintenanceMode')],
  ['CPU Model', ({ row }) => row.text('summary.hardware.cpuModel')],
  ['Speed', count('summary.hardware.cpuMhz')],
  ['HT Active', ({ row }) => threaded(row)],
  ['# CPU', count('summary.hardware.numCpuPkgs')],
  ['Cores per CPU', (subject) => ratio(cores(subject), subject.row.number('summary.hardware.numCpuPkgs'))],
  ['# Cores', cores],
  ['CPU usage %', ({ row }) => cpuUsage(row)],
  ['# Memory', ({ row }) => row.mib('summary.hardware.memorySize')],
  [
    'Memory usage %',
    ({ row }) => percent(row.number('summary.quickStats.overallMemoryUsage'), row.mib('summary.hardware.memorySize')),
  ],
  ['# NICs', count('summary.hardware.numNics')],
  ['# HBAs', count('summary.hardware.numHBAs')],
  ['# VMs total', (subject, estate) => tallyOf(subject, estate)?.machines],
  ['# VMs', (subject, estate) => tallyOf(subject, estate)?.poweredOn],
  ['VMs per Core', (subject, estate) => ratio(tallyOf(subject, estate)?.poweredOn, cores(subject))],
  ['# vCPUs', (subject, estate) => tallyOf(subject, estate)?.cpus],
  ['vCPUs per Core', (subject, estate) => ratio(tallyOf(subject, estate)?.cpus, cores(subject))],
  ['vRAM', (subject, estate) => tallyOf(subject, estate)?.memoryMib],
  ['Current EVC', ({ row }) => row.text('summary.currentEVCModeKey')],
  ['ESX Version', ({ row }) => version(row)],
  ['Boot time', ({ row }) => row.time('runtime.bootTime')],
  ['Vendor', ({ row }) => row.text('summary.hardware.vendor')],
  ['Model', ({ row }) => row.text('summary.hardware.model')],
  objectId,
  ['UUID', ({ row }) => row.text('summary.hardware.uuid')],
  ...serverColumns<Subject>(),
];

export const V_CLUSTER: readonly RowColumn[] = [
  ['Name', nameOf],
  datacenter,
  ['OverallStatus', statusOf],
  ['NumHosts', count('summary.numHosts')],
  ['numEffectiveHosts', count('summary.numEffectiveHosts')],
  ['TotalCpu', count('summary.totalCpu')],
  ['NumCpuCores', count('summary.numCpuCores')],
  ['NumCpuThreads', count('summary.numCpuThreads')],
  ['Effective Cpu', count('summary.effectiveCpu')],
  ['TotalMemory', ({ row }) => row.mib('summary.totalMemory')],
  ['Effective Memory', count('summary.effectiveMemory')],
  ['HA enabled', ({ row }) => row.flag('configuration.dasConfig.enabled')],
  ['DRS enabled', ({ row }) => row.flag('configuration.drsConfig.enabled')],
  ['DRS default VM behavior', ({ row }) => row.text('configuration.drsConfig.defaultVmBehavior')],
  objectId,
  ...serverColumns<Subject>(),
];

export const V_RP: readonly RowColumn[] = [
  ['Resource Pool name', nameOf],
  ['Resource Pool path', ({ row }, { places }) => places.path(row.ref)],
  ['Status', statusOf],
  ['# VMs total', (subject, estate) => tallyOf(subject, estate)?.machines],
  ['# VMs', (subject, estate) => tallyOf(subject, estate)?.poweredOn],
  ['# vCPUs', (subject, estate) => tallyOf(subject, estate)?.cpus],
  ['CPU limit', count('config.cpuAllocation.limit')],
  ['CPU reservation', count('config.cpuAllocation.reservation')],
  ['CPU level', ({ row }) => row.text('config.cpuAllocation.shares.level')],
  ['CPU shares', count('config.cpuAllocation.shares.shares')],
  ['CPU expandableReservation', ({ row }) => row.flag('config.cpuAllocation.expandableReservation')],
  ['Mem Configured', (subject, estate) => tallyOf(subject, estate)?.memoryMib],
  ['Mem limit', count('config.memoryAllocation.limit')],
  ['Mem reservation', count('config.memoryAllocation.reservation')],
  ['Mem level', ({ row }) => row.text('config.memoryAllocation.shares.level')],
  ['Mem shares', count('config.memoryAllocation.shares.shares')],
  ['Mem expandableReservation', ({ row }) => row.flag('config.memoryAllocation.expandableReservation')],
  ['QS overallCpuUsage', count('summary.quickStats.overallCpuUsage')],
  ['QS balloonedMemory', count('summary.quickStats.balloonedMemory')],
  ['QS guestMemoryUsage', count('summary.quickStats.guestMemoryUsage')],
  ['QS hostMemoryUsage', count('summary.quickStats.hostMemoryUsage')],
  ['QS swappedMemory', count('summary.quickStats.swappedMemory')],
  objectId,
  ...serverColumns<Subject>(),
];

interface Space {
  readonly capacity: number | undefined;
  readonly free: number | undefined;
  /** Taken, and taken or promised, in bytes. */
  readonly used: number | undefined;
  readonly provisioned: number | undefined;
}

function space(row: RowView): Space {
  const capacity = row.number('summary.capacity');
  const free = row.number('summary.freeSpace');
  const used = capacity === undefined || free === undefined ? undefined : capacity - free;
  const promised = row.number('summary.uncommitted');
  return {
    capacity,
    free,
    used,
    provisioned: used === undefined || promised === undefined ? undefined : used + promised,
  };
}

const podOf = (row: RowView): string | undefined => {
  const parent = row.text('parent');
  return parent?.startsWith('StoragePod:') ? parent : undefined;
};

export const V_DATASTORE: readonly RowColumn[] = [
  ['Name', nameOf],
  datacenter,
  ['OverallStatus', statusOf],
  ['Accessible', ({ row }) => row.flag('summary.accessible')],
  ['Type', ({ row }) => row.text('summary.type')],
  ['# VMs total', (subject, estate) => tallyOf(subject, estate)?.machines],
  ['# VMs', (subject, estate) => tallyOf(subject, estate)?.poweredOn],
  ['Capacity MiB', ({ row }) => mibOf(space(row).capacity)],
  ['Provisioned MiB', ({ row }) => mibOf(space(row).provisioned)],
  ['In Use MiB', ({ row }) => mibOf(space(row).used)],
  ['Free MiB', ({ row }) => mibOf(space(row).free)],
  ['Free %', ({ row }) => percent(space(row).free, space(row).capacity)],
  ['Cluster name', ({ row }, { places }) => places.name(podOf(row))],
  ['MHA', ({ row }) => row.flag('summary.multipleHostAccess')],
  ['URL', ({ row }) => row.text('summary.url')],
  objectId,
  ...serverColumns<Subject>(),
];

export const DV_SWITCH: readonly RowColumn[] = [
  ['Switch', nameOf],
  datacenter,
  ['Version', ({ row }) => row.text('summary.productInfo.version')],
  ['# Hosts', count('summary.numHosts')],
  ['# Ports', count('summary.numPorts')],
  ['UUID', ({ row }) => row.text('uuid')],
  objectId,
  ...serverColumns<Subject>(),
];
