import { type Compare, merge, withNext } from './merge.ts';
import { REMOVED, type RowMapping } from './row-runs.ts';
import { type Ordering, orderingOf, placesOf, type SortColumn } from './sort-ordering.ts';

/** Total: rows that are equal in every column keep their order of arrival. */
function comparator(orderings: readonly Ordering[]): Compare {
  return (left, right) => {
    for (const ordering of orderings) {
      const order = ordering.compare(left, right);
      if (order !== 0) return order;
    }
    return left - right;
  };
}

/**
 * The order of the first `rows` rows, from nothing: the places of a row in all columns and its number become one whole
 * number below 2^53, and such numbers the engine sorts by itself, ten times faster than it can ask us about two rows.
 */
function sortedByPlaces(orderings: readonly Ordering[], rows: number): Uint32Array<ArrayBuffer> {
  let keys = new Float64Array(rows);
  let count = 1;
  for (const ordering of orderings) {
    const next = ordering.places(rows);
    // Too many combinations for one number: only those that occur get a place.
    if (count * next.count * rows > Number.MAX_SAFE_INTEGER) {
      const occurring = placesOf(keys);
      keys = Float64Array.from(occurring.places);
      count = occurring.count;
    }
    for (let row = 0; row < rows; row += 1) keys[row] = (keys[row] ?? 0) * next.count + (next.places[row] ?? 0);
    count *= next.count;
  }
  for (let row = 0; row < rows; row += 1) keys[row] = (keys[row] ?? 0) * rows + row;
  keys.sort();
  const order = new Uint32Array(rows);
  for (let index = 0; index < rows; index += 1) order[index] = (keys[index] ?? 0) % rows;
  return order;
}

/**
 * The rows of a table in the order of one column after another. Rows that arrive later are sorted among themselves and
 * merged in, so that a growing table never sorts what is sorted already. Unset cells come last in either direction.
 */
export class SortedRows {
  #order: Uint32Array<ArrayBuffer>;
  readonly #columns: readonly SortColumn[];
  /** Made when rows are compared for the first time: an order that is known needs no columns. */
  #orderings: readonly Ordering[] | undefined;
  /** The order that was worked out last for rows of which some are taken out. */
  #ahead:
    | { readonly of: Uint32Array; readonly mapping: RowMapping; readonly order: Uint32Array<ArrayBuffer> }
    | undefined;

  /**
   * @param columns the one that counts most first
   * @param order of the first rows by these columns, where it is known
   */
  constructor(columns: readonly SortColumn[], order: Uint32Array<ArrayBuffer> = new Uint32Array(0)) {
    this.#order = order;
    this.#columns = columns;
  }

  /** Rows have other values than before: takes them out and merges them in again. */
  changed(rows: ReadonlySet<number>): void {
    const { compare } = this.#prepared();
    const known = this.#order.length;
    const moved = Uint32Array.from([...rows].filter((row) => row < known)).sort(compare);
    const kept = this.#order.filter((row) => !rows.has(row));
    this.#order = merge(kept, moved, compare);
  }

  /** Rows were taken out, and the others have other numbers. */
  removed(mapping: RowMapping): void {
    this.#order = this.orderAfter(mapping);
  }

  /** The order by the numbers that rows have when some are taken out; asked a second time, it is known. */
  orderAfter(mapping: RowMapping): Uint32Array<ArrayBuffer> {
    if (this.#ahead?.of !== this.#order || this.#ahead.mapping !== mapping)
      this.#ahead = { of: this.#order, mapping, order: this.#without(mapping) };
    return this.#ahead.order;
  }

  #without(mapping: RowMapping): Uint32Array<ArrayBuffer> {
    const order = new Uint32Array(this.#order.length);
    let length = 0;
    for (let index = 0; index < order.length; index += 1) {
      const row = mapping[this.#order[index] ?? 0] ?? REMOVED;
      if (row === REMOVED) continue;
      order[length] = row;
      length += 1;
    }
    return order.slice(0, length);
  }

  /** The order of the first `rows` rows. The array is not to be changed; a later call may give another one. */
  upTo(rows: number): Uint32Array {
    const known = this.#order.length;
    if (rows <= known) return this.#order;
    const { orderings, compare } = this.#prepared();
    this.#order = known === 0 ? sortedByPlaces(orderings, rows) : withNext(this.#order, rows, compare);
    return this.#order;
  }

  /** How rows compare, ready for all that the columns have now. */
  #prepared(): { readonly orderings: readonly Ordering[]; readonly compare: Compare } {
    const orderings = this.#orderings ?? this.#columns.map(orderingOf);
    this.#orderings = orderings;
    for (const ordering of orderings) ordering.prepare();
    return { orderings, compare: comparator(orderings) };
  }
}
