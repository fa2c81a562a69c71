import { REMOVED, type RowMapping } from '../row-runs.ts';
import type { RowTest } from './row-tests.ts';

/** Rows looked at between two looks at the clock. */
const STRIDE = 256;

/**
 * Which rows of a table pass all tests. Looks at each row once, however often rows arrive, and only for as long at a time
 * as it is given, so that a window stays smooth over a table of any size.
 */
export class RowFilter {
  #tests: readonly RowTest[];
  #matches = new Uint8Array(0);
  #looked = 0;
  #count = 0;

  constructor(tests: readonly RowTest[]) {
    this.#tests = tests;
  }

  /** Whether all of the first `rows` rows are looked at. */
  hasLookedAt(rows: number): boolean {
    return this.#looked >= rows;
  }

  /** Tests that say the same as those before, of another table with the same rows. */
  testBy(tests: readonly RowTest[]): void {
    this.#tests = tests;
  }

  /** Looks at the first `rows` rows until a moment of performance.now(); tells whether all are done. */
  look(rows: number, until: number): boolean {
    this.#reserve(rows);
    while (this.#looked < rows) {
      const end = Math.min(rows, this.#looked + STRIDE);
      for (; this.#looked < end; this.#looked += 1) this.#lookAt(this.#looked);
      if (performance.now() >= until) break;
    }
    return this.#looked >= rows;
  }

  /** The rows of `order` that pass, in that order; rows that were not looked at yet do not. */
  apply(order: Uint32Array): Uint32Array {
    const kept = new Uint32Array(this.#count);
    let length = 0;
    for (const row of order) {
      if (this.#matches[row] !== 1) continue;
      kept[length] = row;
      length += 1;
    }
    return length === kept.length ? kept : kept.subarray(0, length);
  }

  /** Looks again at rows whose values are others now. */
  changed(rows: Iterable<number>): void {
    for (const row of rows) {
      if (row >= this.#looked) continue;
      this.#count -= this.#matches[row] ?? 0;
      this.#matches[row] = 0;
      this.#lookAt(row);
    }
  }

  /** Rows were taken out, and the others have other numbers. */
  removed(mapping: RowMapping): void {
    let kept = 0;
    for (let row = 0; row < this.#looked; row += 1) {
      if (mapping[row] === REMOVED) this.#count -= this.#matches[row] ?? 0;
      else {
        this.#matches[kept] = this.#matches[row] ?? 0;
        kept += 1;
      }
    }
    this.#matches.fill(0, kept, this.#looked);
    this.#looked = kept;
  }

  #lookAt(row: number): void {
    for (const test of this.#tests) if (!test(row)) return;
    this.#matches[row] = 1;
    this.#count += 1;
  }

  #reserve(rows: number): void {
    if (rows <= this.#matches.length) return;
    const grown = new Uint8Array(Math.ceil(rows * 1.5));
    grown.set(this.#matches);
    this.#matches = grown;
  }
}
