import { grown, type StoredCell } from './column-storage.ts';
import { eachRun, type RowRuns, someRun } from './row-runs.ts';
import { type Codes, codesFor, copyRuns, highestOf, occurring, translate } from './value-codes.ts';

/** Distinct values after which a column stops looking for repeats: names and UUIDs never repeat, hosts and states do. */
const INTERN_LIMIT = 8192;

/** Texts, states, flags and references: every distinct value once, and a code of one, two or four bytes a row. */
export class ValueColumn {
  readonly storage = 'values';
  #codes: Codes = new Uint8Array(0);
  #length = 0;
  /** Code 0 is unset. */
  #values: StoredCell[] = [null];
  /** Codes by value; undefined until somebody looks one up. */
  #known: Map<string | boolean, number> | undefined;
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

  /** Keeps those rows, in their order, and no others; values that no row has any more stay known. */
  keep(runs: RowRuns): void {
    eachRun(runs, (from, to, at) => this.#codes.copyWithin(at, from, to));
    this.#codes.fill(0, runs.rows, this.#length);
    this.#length = runs.rows;
  }

  empty(): ValueColumn {
    return new ValueColumn();
  }

  /** Whether no row ever had a value. */
  get isUnset(): boolean {
    return this.distinct === 1;
  }

  /** Whether one of those rows has a value. */
  hasValueIn(runs: RowRuns): boolean {
    return someRun(runs, (from, to) => {
      for (let row = from; row < to; row += 1) if (this.code(row) !== 0) return true;
      return false;
    });
  }

  /** A column of those rows of this one, with the values that they have and no others. */
  only(runs: RowRuns): ValueColumn {
    const column = new ValueColumn();
    const codes = copyRuns(this.#codes, runs);
    const newCodes = column.#adopt(this, occurring(codes, this.distinct));
    column.#codes = codesFor(column.distinct - 1, runs.rows);
    column.#length = runs.rows;
    translate(codes, newCodes, column.#codes, 0);
    return column;
  }

  /** Appends rows of another column; each of its values is looked up once. */
  take(source: ValueColumn, runs: RowRuns): void {
    const codes = copyRuns(source.#codes, runs);
    const newCodes = this.#adopt(source, occurring(codes, source.distinct));
    const before = this.#length;
    this.pad(before + runs.rows);
    translate(codes, newCodes, this.#codes, before);
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
    this.#makeRoomFor(code);
    this.#codes[row] = code;
  }

  /** Takes over the values of another column that occur; tells which codes they have here. */
  #adopt(source: ValueColumn, occurs: Uint8Array): Uint32Array {
    const newCodes = new Uint32Array(occurs.length);
    // Into a column without values all of them are new, and those beyond the limit were never looked up there either.
    const lookedUp = this.isUnset ? 0 : INTERN_LIMIT;
    if (this.isUnset) this.#known = undefined;
    for (let code = 1; code < occurs.length && code <= lookedUp; code += 1) {
      if (occurs[code] === 1) newCodes[code] = this.#codeOf(source.value(code));
    }
    for (let code = lookedUp + 1; code < occurs.length; code += 1) {
      if (occurs[code] === 1) newCodes[code] = this.#values.push(source.value(code)) - 1;
    }
    this.#makeRoomFor(this.distinct - 1);
    return newCodes;
  }

  /** Drops values that no row has any more: names that come and go for months must not fill the memory. */
  #recode(): void {
    const [codes, values] = [this.#codes, this.#values];
    this.#values = [null];
    this.#known = new Map();
    this.#codes = codesFor(0, codes.length);
    for (let row = 0; row < this.#length; row += 1) this.#put(row, values[codes[row] ?? 0] ?? null);
    this.#codings += 1;
  }

  #codeOf(cell: StoredCell): number {
    if (cell === null) return 0;
    this.#known ??= firstCodes(this.#values);
    const key = keyOf(cell);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const code = this.#values.push(cell) - 1;
    if (this.#known.size < INTERN_LIMIT) this.#known.set(key, code);
    return code;
  }

  #makeRoomFor(code: number): void {
    if (code <= highestOf(this.#codes)) return;
    const next = codesFor(code, this.#codes.length);
    next.set(this.#codes);
    this.#codes = next;
  }

  #reserve(length: number): void {
    if (length <= this.#codes.length) return;
    const next = codesFor(highestOf(this.#codes), grown(this.#codes.length, length));
    next.set(this.#codes.subarray(0, this.#length));
    this.#codes = next;
  }
}

function keyOf(cell: string | number | boolean | readonly string[]): string | boolean {
  if (typeof cell === 'object') return cell.join('\n');
  return typeof cell === 'number' ? String(cell) : cell;
}

/** The codes of the first values of a column, as many as one looks up. */
function firstCodes(values: readonly StoredCell[]): Map<string | boolean, number> {
  const codes = new Map<string | boolean, number>();
  for (let code = 1; code < values.length && code <= INTERN_LIMIT; code += 1) {
    const value = values[code] ?? null;
    if (value !== null) codes.set(keyOf(value), code);
  }
  return codes;
}

function isSameCell(left: StoredCell, right: StoredCell): boolean {
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return left === right;
  return left.length === right.length && left.every((item, index) => item === right[index]);
}
