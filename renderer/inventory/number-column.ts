import type { Cell } from '../../shared/inventory.ts';
import { grown, type StoredCell } from './column-storage.ts';
import { eachRun, type RowRuns, someRun } from './row-runs.ts';

/** Whole numbers and moments: eight bytes a row, NaN where vCenter sent nothing. */
export class NumberColumn {
  readonly storage = 'numbers';
  #values = new Float64Array(0);
  /** Integers beyond 2^53 keep their digits here. */
  #exact = new Map<number, string>();
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

  /** Keeps those rows, in their order, and no others. */
  keep(runs: RowRuns): void {
    const exact = this.#exactOf(runs, 0);
    eachRun(runs, (from, to, at) => this.#values.copyWithin(at, from, to));
    this.#exact = exact;
    this.#length = runs.rows;
  }

  /** A column that reads cells in the same way. */
  empty(): NumberColumn {
    return new NumberColumn(this.#read);
  }

  isSet(row: number): boolean {
    return !Number.isNaN(this.number(row));
  }

  /** Whether one of those rows has a value. */
  hasValueIn(runs: RowRuns): boolean {
    return someRun(runs, (from, to) => {
      for (let row = from; row < to; row += 1) if (this.isSet(row)) return true;
      return false;
    });
  }

  /** A column of those rows of this one. */
  only(runs: RowRuns): NumberColumn {
    const column = this.empty();
    column.take(this, runs);
    return column;
  }

  /** Appends rows of another column. */
  take(source: NumberColumn, runs: RowRuns): void {
    const before = this.#length;
    this.pad(before + runs.rows);
    source.pad(endOf(runs));
    eachRun(runs, (from, to, at) => this.#values.set(source.#values.subarray(from, to), before + at));
    for (const [row, text] of source.#exactOf(runs, before)) this.#exact.set(row, text);
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

  /** The digits of those rows, by the places they get behind `before`. */
  #exactOf(runs: RowRuns, before: number): Map<number, string> {
    const exact = new Map<number, string>();
    if (this.#exact.size === 0) return exact;
    eachRun(runs, (from, to, at) => {
      for (const [row, text] of this.#exact) if (row >= from && row < to) exact.set(before + at + row - from, text);
    });
    return exact;
  }

  #reserve(length: number): void {
    if (length <= this.#values.length) return;
    const next = new Float64Array(grown(this.#values.length, length));
    next.set(this.#values.subarray(0, this.#length));
    this.#values = next;
  }
}

/** The row after the last one in any run. */
function endOf({ bounds }: RowRuns): number {
  let end = 0;
  for (let index = 1; index < bounds.length; index += 2) end = Math.max(end, bounds[index] ?? 0);
  return end;
}
