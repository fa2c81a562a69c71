import type { ChangePage } from '../../shared/generations-view.ts';
import { type ChangeFilter, NO_FILTER, rowTest } from './change-filter.ts';
import { type ChangeRow, rowsOf } from './change-row.ts';

/** Lines that a window holds: about 100 MB. The rest is counted, said, and in the export. */
export const MOST_ROWS = 200_000;

/** The lines of a comparison as far as they came, and those that a filter lets through. */
export class ChangeRows {
  readonly #most: number;
  readonly #rows: ChangeRow[] = [];
  #shown: number[] = [];
  #test = rowTest(NO_FILTER);
  #left = 0;

  constructor(most = MOST_ROWS) {
    this.#most = most;
  }

  /** Lines held. */
  get length(): number {
    return this.#rows.length;
  }

  /** Lines that came and are not held. */
  get left(): number {
    return this.#left;
  }

  /** Lines that the filter lets through. */
  get shown(): number {
    return this.#shown.length;
  }

  add(page: ChangePage): void {
    for (const row of rowsOf(page)) {
      if (this.#rows.length >= this.#most) {
        this.#left += 1;
        continue;
      }
      if (this.#test(row)) this.#shown.push(this.#rows.length);
      this.#rows.push(row);
    }
  }

  filterBy(filter: ChangeFilter): void {
    this.#test = rowTest(filter);
    this.#shown = [];
    for (const [number, row] of this.#rows.entries()) if (this.#test(row)) this.#shown.push(number);
  }

  /** The line at a position on screen. */
  at(position: number): ChangeRow | undefined {
    return this.#rows[this.#shown[position] ?? -1];
  }
}
