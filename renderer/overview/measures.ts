import { RESOURCE_TYPES, type ResourceType } from '../../shared/inventory.ts';
import type { ColumnFilter } from '../inventory/filter/column-filter.ts';
import { wholeOf } from '../inventory/filter/whole-of.ts';
import { OLDEST_SNAPSHOT, SNAPSHOT_COUNT } from '../inventory/found-attributes.ts';
import { columnValue, compares, isOneOf, isSet, isUnset, type Measure, type RowValue } from './measure.ts';

const POWER = 'runtime.powerState';
const CPUS = 'config.hardware.numCPU';
const VM_MEMORY = 'config.hardware.memoryMB';
const COMMITTED = 'summary.storage.committed';
const TOOLS_RUNNING = 'guest.toolsRunningStatus';
const TOOLS_VERSION = 'guest.toolsVersionStatus2';
const CONNECTION = 'runtime.connectionState';
const MAINTENANCE = 'runtime.inMaintenanceMode';
const CORES = 'summary.hardware.numCpuCores';
const HOST_MEMORY = 'summary.hardware.memorySize';
const CPU_USED = 'summary.quickStats.overallCpuUsage';
const MEMORY_USED = 'summary.quickStats.overallMemoryUsage';
const ACCESSIBLE = 'summary.accessible';
const CAPACITY = 'summary.capacity';
const FREE = 'summary.freeSpace';
const UNCOMMITTED = 'summary.uncommitted';

const MEBI = 1024 * 1024;
/** Tools that ought to be replaced; newer ones than the host's are none. */
const OLD_TOOLS = ['guestToolsSupportedOld', 'guestToolsNeedUpgrade', 'guestToolsTooOld', 'guestToolsBlacklisted'];

const ON = isOneOf(POWER, 'poweredOn');
const OFF = isOneOf(POWER, 'poweredOff');
const CONNECTED = isOneOf(CONNECTION, 'connected');
/** A host that VMs can run on: connected, and not in maintenance. */
const AVAILABLE = [CONNECTED, isOneOf(MAINTENANCE, 'false')];
const REACHED = isOneOf(ACCESSIBLE, 'true');
/** A datastore whose numbers mean something: sizes of one that is not accessible are none. */
const SIZED = [REACHED, compares(CAPACITY, '> 0')];

/** MB as bytes. */
const megabytes =
  (value: RowValue): RowValue =>
  (table, row) =>
    value(table, row) * MEBI;
/** One value of rows that have another one too, so that a share is of the same rows above and below the line. */
const where =
  (value: RowValue, other: RowValue): RowValue =>
  (table, row) =>
    Number.isNaN(other(table, row)) ? Number.NaN : value(table, row);

const ALLOCATION = { cpus: columnValue(CPUS), memory: megabytes(columnValue(VM_MEMORY)) };
const cpuCapacity: RowValue = wholeOf('HostSystem', CPU_USED) ?? (() => Number.NaN);
const HOST = {
  cores: columnValue(CORES),
  memory: columnValue(HOST_MEMORY),
  cpuUsed: where(columnValue(CPU_USED), cpuCapacity),
  cpuOfUsed: where(cpuCapacity, columnValue(CPU_USED)),
  memoryUsed: where(megabytes(columnValue(MEMORY_USED)), columnValue(HOST_MEMORY)),
  memoryOfUsed: where(columnValue(HOST_MEMORY), columnValue(MEMORY_USED)),
};
const usedSpace: RowValue = (table, row) => columnValue(CAPACITY)(table, row) - columnValue(FREE)(table, row);
/** What there would be on a datastore if every thin disk grew to its full size. */
export const provisionedSpace: RowValue = (table, row) => usedSpace(table, row) + columnValue(UNCOMMITTED)(table, row);
const STORE = { capacity: columnValue(CAPACITY), free: columnValue(FREE), used: usedSpace };

function measure(type: ResourceType, columns: readonly ColumnFilter[], sums: Measure['sums'] = {}): Measure {
  return { type, columns, sums };
}
const vms = (columns: readonly ColumnFilter[], sums?: Measure['sums']) => measure('VirtualMachine', columns, sums);
const hosts = (columns: readonly ColumnFilter[], sums?: Measure['sums']) => measure('HostSystem', columns, sums);
const stores = (columns: readonly ColumnFilter[], sums?: Measure['sums']) => measure('Datastore', columns, sums);

const KINDS = Object.fromEntries(RESOURCE_TYPES.map((type) => [type, measure(type, [])])) as Record<
  ResourceType,
  Measure
>;

/** Everything that does not depend on what the operator chose. */
const FIXED = {
  ...KINDS,
  VirtualMachine: vms([], ALLOCATION),
  vmsOn: vms([ON], ALLOCATION),
  vmsOff: vms([OFF], { storage: columnValue(COMMITTED) }),
  vmsSuspended: vms([isOneOf(POWER, 'suspended')]),
  vmsPowerUnknown: vms([isUnset(POWER)]),
  vmsCpusUnknown: vms([isUnset(CPUS)]),
  vmsMemoryUnknown: vms([isUnset(VM_MEMORY)]),
  vmsOnCpusUnknown: vms([ON, isUnset(CPUS)]),
  vmsOnMemoryUnknown: vms([ON, isUnset(VM_MEMORY)]),
  vmsOffStorageUnknown: vms([OFF, isUnset(COMMITTED)]),
  toolsOld: vms([isOneOf(TOOLS_VERSION, ...OLD_TOOLS)]),
  toolsVersionUnknown: vms([isUnset(TOOLS_VERSION)]),
  toolsNotInstalled: vms([ON, isOneOf(TOOLS_VERSION, 'guestToolsNotInstalled')]),
  toolsNotRunning: vms([ON, isOneOf(TOOLS_RUNNING, 'guestToolsNotRunning')]),
  toolsRunningUnknown: vms([ON, isUnset(TOOLS_RUNNING)]),
  snapshots: vms([compares(SNAPSHOT_COUNT, '> 0')], { count: columnValue(SNAPSHOT_COUNT) }),
  snapshotsUnknown: vms([isUnset(SNAPSHOT_COUNT)]),
  snapshotsAgeUnknown: vms([compares(SNAPSHOT_COUNT, '> 0'), isUnset(OLDEST_SNAPSHOT)]),
  hostsAvailable: hosts(AVAILABLE, HOST),
  hostsMaintenance: hosts([CONNECTED, isOneOf(MAINTENANCE, 'true')]),
  hostsDisconnected: hosts([isOneOf(CONNECTION, 'disconnected', 'notResponding')]),
  hostsConnectionUnknown: hosts([isUnset(CONNECTION)]),
  hostsMaintenanceUnknown: hosts([CONNECTED, isUnset(MAINTENANCE)]),
  hostsCoresUnknown: hosts([...AVAILABLE, isUnset(CORES)]),
  hostsMemoryUnknown: hosts([...AVAILABLE, isUnset(HOST_MEMORY)]),
  hostsCpuUseUnknown: hosts([...AVAILABLE, isUnset(CPU_USED)]),
  hostsMemoryUseUnknown: hosts([...AVAILABLE, isUnset(MEMORY_USED)]),
  storesKnown: stores([...SIZED, isSet(FREE)], { ...STORE, provisioned: provisionedSpace }),
  storesProvisionUnknown: stores([...SIZED, isSet(FREE), isUnset(UNCOMMITTED)]),
  // Of the capacity, what is free: used are 90 % and more, and so on.
  storesFull: stores([...SIZED, compares(FREE, '< 10 %')]),
  storesFilling: stores([...SIZED, compares(FREE, '>= 10 % and <= 25 %')]),
  storesRoomy: stores([...SIZED, compares(FREE, '> 25 %')]),
  storesInaccessible: stores([isOneOf(ACCESSIBLE, 'false')]),
  storesAccessUnknown: stores([isUnset(ACCESSIBLE)]),
  storesCapacityUnknown: stores([REACHED, isUnset(CAPACITY)]),
  storesEmpty: stores([REACHED, compares(CAPACITY, '= 0')]),
  storesFreeUnknown: stores([...SIZED, isUnset(FREE)]),
} as const satisfies Record<string, Measure>;

export type MeasureId = keyof typeof FIXED | 'snapshotsOld';

/** Everything that is counted. @param snapshotsBefore the first day, "2026-03-01", whose snapshots are not old */
export function measuresAt(snapshotsBefore: string): Readonly<Record<MeasureId, Measure>> {
  return {
    ...FIXED,
    snapshotsOld: vms([{ kind: 'time', path: OLDEST_SNAPSHOT, operator: 'before', day: snapshotsBefore }]),
  };
}
