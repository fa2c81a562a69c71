import type { Cell } from '../../shared/inventory.ts';

/** A cell as the window keeps it: whole data objects arrive here already summed up as text. */
export type StoredCell = string | number | boolean | null | readonly string[];

/** Where each row went when some were removed: its new number, or REMOVED. */
export type RowMapping = Uint32Array;
export const REMOVED = 0xffff_ffff;

/** Moves the cells of rows that stay to their new places; a mapping keeps the order, so that nothing is overwritten too early. */
function moveRows(cells: Float64Array | Codes, mapping: RowMapping): number {
  let kept = 0;
  for (let row = 0; row < mapping.length; row += 1) {
    if (mapping[row] === REMOVED) continue;
    cells[kept] = cells[row] ?? 0;
    kept += 1;
  }
  return kept;
}

const FIRST_CAPACITY = 256;
/** Distinct values after which a column stops looking for repeats: names and UUIDs never repeat, hosts and states do. */
const INTERN_LIMIT = 8192;

function grown(capacity: number, needed: number): number {
  return Math.max(needed, FIRST_CAPACITY, Math.ceil(capacity * 1.5));
}

/** Whole numbers and moments: eight bytes a row, NaN where vCenter sent nothing. */
export class NumberColumn {
  readonly storage = 'numbers';
  #values = new Float64Array(0);
  /** Integers beyond 2^53 keep their digits here. */
  readonly #exact = new Map<number, string>();
  #length = 0;
  readonly #read: (cell: Cell) => number;

  constructor(read: (cell: Cell) => number) {
    this.#read = read;
  }

  get length(): number {
    return this.#length;
  }

  append(cells: readonly Cell[]): void {
    this.#reserve(this.#length + cells.length);
    for (const cell of cells) {
      const value = cell === null ? Number.NaN : this.#read(cell);
      if (typeof cell === 'string' && Math.abs(value) > Number.MAX_SAFE_INTEGER) this.#exact.set(this.#length, cell);
      this.#values[this.#length] = value;
      this.#length += 1;
    }
  }

  /** Replaces a cell; tells whether it is another one now. */
  set(row: number, cell: Cell): boolean {
    this.pad(row + 1);
    const before = this.cell(row);
    const value = cell === null ? Number.NaN : this.#read(cell);
    this.#exact.delete(row);
    if (typeof cell === 'string' && Math.abs(value) > Number.MAX_SAFE_INTEGER) this.#exact.set(row, cell);
    this.#values[row] = value;
    return this.cell(row) !== before;
  }

  /** Takes rows out; the mapping has a number for each row that there is. */
  remove(mapping: RowMapping): void {
    this.pad(mapping.length);
    this.#length = moveRows(this.#values, mapping);
    const exact = [...this.#exact];
    this.#exact.clear();
    for (const [row, text] of exact) {
      const moved = mapping[row] ?? REMOVED;
      if (moved !== REMOVED) this.#exact.set(moved, text);
    }
  }

  /** A column that reads cells in the same way. */
  empty(): NumberColumn {
    return new NumberColumn(this.#read);
  }

  /** Whether no row has a value. */
  get isUnset(): boolean {
    return this.#values.subarray(0, this.#length).every(Number.isNaN);
  }

  /** A column of those rows of this one. */
  only(rows: Uint32Array): NumberColumn {
    const column = this.empty();
    column.take(this, rows);
    return column;
  }

  /** Appends rows of another column. */
  take(source: NumberColumn, rows: Uint32Array): void {
    this.#reserve(this.#length + rows.length);
    for (const row of rows) {
      const exact = source.#exact.size > 0 ? source.#exact.get(row) : undefined;
      if (exact !== undefined) this.#exact.set(this.#length, exact);
      this.#values[this.#length] = source.number(row);
      this.#length += 1;
    }
  }

  /** Lengthens the column with unset cells. */
  pad(length: number): void {
    this.#reserve(length);
    if (length > this.#length) this.#values.fill(Number.NaN, this.#length, length);
    this.#length = Math.max(this.#length, length);
  }

  /** NaN when unset. */
  number(row: number): number {
    return row < this.#length ? (this.#values[row] ?? Number.NaN) : Number.NaN;
  }

  cell(row: number): StoredCell {
    const value = this.number(row);
    return Number.isNaN(value) ? null : (this.#exact.get(row) ?? value);
  }

  #reserve(length: number): void {
    if (length <= this.#values.length) return;
    const next = new Float64Array(grown(this.#values.length, length));
    next.set(this.#values.subarray(0, this.#length));
    this.#values = next;
  }
}

type Codes = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

function codesFor(highest: number, capacity: number): Codes {
  if (highest <= 0xff) return new Uint8Array(capacity);
  if (highest <= 0xffff) return new Uint16Array(capacity);
  return new Uint32Array(capacity);
}

/** Texts, states, flags and references: every distinct value once, and a code of one, two or four bytes a row. */
export class ValueColumn {
  readonly storage = 'values';
  #codes: Codes = new Uint8Array(0);
  #length = 0;
  /** Code 0 is unset. */
  #values: StoredCell[] = [null];
  readonly #known = new Map<string | boolean, number>();
  #codings = 0;

  get length(): number {
    return this.#length;
  }

  /** Number of codes handed out, the unset one included. */
  get distinct(): number {
    return this.#values.length;
  }

  /** Grows whenever codes stand for other values than before. */
  get codings(): number {
    return this.#codings;
  }

  append(cells: readonly StoredCell[]): void {
    this.#reserve(this.#length + cells.length);
    for (const cell of cells) {
      this.#put(this.#length, cell);
      this.#length += 1;
    }
  }

  /** Replaces a cell; tells whether it is another one now. */
  set(row: number, cell: StoredCell): boolean {
    this.pad(row + 1);
    const before = this.cell(row);
    if (isSameCell(before, cell)) return false;
    this.#put(row, cell);
    if (this.#values.length > 2 * this.#length + INTERN_LIMIT) this.#recode();
    return true;
  }

  /** Takes rows out; the mapping has a number for each row that there is. */
  remove(mapping: RowMapping): void {
    this.pad(mapping.length);
    const kept = moveRows(this.#codes, mapping);
    this.#codes.fill(0, kept, this.#length);
    this.#length = kept;
  }

  empty(): ValueColumn {
    return new ValueColumn();
  }

  /** Whether no row ever had a value. */
  get isUnset(): boolean {
    return this.distinct === 1;
  }

  /** A column of those rows of this one, with the values that they have and no others. */
  only(rows: Uint32Array): ValueColumn {
    const column = new ValueColumn();
    const codes = codesFor(this.distinct - 1, rows.length);
    const moved = new Int32Array(this.distinct).fill(-1);
    moved[0] = 0;
    for (let index = 0; index < rows.length; index += 1) {
      const from = this.code(rows[index] ?? 0);
      if (moved[from] === -1) moved[from] = column.#values.push(this.value(from)) - 1;
      codes[index] = moved[from] ?? 0;
    }
    column.#codes = codes;
    column.#length = rows.length;
    // Values are not looked up anew: their keys are known.
    for (const [key, code] of this.#known) {
      const now = moved[code] ?? -1;
      if (now > 0) column.#known.set(key, now);
    }
    return column;
  }

  /** Appends rows of another column; each of its values is looked up once. */
  take(source: ValueColumn, rows: Uint32Array): void {
    this.#reserve(this.#length + rows.length);
    const codes = new Int32Array(source.distinct).fill(-1);
    for (const row of rows) {
      const from = source.code(row);
      let code = codes[from] ?? -1;
      if (code < 0) {
        code = this.#codeOf(source.value(from));
        codes[from] = code;
        while (code > this.#highest()) this.#widen();
      }
      this.#codes[this.#length] = code;
      this.#length += 1;
    }
  }

  /** Lengthens the column with unset cells. */
  pad(length: number): void {
    this.#reserve(length);
    this.#length = Math.max(this.#length, length);
  }

  code(row: number): number {
    return this.#codes[row] ?? 0;
  }

  value(code: number): StoredCell {
    return this.#values[code] ?? null;
  }

  cell(row: number): StoredCell {
    return this.value(this.code(row));
  }

  #put(row: number, cell: StoredCell): void {
    const code = this.#codeOf(cell);
    if (code > this.#highest()) this.#widen();
    this.#codes[row] = code;
  }

  /** Drops values that no row has any more: names that come and go for months must not fill the memory. */
  #recode(): void {
    const [codes, values] = [this.#codes, this.#values];
    this.#values = [null];
    this.#known.clear();
    this.#codes = codesFor(0, codes.length);
    for (let row = 0; row < this.#length; row += 1) this.#put(row, values[codes[row] ?? 0] ?? null);
    this.#codings += 1;
  }

  #codeOf(cell: StoredCell): number {
    if (cell === null) return 0;
    const key = typeof cell === 'object' ? cell.join('\n') : typeof cell === 'number' ? String(cell) : cell;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const code = this.#values.push(cell) - 1;
    if (this.#known.size < INTERN_LIMIT) this.#known.set(key, code);
    return code;
  }

  #highest(): number {
    return 256 ** this.#codes.BYTES_PER_ELEMENT - 1;
  }

  #widen(): void {
    const next = codesFor(this.#highest() + 1, this.#codes.length);
    next.set(this.#codes);
    this.#codes = next;
  }

  #reserve(length: number): void {
    if (length <= this.#codes.length) return;
    const next = codesFor(this.#highest(), grown(this.#codes.length, length));
    next.set(this.#codes.subarray(0, this.#length));
    this.#codes = next;
  }
}

function isSameCell(left: StoredCell, right: StoredCell): boolean {
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return left === right;
  return left.length === right.length && left.every((item, index) => item === right[index]);
}

export type Column = NumberColumn | ValueColumn;
