import { type Attribute, ESSENTIAL_ATTRIBUTES } from '../../shared/essential-attributes.ts';
import type { Cell, ColumnBatch, ResourceType } from '../../shared/inventory.ts';
import { type Column, NumberColumn, type StoredCell, ValueColumn } from './column.ts';
import { knownAttributes } from './known-attributes.ts';
import { dig, summarize } from './summarize.ts';

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
function cellsOf(batch: ColumnBatch, path: string): readonly Cell[] | undefined {
  const own = batch.columns[path];
  if (own !== undefined) return own;
  const fields = path.split('.');
  for (let depth = fields.length - 1; depth > 0; depth -= 1) {
    const container = batch.columns[fields.slice(0, depth).join('.')];
    if (container !== undefined) return container.map((cell) => dig(cell, fields.slice(depth)));
  }
  return undefined;
}

/** All rows of one kind, a growing column per property path. */
export class TypeTable {
  readonly type: ResourceType;
  /** "Type:moId" of each row, in order of arrival. */
  readonly refs: string[] = [];
  readonly #columns = new Map<string, Column>();
  readonly #paths: string[] = [];

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
    return this.#columns.get(path);
  }

  cell(row: number, path: string): StoredCell {
    return this.#columns.get(path)?.cell(row) ?? null;
  }

  append(batch: ColumnBatch): void {
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

  #extend(path: string, before: number, cells: readonly Cell[] | undefined, attribute: Attribute | undefined): void {
    if (cells === undefined) return;
    const column = this.#columns.get(path) ?? columnFor(attribute);
    if (!this.#columns.has(path)) this.#paths.push(path);
    this.#columns.set(path, column);
    column.pad(before);
    if (column.storage === 'numbers') column.append(cells);
    else column.append(cells.map(summarize));
  }
}
