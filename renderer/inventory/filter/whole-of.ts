import type { ResourceType } from '../../../shared/inventory.ts';
import type { TypeTable } from '../type-table.ts';

/** What a value is a part of, in the unit of that value; NaN when it is not known. */
export type Whole = (table: TypeTable, row: number) => number;

function numberAt(table: TypeTable, row: number, path: string): number {
  const column = table.column(path);
  return column?.storage === 'numbers' ? column.number(row) : Number.NaN;
}

const of =
  (path: string, factor = 1): Whole =>
  (table, row) =>
    numberAt(table, row, path) * factor;

const MEBI = 1 / 1024 / 1024;
const VM_MEMORY = of('config.hardware.memoryMB');
const VM_WHOLES = {
  'summary.quickStats.guestMemoryUsage': VM_MEMORY,
  'summary.quickStats.hostMemoryUsage': VM_MEMORY,
  'summary.quickStats.balloonedMemory': VM_MEMORY,
  'summary.quickStats.swappedMemory': VM_MEMORY,
};
const STORE_WHOLES = { 'summary.freeSpace': of('summary.capacity'), 'summary.uncommitted': of('summary.capacity') };
const COMPUTE_WHOLES = {
  'summary.effectiveCpu': of('summary.totalCpu'),
  'summary.effectiveMemory': of('summary.totalMemory', MEBI),
};

/** Values that are a part of something their own row tells. */
const WHOLES: Readonly<Partial<Record<ResourceType, Readonly<Record<string, Whole>>>>> = {
  Datastore: STORE_WHOLES,
  StoragePod: STORE_WHOLES,
  VirtualMachine: VM_WHOLES,
  Template: VM_WHOLES,
  ClusterComputeResource: COMPUTE_WHOLES,
  ComputeResource: COMPUTE_WHOLES,
  HostSystem: {
    'summary.quickStats.overallMemoryUsage': of('summary.hardware.memorySize', MEBI),
    'summary.quickStats.overallCpuUsage': (table, row) =>
      numberAt(table, row, 'summary.hardware.cpuMhz') * numberAt(table, row, 'summary.hardware.numCpuCores'),
  },
};

/** The whole that a column's values are parts of; undefined when they are none. */
export function wholeOf(type: ResourceType, path: string): Whole | undefined {
  return WHOLES[type]?.[path];
}
