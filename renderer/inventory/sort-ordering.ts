import { CodeOrder } from './code-order.ts';
import type { Column } from './column.ts';
import type { StoredCell } from './column-storage.ts';
import { naturalKey } from './natural-key.ts';
import type { NumberColumn } from './number-column.ts';
import type { SortDirection } from './sort-keys.ts';
import type { ValueColumn } from './value-column.ts';

/** A column to sort by. */
export interface SortColumn {
  readonly column: () => Column;
  readonly direction: SortDirection;
  /** The text a value is sorted by; number columns sort by their numbers. */
  readonly textOf: (cell: StoredCell) => string;
}

/** How rows compare by one column. Unset cells come last in either direction. */
export interface Ordering {
  /** Gets ready for all rows that the column has now. */
  prepare(): void;
  /** Below 0, above 0, or 0 for equal ones. */
  compare(left: number, right: number): number;
  /** The place of each of the first `rows` rows among the distinct values, from 0 up to, without, `count`. */
  places(rows: number): { readonly places: Float64Array; readonly count: number };
}

function firstIndexOf(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The place of every value among the distinct ones; NaN comes after all others. */
export function placesOf(values: Float64Array): { readonly places: Float64Array; readonly count: number } {
  const sorted = values.toSorted();
  let distinct = 0;
  for (let index = 0; index < sorted.length; index += 1) {
    const value = sorted[index] ?? 0;
    if (Number.isNaN(value)) break;
    if (index > 0 && value === sorted[distinct - 1]) continue;
    sorted[distinct] = value;
    distinct += 1;
  }
  const known = sorted.subarray(0, distinct);
  return {
    places: values.map((value) => (Number.isNaN(value) ? distinct : firstIndexOf(known, value))),
    count: distinct + 1,
  };
}

function numberOrdering(column: NumberColumn, sign: number): Ordering {
  return {
    prepare: () => {},
    compare(left, right) {
      const a = column.number(left);
      const b = column.number(right);
      if (a === b) return 0;
      if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : 1;
      if (Number.isNaN(b)) return -1;
      return a < b ? -sign : sign;
    },
    places(rows) {
      const values = new Float64Array(rows);
      for (let row = 0; row < rows; row += 1) values[row] = column.number(row) * sign;
      return placesOf(values);
    },
  };
}

/** Every distinct value gets its place once; rows then compare by two numbers and not by two texts. */
function valueOrdering(column: ValueColumn, sign: number, textOf: (cell: StoredCell) => string): Ordering {
  const codes = new CodeOrder((code) => naturalKey(textOf(column.value(code))), sign);
  return {
    prepare: () => codes.extend(column.distinct),
    compare: (left, right) => codes.placeOf(column.code(left)) - codes.placeOf(column.code(right)),
    places(rows) {
      const places = new Float64Array(rows);
      for (let row = 0; row < rows; row += 1) places[row] = codes.placeOf(column.code(row));
      return { places, count: column.distinct };
    },
  };
}

export function orderingOf({ column: columnOf, direction, textOf }: SortColumn): Ordering {
  const column = columnOf();
  const sign = direction === 'ascending' ? 1 : -1;
  return column.storage === 'numbers' ? numberOrdering(column, sign) : valueOrdering(column, sign, textOf);
}
