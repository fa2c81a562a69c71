import { PackedTexts } from './packed-texts.ts';
import { isOf } from './qualified-ref.ts';
import type { RowRuns } from './row-runs.ts';
import { TextIndex } from './text-index.ts';

/** The reference of each row of a table, "KEY/Type:moId", packed, and the row of each reference. */
export class RefList implements Iterable<string> {
  readonly #texts = new PackedTexts();
  readonly #index = new TextIndex(this.#texts);

  constructor(refs: Iterable<string> = []) {
    for (const ref of refs) this.push(ref);
  }

  get length(): number {
    return this.#texts.length;
  }

  /** The reference of a row; undefined when there is no such row. */
  at(row: number | undefined): string | undefined {
    return row === undefined ? undefined : this.#texts.at(row);
  }

  /** The row of a reference, the last one where it came twice; undefined when it is in none. */
  find(ref: string): number | undefined {
    return this.#index.find(ref);
  }

  /** Whether a row is that of an object. */
  is(row: number, ref: string): boolean {
    return this.#texts.is(row, ref);
  }

  /** Tells of a row whether it is of the vCenter with a key; '' asks for those that are not qualified. */
  isOf(key: string): (row: number) => boolean {
    const prefix = `${key}/`;
    if (key !== '') return (row) => this.#texts.startsWith(row, prefix);
    const isUnqualified = isOf('');
    return (row) => isUnqualified(this.#texts.at(row) ?? '');
  }

  push(ref: string): void {
    this.#texts.push(ref);
  }

  /** Keeps those rows, in their order, and no others. */
  keep(runs: RowRuns): void {
    this.#texts.keep(runs);
    this.#index.keep(runs);
  }

  /** Appends rows of another list. */
  take(source: RefList, runs: RowRuns): void {
    this.#texts.take(source.#texts, runs);
  }

  *[Symbol.iterator](): Generator<string> {
    for (let row = 0; row < this.length; row += 1) yield this.#texts.at(row) ?? '';
  }

  *entries(): Generator<readonly [row: number, ref: string]> {
    for (let row = 0; row < this.length; row += 1) yield [row, this.#texts.at(row) ?? ''];
  }
}
