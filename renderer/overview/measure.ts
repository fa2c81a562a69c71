import type { ResourceType } from '../../shared/inventory.ts';
import type { ColumnFilter } from '../inventory/filter/column-filter.ts';
import type { TypeTable } from '../inventory/type-table.ts';

/** A value of a row to be added up; NaN when it is not known. */
export type RowValue = (table: TypeTable, row: number) => number;

/**
 * Something that is counted: the rows that pass some filters of the table, and sums over them. A number is what the table
 * shows when it is followed, because both ask the same filters.
 */
export interface Measure {
  readonly type: ResourceType;
  readonly columns: readonly ColumnFilter[];
  readonly sums: Readonly<Record<string, RowValue>>;
}

/** A sum, and how many of the rows that it is about had a value. */
export interface Sum {
  readonly total: number;
  readonly known: number;
}

export const NO_SUM: Sum = { total: 0, known: 0 };

export function isOneOf(path: string, ...values: readonly string[]): ColumnFilter {
  return { kind: 'choice', path, values };
}

export function isUnset(path: string): ColumnFilter {
  return { kind: 'presence', path, set: false };
}

export function isSet(path: string): ColumnFilter {
  return { kind: 'presence', path, set: true };
}

/** @param expression as it is typed into a filter, such as "< 10 %" */
export function compares(path: string, expression: string): ColumnFilter {
  return { kind: 'number', path, expression };
}

export function columnValue(path: string): RowValue {
  return (table, row) => {
    const column = table.column(path);
    return column?.storage === 'numbers' ? column.number(row) : Number.NaN;
  };
}
