import { RESOURCE_TYPES, type ResourceType } from '../../shared/inventory.ts';
import type { StoredCell } from './column-storage.ts';
import type { Estate } from './estate.ts';
import { isRoot, vcenterOf } from './qualified-ref.ts';
import type { TypeTable } from './type-table.ts';
import { isCompute, type Placed, storesUsed } from './used-stores.ts';
import type { ValueColumn } from './value-column.ts';

/** Properties that name what an object lies below, in any view of the tree. */
const MACHINE_OWNERS = ['parent', 'runtime.host', 'resourcePool', 'parentVApp', 'datastore', 'network'];
const OWNERS: Readonly<Partial<Record<ResourceType, readonly string[]>>> = {
  ResourcePool: ['parent', 'owner'],
  VirtualApp: ['parent', 'owner', 'parentFolder', 'parentVApp'],
  DistributedVirtualPortgroup: ['parent', 'config.distributedVirtualSwitch'],
  VirtualMachine: MACHINE_OWNERS,
  Template: MACHINE_OWNERS,
};
const PARENT_ONLY = ['parent'];

/** Kinds that others lie below; all but the machines. */
export const INFRASTRUCTURE = RESOURCE_TYPES.filter((type) => type !== 'VirtualMachine' && type !== 'Template');

/**
 * Which rows lie below one object of the tree, the object's own row included; below the top of a tree, all rows of its
 * vCenter. Parents in a circle do no harm. Below what runs VMs lie the datastores that those use, as in the lists of the
 * vSphere Client.
 */
export class RowsBelow {
  readonly #estate: Estate;
  readonly #ref: string;
  /** The object and all infrastructure below it. */
  #below: ReadonlySet<string> = new Set();
  /** What it was worked out from: the tables, and their rows at that time. */
  #seen: readonly (readonly [table: TypeTable, rows: number])[] = [];

  constructor(estate: Estate, ref: string) {
    this.#estate = estate;
    this.#ref = ref;
  }

  /** Whether the rows of a kind say what they lie below at all: a collection may have left those properties out. */
  canTell(type: ResourceType): boolean {
    if (isRoot(this.#ref)) return true;
    const table = this.#estate.table(type);
    return table.rows === 0 || ownersOf(type).some((path) => table.column(path) !== undefined);
  }

  /** The rows of `order` that lie below the object, in that order; all of them where the kind cannot tell. */
  apply(type: ResourceType, order: Uint32Array): Uint32Array {
    if (!this.canTell(type)) return order;
    const { refs } = this.#estate.table(type);
    if (isRoot(this.#ref)) return order.filter(refs.isOf(vcenterOf(this.#ref)));
    const isBelow = this.#test(type);
    if (type !== 'Datastore' || !isCompute(this.#ref)) return order.filter(isBelow);
    const used = this.#storesUsed();
    return order.filter((row) => isBelow(row) || used.has(refs.at(row) ?? ''));
  }

  #test(type: ResourceType): (row: number) => boolean {
    const below = this.#belowNow();
    const table = this.#estate.table(type);
    const owners = ownersOf(type).flatMap((path) => {
      const column = table.column(path);
      return column?.storage === 'values' ? new OwnerColumn(column, below) : [];
    });
    return (row) => {
      if (table.refs.is(row, this.#ref)) return true;
      for (const owner of owners) if (owner.isBelow(row)) return true;
      return false;
    };
  }

  #storesUsed(): ReadonlySet<string> {
    const machines: readonly Placed[] = (['VirtualMachine', 'Template'] as const)
      .filter((type) => this.canTell(type))
      .map((type) => ({ table: this.#estate.table(type), isBelow: this.#test(type) }));
    return storesUsed(machines);
  }

  /** Worked out again when infrastructure has come since, or was replaced by what a new collection read. */
  #belowNow(): ReadonlySet<string> {
    const tables = INFRASTRUCTURE.map((type) => this.#estate.table(type));
    const isSame = (table: TypeTable, index: number): boolean =>
      this.#seen[index]?.[0] === table && this.#seen[index][1] === table.rows;
    if (tables.every(isSame)) return this.#below;
    this.#seen = tables.map((table) => [table, table.rows]);
    this.#below = allBelow(this.#ref, childrenIn(tables));
    return this.#below;
  }
}

/** What lies directly below each object, out of tables of infrastructure. */
export function childrenIn(tables: readonly TypeTable[]): ReadonlyMap<string, readonly string[]> {
  const children = new Map<string, string[]>();
  for (const table of tables) addChildren(table, children);
  return children;
}

/** An object and all infrastructure below it. */
export function allBelow(ref: string, children: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const below = new Set([ref]);
  // A set hands out what is added while it is walked.
  for (const each of below) for (const child of children.get(each) ?? []) below.add(child);
  return below;
}

const [UNKNOWN, OUTSIDE, BELOW] = [0, 1, 2];

/** Looks at each distinct value of a column once, however many rows have it. */
class OwnerColumn {
  readonly #column: ValueColumn;
  readonly #below: ReadonlySet<string>;
  readonly #answers: Uint8Array;

  constructor(column: ValueColumn, below: ReadonlySet<string>) {
    this.#column = column;
    this.#below = below;
    this.#answers = new Uint8Array(column.distinct);
  }

  isBelow(row: number): boolean {
    const code = this.#column.code(row);
    if (this.#answers[code] === UNKNOWN) {
      this.#answers[code] = isAmong(this.#column.value(code), this.#below) ? BELOW : OUTSIDE;
    }
    return this.#answers[code] === BELOW;
  }
}

/** Properties that name what rows of a kind lie below. */
export function ownersOf(type: ResourceType): readonly string[] {
  return OWNERS[type] ?? PARENT_ONLY;
}

function addChildren(table: TypeTable, children: Map<string, string[]>): void {
  const columns = ownersOf(table.type).flatMap((path) => table.column(path) ?? []);
  for (const [row, ref] of table.refs.entries()) {
    for (const column of columns) {
      for (const owner of refsIn(column.cell(row))) {
        const known = children.get(owner);
        if (known) known.push(ref);
        else children.set(owner, [ref]);
      }
    }
  }
}

/** The references in a cell. */
export function refsIn(cell: StoredCell): readonly string[] {
  if (typeof cell === 'string') return [cell];
  return Array.isArray(cell) ? cell : [];
}

function isAmong(cell: StoredCell, refs: ReadonlySet<string>): boolean {
  if (typeof cell === 'string') return refs.has(cell);
  return Array.isArray(cell) && cell.some((ref) => refs.has(ref));
}
