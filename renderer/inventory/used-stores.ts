import { managedTypeOf } from './qualified-ref.ts';
import type { TypeTable } from './type-table.ts';

/** Kinds of objects that VMs run on or in. */
const COMPUTE = ['ClusterComputeResource', 'ComputeResource', 'HostSystem', 'ResourcePool', 'VirtualApp'];
const STORES = 'datastore';

/** Whether VMs run on or in an object; a datastore has a place in the tree beside those and not below them. */
export function isCompute(ref: string): boolean {
  return COMPUTE.includes(managedTypeOf(ref));
}

/** Machines, and which of them count. */
export interface Placed {
  readonly table: TypeTable;
  readonly isBelow: (row: number) => boolean;
}

/** References of the datastores on which machines lie that count. */
export function storesUsed(machines: readonly Placed[]): ReadonlySet<string> {
  const used = new Set<string>();
  for (const { table, isBelow } of machines) {
    const column = table.column(STORES);
    if (column?.storage !== 'values') continue;
    // Machines of a cluster share few combinations of datastores: each is looked into once.
    const known = new Uint8Array(column.distinct);
    for (let row = 0; row < table.rows; row += 1) {
      const code = column.code(row);
      if (known[code] === 1 || !isBelow(row)) continue;
      known[code] = 1;
      const cell = column.value(code);
      if (Array.isArray(cell)) for (const ref of cell) used.add(ref);
    }
  }
  return used;
}
