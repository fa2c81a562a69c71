import { type Attribute, ESSENTIAL_ATTRIBUTES } from '../../shared/essential-attributes.ts';
import type { Cell, ColumnBatch, ResourceType } from '../../shared/inventory.ts';
import type { Column } from './column.ts';
import type { StoredCell } from './column-storage.ts';
import { knownAttributes } from './known-attributes.ts';
import { NumberColumn } from './number-column.ts';
import { RefList } from './ref-list.ts';
import { type RowMapping, type RowRuns, rowFinder, withoutRows } from './row-runs.ts';
import { dig, summarize } from './summarize.ts';
import { ValueColumn } from './value-column.ts';

const readNumber = (cell: Cell): number => (typeof cell === 'object' ? Number.NaN : Number(cell));
const readTime = (cell: Cell): number => (typeof cell === 'string' ? Date.parse(cell) : Number.NaN);

/** The column an attribute is kept in; moments become milliseconds since the epoch. */
function columnFor(attribute: Attribute | undefined): Column {
  if (attribute?.kind === 'integer') return new NumberColumn(readNumber);
  if (attribute?.kind === 'time') return new NumberColumn(readTime);
  return new ValueColumn();
}

/**
 * The cells of an essential attribute in a batch: its own column, or, when the collection kept whole properties, the
 * leaf picked out of the property that contains it. Undefined when the batch has neither.
 */
export function cellsOf(batch: ColumnBatch, path: string): readonly Cell[] | undefined {
  const own = batch.columns[path];
  if (own !== undefined) return own;
  const fields = path.split('.');
  for (let depth = fields.length - 1; depth > 0; depth -= 1) {
    const container = batch.columns[fields.slice(0, depth).join('.')];
    if (container !== undefined) return container.map((cell) => dig(cell, fields.slice(depth)));
  }
  return undefined;
}

/** A column that is yet to be made out of others. */
interface Unmade {
  readonly make: () => Column;
  /** A cell of it, out of those others: what is on screen need not wait. */
  readonly cell: (row: number) => StoredCell;
}

/** What became of rows that were patched. */
export interface PatchedRows {
  /** Numbers of rows of which a cell is another one now. */
  readonly changed: readonly number[];
  /** Numbers of rows that are new. */
  readonly added: readonly number[];
}

/** All rows of one kind, a growing column per property path. */
export class TypeTable {
  readonly type: ResourceType;
  /** "Type:moId" of each row, in order of arrival. */
  readonly refs = new RefList();
  readonly #columns = new Map<string, Column>();
  /** Columns that are made when they are asked for, or when there is time. */
  readonly #unmade = new Map<string, Unmade>();
  readonly #paths: string[] = [];
  #version = 0;

  constructor(type: ResourceType) {
    this.type = type;
  }

  get rows(): number {
    return this.refs.length;
  }

  /** Paths of the columns, in order of arrival: those that any batch had. */
  get paths(): readonly string[] {
    return this.#paths;
  }

  column(path: string): Column | undefined {
    const unmade = this.#unmade.get(path);
    if (unmade !== undefined) {
      this.#unmade.delete(path);
      this.#columns.set(path, unmade.make());
    }
    return this.#columns.get(path);
  }

  /** Whether there is a column of a path, without making it. */
  has(path: string): boolean {
    return this.#unmade.has(path) || this.#columns.has(path);
  }

  /** Makes columns that nobody has asked for yet until a moment of performance.now(); tells whether all are made. */
  settle(until: number): boolean {
    for (const path of this.#unmade.keys()) {
      if (performance.now() >= until) return false;
      this.column(path);
    }
    return true;
  }

  cell(row: number, path: string): StoredCell {
    if (row >= this.rows) return null;
    return (this.#unmade.get(path) ?? this.#columns.get(path))?.cell(row) ?? null;
  }

  /** The row of an object; undefined when it is in none. */
  rowOf(ref: string): number | undefined {
    return this.refs.find(ref);
  }

  /** Grows with every change of rows or cells. */
  get version(): number {
    return this.#version;
  }

  /** Grows whenever the codes of a column stand for other values than before. */
  get codings(): number {
    let sum = 0;
    for (const column of this.#columns.values()) if (column.storage === 'values') sum += column.codings;
    return sum;
  }

  /** Puts the cells of a batch into the rows of its objects; columns that it does not have stay. Unknown objects are new rows. */
  patch(batch: ColumnBatch): PatchedRows {
    this.#version += 1;
    const changed: number[] = [];
    const fresh: number[] = [];
    const columns = Object.entries(batch.columns).map(([path, cells]) => [this.#columnAt(path), cells] as const);
    for (const [position, ref] of batch.refs.entries()) {
      const row = this.rowOf(ref);
      if (row === undefined) {
        fresh.push(position);
        continue;
      }
      let differs = false;
      for (const [column, cells] of columns) {
        const cell = cells[position] ?? null;
        const isOther = column.storage === 'numbers' ? column.set(row, cell) : column.set(row, summarize(cell));
        differs ||= isOther;
      }
      if (differs) changed.push(row);
    }
    const before = this.rows;
    if (fresh.length > 0) this.append(pick(batch, fresh));
    return { changed, added: fresh.map((_, offset) => before + offset) };
  }

  /** Takes out the rows of objects that are gone; undefined when none of them has one. */
  remove(refs: readonly string[]): RowMapping | undefined {
    const gone = new Set(refs.flatMap((ref) => this.rowOf(ref) ?? []));
    if (gone.size === 0) return undefined;
    this.#version += 1;
    const { kept, mapping } = withoutRows(this.rows, gone);
    this.settle(Number.POSITIVE_INFINITY);
    for (const column of this.#columns.values()) {
      column.pad(this.rows);
      column.keep(kept);
    }
    this.refs.keep(kept);
    return mapping;
  }

  append(batch: ColumnBatch): void {
    this.#version += 1;
    this.settle(Number.POSITIVE_INFINITY);
    const before = this.rows;
    for (const ref of batch.refs) this.refs.push(ref);
    for (const attribute of ESSENTIAL_ATTRIBUTES[this.type])
      this.#extend(attribute.path, before, cellsOf(batch, attribute.path), attribute);
    const known = knownAttributes(this.type);
    for (const [path, cells] of Object.entries(batch.columns)) {
      if (this.#columns.get(path)?.length !== this.rows) this.#extend(path, before, cells, known.get(path));
    }
    for (const column of this.#columns.values()) column.pad(this.rows);
  }

  /** The column of a path, made when there is none. */
  #columnAt(path: string): Column {
    const known = this.column(path);
    if (known) return known;
    const column = columnFor(knownAttributes(this.type).get(path));
    this.#paths.push(path);
    this.#columns.set(path, column);
    column.pad(this.rows);
    return column;
  }

  /** Gives all rows a value that no collection brings; rows that come later have it unset. */
  annotate(path: string, cells: readonly Cell[]): void {
    this.#version += 1;
    this.#unmade.delete(path);
    this.#columns.delete(path);
    this.#extend(path, 0, cells, knownAttributes(this.type).get(path));
  }

  /**
   * A table of those rows of this one, in their order; without columns that are unset in all of them, which other rows
   * brought. Its columns are made later: this table is not to be changed any more.
   */
  only(runs: RowRuns): TypeTable {
    const sourceOf = rowFinder(runs);
    const table = new TypeTable(this.type);
    table.refs.take(this.refs, runs);
    for (const path of this.#paths) {
      const column = this.column(path);
      if (!column?.hasValueIn(runs)) continue;
      table.#paths.push(path);
      table.#unmade.set(path, { make: () => column.only(runs), cell: (row) => column.cell(sourceOf(row)) });
    }
    return table;
  }

  /** Appends rows of another table of the same kind, which is not to be changed any more. */
  take(source: TypeTable, runs: RowRuns): void {
    this.#version += 1;
    const before = this.rows;
    const sourceOf = rowFinder(runs);
    this.refs.take(source.refs, runs);
    for (const path of source.#paths) {
      const from = source.column(path);
      if (from === undefined) continue;
      const unmade = this.#unmade.get(path);
      const own = unmade ?? this.#columns.get(path);
      if (!this.#paths.includes(path)) this.#paths.push(path);
      this.#unmade.set(path, {
        make: () => {
          const column = unmade?.make() ?? this.#columns.get(path) ?? from.empty();
          column.pad(before);
          // Two columns of one path are of one storage: the attribute decides.
          if (column.storage === 'numbers' && from.storage === 'numbers') column.take(from, runs);
          else if (column.storage === 'values' && from.storage === 'values') column.take(from, runs);
          return column;
        },
        cell: (row) => (row < before ? (own?.cell(row) ?? null) : from.cell(sourceOf(row - before))),
      });
    }
  }

  #extend(path: string, before: number, cells: readonly Cell[] | undefined, attribute: Attribute | undefined): void {
    if (cells === undefined) return;
    const column = this.#columns.get(path) ?? columnFor(attribute);
    if (!this.#paths.includes(path)) this.#paths.push(path);
    this.#columns.set(path, column);
    column.pad(before);
    if (column.storage === 'numbers') column.append(cells);
    else column.append(cells.map(summarize));
  }
}

/** Some rows of a batch. */
function pick({ type, refs, columns }: ColumnBatch, positions: readonly number[]): ColumnBatch {
  const chosen = <T>(cells: readonly T[], unset: T): T[] => positions.map((position) => cells[position] ?? unset);
  return {
    type,
    refs: chosen(refs, ''),
    columns: Object.fromEntries(Object.entries(columns).map(([path, cells]) => [path, chosen<Cell>(cells, null)])),
  };
}
