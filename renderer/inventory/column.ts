import type { Cell } from '../../shared/inventory.ts';

/** A cell as the window keeps it: whole data objects arrive here already summed up as text. */
export type StoredCell = string | number | boolean | null | readonly string[];

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
  readonly #values: StoredCell[] = [null];
  readonly #known = new Map<string | boolean, number>();

  get length(): number {
    return this.#length;
  }

  /** Number of codes handed out, the unset one included. */
  get distinct(): number {
    return this.#values.length;
  }

  append(cells: readonly StoredCell[]): void {
    this.#reserve(this.#length + cells.length);
    for (const cell of cells) {
      const code = this.#codeOf(cell);
      if (code > this.#highest()) this.#widen();
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

export type Column = NumberColumn | ValueColumn;
