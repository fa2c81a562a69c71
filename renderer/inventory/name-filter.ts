import { displayName } from '../../shared/inventory.ts';
import type { TypeTable } from './type-table.ts';

/** Which rows of a table carry a text in their name; looks at each row once, however often rows arrive. */
export class NameFilter {
  readonly #needle: string;
  readonly #table: TypeTable;
  #matches = new Uint8Array(0);
  #looked = 0;
  #count = 0;

  constructor(table: TypeTable, needle: string) {
    this.#table = table;
    this.#needle = needle.toLowerCase();
  }

  /** The rows of `order` that match, in that order. */
  apply(order: Uint32Array): Uint32Array {
    this.#look(order.length);
    const kept = new Uint32Array(this.#count);
    let length = 0;
    for (const row of order) {
      if (this.#matches[row] === 1) {
        kept[length] = row;
        length += 1;
      }
    }
    return kept;
  }

  #look(rows: number): void {
    if (rows > this.#matches.length) {
      const grown = new Uint8Array(Math.ceil(rows * 1.5));
      grown.set(this.#matches);
      this.#matches = grown;
    }
    for (; this.#looked < rows; this.#looked += 1) {
      const name = this.#table.cell(this.#looked, 'name');
      if (typeof name === 'string' && displayName(name).toLowerCase().includes(this.#needle)) {
        this.#matches[this.#looked] = 1;
        this.#count += 1;
      }
    }
  }
}
