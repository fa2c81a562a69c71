import { grown, type StoredCell } from './column-storage.ts';
import { eachRun, type RowRuns, someRun } from './row-runs.ts';
import type { TextSearch } from './text-search.ts';
import { type Codes, codesFor, copyRuns, highestOf, occurring, translate } from './value-codes.ts';
import { LOOKED_UP, ValueDictionary } from './value-dictionary.ts';

/** Texts, states, flags and references: every distinct value once, and a code of one, two or four bytes a row. */
export class ValueColumn {
  readonly storage = 'values';
  #codes: Codes = new Uint8Array(0);
  #length = 0;
  #values = new ValueDictionary();
  #codings = 0;

  get length(): number {
    return this.#length;
  }

  /** Number of codes handed out, the unset one included. */
  get distinct(): number {
    return this.#values.size;
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
    this.#dropUnused();
    return true;
  }

  /** Keeps those rows, in their order, and no others. */
  keep(runs: RowRuns): void {
    eachRun(runs, (from, to, at) => this.#codes.copyWithin(at, from, to));
    this.#codes.fill(0, runs.rows, this.#length);
    this.#length = runs.rows;
    this.#dropUnused();
  }

  empty(): ValueColumn {
    return new ValueColumn();
  }

  isSet(row: number): boolean {
    return this.code(row) !== 0;
  }

  /** Whether one of those rows has a value. */
  hasValueIn(runs: RowRuns): boolean {
    return someRun(runs, (from, to) => {
      for (let row = from; row < to; row += 1) if (this.isSet(row)) return true;
      return false;
    });
  }

  /** A column of those rows of this one, with the values that they have and no others. */
  only(runs: RowRuns): ValueColumn {
    const column = new ValueColumn();
    const codes = copyRuns(this.#codes, runs);
    const newCodes = column.#values.adopt(this.#values, occurring(codes, this.distinct));
    column.#codes = codesFor(column.distinct - 1, runs.rows);
    column.#length = runs.rows;
    translate(codes, newCodes, column.#codes, 0);
    return column;
  }

  /** Appends rows of another column; each of its values is looked up once. */
  take(source: ValueColumn, runs: RowRuns): void {
    const codes = copyRuns(source.#codes, runs);
    const newCodes = this.#values.adopt(source.#values, occurring(codes, source.distinct));
    this.#makeRoomFor(this.distinct - 1);
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
    return this.#values.value(code);
  }

  /** Whether the text of a code passes a search, without decoding it; undefined where only the value tells. PackedTexts.finds() */
  finds(code: number, search: TextSearch, escaping?: string): boolean | undefined {
    return this.#values.finds(code, search, escaping);
  }

  cell(row: number): StoredCell {
    return this.value(this.code(row));
  }

  #put(row: number, cell: StoredCell): void {
    const code = this.#values.codeOf(cell);
    this.#makeRoomFor(code);
    this.#codes[row] = code;
  }

  /** Values that no row has any more go once they are many: names that come and go for months must not fill the memory. */
  #dropUnused(): void {
    if (this.distinct <= 2 * this.#length + LOOKED_UP) return;
    const codes = this.#codes.subarray(0, this.#length);
    const values = new ValueDictionary();
    const newCodes = values.adopt(this.#values, occurring(codes, this.distinct));
    this.#values = values;
    this.#codes = codesFor(this.distinct - 1, this.#codes.length);
    translate(codes, newCodes, this.#codes, 0);
    this.#codings += 1;
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

function isSameCell(left: StoredCell, right: StoredCell): boolean {
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return left === right;
  return left.length === right.length && left.every((item, index) => item === right[index]);
}
