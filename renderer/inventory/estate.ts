import type { ChunkOrigin } from '../../shared/contract.ts';
import { type ColumnBatch, displayName, RESOURCE_TYPES, type ResourceType } from '../../shared/inventory.ts';
import { isOf, managedTypeOf, moIdOf, vcenterOf } from './qualified-ref.ts';
import { allRows, mappingTo, type RowMapping, type RowRuns, runsWhere } from './row-runs.ts';
import { type PatchedRows, TypeTable } from './type-table.ts';

/** Kinds that nothing points at in a table; indexing their names would only cost memory. */
const NEVER_REFERENCED: readonly ResourceType[] = ['VirtualMachine', 'Template'];

/** Rows that replace those of an earlier collection once they are all there. */
interface Incoming {
  readonly table: TypeTable;
  /** Rows that should be in the table and could not be read. */
  lost: number;
}

/** What is left of a table without a vCenter. */
interface Remainder {
  readonly vcenter: string;
  readonly of: TypeTable;
  /** That the table had. */
  readonly version: number;
  readonly table: TypeTable;
  readonly mapping: RowMapping;
}

/** The rows of one kind. */
interface Shelf {
  /** The rows on screen, of all vCenters. */
  shown: TypeTable;
  /** By the key of the vCenter whose rows of an earlier collection are on screen. */
  readonly incoming: Map<string, Incoming>;
  /** Rows that a vCenter's collection had and that are not on screen: they could not be read, or their objects are gone since. */
  readonly gone: Map<string, number>;
  /** Worked out for a vCenter that is about to be dropped. */
  ahead: Remainder | undefined;
}

/** What is left of the rows on screen without a vCenter, as it was worked out ahead if it was; undefined when it has none there. */
function remainder(vcenter: string, { shown, ahead }: Shelf): Remainder | undefined {
  const { version } = shown;
  if (ahead?.vcenter === vcenter && ahead.of === shown && ahead.version === version) return ahead;
  const kept = othersThan(vcenter, shown);
  if (kept.rows === shown.rows) return undefined;
  return { vcenter, of: shown, version, table: shown.only(kept), mapping: mappingTo(kept, shown.rows) };
}

/** The key of rows that nobody qualified. */
const UNQUALIFIED = '';

/** The rows of a table that are not of a vCenter. */
function othersThan(vcenter: string, { rows, refs }: TypeTable): RowRuns {
  const isOwn = refs.isOf(vcenter);
  return runsWhere(rows, (row) => !isOwn(row));
}

/**
 * Everything on screen: a table per kind with the rows of all open vCenters, and the names that references resolve to. Rows
 * of an earlier collection are shown until the kind has been read again; other kinds grow on screen.
 */
export class Estate {
  readonly #shelves: ReadonlyMap<ResourceType, Shelf>;
  readonly #names = new Map<string, string>();
  #nameVersion = 0;

  constructor() {
    this.#shelves = new Map(
      RESOURCE_TYPES.map((type) => [
        type,
        { shown: new TypeTable(type), incoming: new Map<string, Incoming>(), gone: new Map(), ahead: undefined },
      ]),
    );
  }

  /** Grows whenever a reference may resolve to another name than before. */
  get nameVersion(): number {
    return this.#nameVersion;
  }

  /** The rows of a kind that are on screen. Another table once rows of the kind were replaced or dropped. */
  table(type: ResourceType): TypeTable {
    return this.#shelf(type).shown;
  }

  /** Adds rows; their references are qualified with the vCenter's key. */
  append(batch: ColumnBatch, origin: ChunkOrigin, vcenter = UNQUALIFIED): void {
    const { shown, incoming } = this.#shelf(batch.type);
    if (origin === 'earlier' && !incoming.has(vcenter))
      incoming.set(vcenter, { table: new TypeTable(batch.type), lost: 0 });
    const table = origin === 'earlier' ? shown : (incoming.get(vcenter)?.table ?? shown);
    table.append(batch);
    this.#learnNames(batch);
  }

  /** Whether all rows that a vCenter's collection has of a kind are on screen, or gone since. */
  isWhole(type: ResourceType, rows: number, vcenter = UNQUALIFIED): boolean {
    const { shown, incoming, gone } = this.#shelf(type);
    if (incoming.has(vcenter)) return false;
    return runsWhere(shown.rows, shown.refs.isOf(vcenter)).rows + (gone.get(vcenter) ?? 0) >= rows;
  }

  /** New and changed rows of objects on screen. */
  patch(batch: ColumnBatch): PatchedRows {
    const patched = this.table(batch.type).patch(batch);
    this.#learnNames(batch);
    return patched;
  }

  /** Takes out objects of a vCenter that are gone; tells where the other rows went, if any was there. */
  remove(type: ResourceType, refs: readonly string[]): RowMapping | undefined {
    const { shown, gone } = this.#shelf(type);
    const before = shown.rows;
    const mapping = shown.remove(refs);
    const vcenter = vcenterOf(refs[0] ?? '');
    gone.set(vcenter, (gone.get(vcenter) ?? 0) + before - shown.rows);
    return mapping;
  }

  /** Rows of a kind that came and could not be read: nobody needs to wait for them. */
  lose(type: ResourceType, rows: number, vcenter = UNQUALIFIED): void {
    const { incoming, gone } = this.#shelf(type);
    const waiting = incoming.get(vcenter);
    if (waiting !== undefined) waiting.lost += rows;
    else gone.set(vcenter, (gone.get(vcenter) ?? 0) + rows);
  }

  /**
   * A vCenter's collection has all rows of a kind, and these are so many: replaces what is on screen of that vCenter, if
   * that is of an earlier collection and the rows are all here. Tells whether it did.
   */
  replace(type: ResourceType, rows: number, vcenter = UNQUALIFIED): boolean {
    const shelf = this.#shelf(type);
    const incoming = shelf.incoming.get(vcenter);
    if (incoming === undefined || incoming.table.rows + incoming.lost < rows) return false;
    const kept = othersThan(vcenter, shelf.shown);
    const { table } = incoming;
    if (kept.rows > 0) {
      const merged = shelf.shown.only(kept);
      merged.take(table, allRows(table.rows));
      shelf.shown = merged;
    } else shelf.shown = table;
    shelf.incoming.delete(vcenter);
    shelf.gone.set(vcenter, incoming.lost);
    return true;
  }

  /** Goes on with what dropping and replacing rows has left to do until a moment of performance.now(); tells whether all is done. */
  settle(until: number): boolean {
    for (const { shown } of this.#shelves.values()) if (!shown.settle(until)) return false;
    return true;
  }

  /**
   * Works out ahead what drop() is going to tell, so that less is left to do then; what changes meanwhile is worked out anew. What is on
   * screen stays as it is.
   */
  prepareDrop(vcenter: string): ReadonlyMap<ResourceType, RowMapping> {
    const mappings = new Map<ResourceType, RowMapping>();
    for (const [type, shelf] of this.#shelves) {
      shelf.ahead = remainder(vcenter, shelf);
      if (shelf.ahead !== undefined) mappings.set(type, shelf.ahead.mapping);
    }
    return mappings;
  }

  /** Lets go of everything of a vCenter. Tells of every kind that shows another table now where its rows went. */
  drop(vcenter: string): ReadonlyMap<ResourceType, RowMapping> {
    const mappings = new Map<ResourceType, RowMapping>();
    for (const [type, shelf] of this.#shelves) {
      shelf.incoming.delete(vcenter);
      shelf.gone.delete(vcenter);
      const left = remainder(vcenter, shelf);
      shelf.ahead = undefined;
      if (left === undefined) continue;
      shelf.shown = left.table;
      mappings.set(type, left.mapping);
    }
    const isOwn = isOf(vcenter);
    // Rows of other vCenters do not refer to these: what their references read as stays.
    for (const ref of this.#names.keys()) if (isOwn(ref)) this.#names.delete(ref);
    return mappings;
  }

  /** Name of a referenced object, or its moId while the object is not known. */
  nameOf(ref: string): string {
    return this.#names.get(ref) ?? moIdOf(ref);
  }

  /** The kind among whose rows an object is; undefined when it is in none. */
  typeOf(ref: string): ResourceType | undefined {
    const managedType = managedTypeOf(ref);
    // Templates are virtual machines to vCenter.
    const candidates = managedType === 'VirtualMachine' ? (['VirtualMachine', 'Template'] as const) : [managedType];
    return RESOURCE_TYPES.find(
      (type) => candidates.some((each) => each === type) && this.table(type).rowOf(ref) !== undefined,
    );
  }

  #shelf(type: ResourceType): Shelf {
    const shelf = this.#shelves.get(type);
    if (shelf === undefined) throw new RangeError(`resource type "${type}" is unknown`);
    return shelf;
  }

  #learnNames({ type, refs, columns }: ColumnBatch): void {
    if (columns.name === undefined || NEVER_REFERENCED.includes(type)) return;
    for (const [row, ref] of refs.entries()) {
      const name = columns.name[row];
      if (typeof name !== 'string' || this.#names.get(ref) === displayName(name)) continue;
      this.#names.set(ref, displayName(name));
      this.#nameVersion += 1;
    }
  }
}
