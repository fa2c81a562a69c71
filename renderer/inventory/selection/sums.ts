import type { Attribute } from '../../../shared/essential-attributes.ts';
import type { ResourceType } from '../../../shared/inventory.ts';
import { cellText } from '../cell-text.ts';
import { knownAttributes } from '../known-attributes.ts';
import type { TypeTable } from '../type-table.ts';

const MACHINE = ['config.hardware.numCPU', 'config.hardware.memoryMB', 'summary.storage.committed'];
const COMPUTE = ['summary.numCpuCores', 'summary.totalMemory'];
const STORE = ['summary.capacity', 'summary.freeSpace'];

/** Values whose sum means something. */
const SUMMED: Readonly<Partial<Record<ResourceType, readonly string[]>>> = {
  VirtualMachine: MACHINE,
  Template: MACHINE,
  HostSystem: ['summary.hardware.numCpuCores', 'summary.hardware.memorySize'],
  ClusterComputeResource: COMPUTE,
  ComputeResource: COMPUTE,
  Datastore: STORE,
  StoragePod: STORE,
};

export interface Sum {
  readonly label: string;
  /** In display units. */
  readonly text: string;
  /** Rows without a value, which the sum therefore lacks. */
  readonly unset: number;
}

function sumOf(table: TypeTable, rows: Uint32Array, attribute: Attribute): Sum | undefined {
  const column = table.column(attribute.path);
  if (column?.storage !== 'numbers') return undefined;
  let sum = 0;
  let unset = 0;
  for (const row of rows) {
    const value = column.number(row);
    if (Number.isNaN(value)) unset += 1;
    else sum += value;
  }
  const none = unset === rows.length;
  return { label: attribute.label, text: none ? 'unknown' : cellText(sum, attribute, String), unset: none ? 0 : unset };
}

/** What some rows of a kind have together. */
export function sumsOf(table: TypeTable, rows: Uint32Array): readonly Sum[] {
  const known = knownAttributes(table.type);
  return (SUMMED[table.type] ?? [])
    .flatMap((path) => known.get(path) ?? [])
    .flatMap((attribute) => sumOf(table, rows, attribute) ?? []);
}
