import type { AttributeKind } from '../../../shared/essential-attributes.ts';
import { isRecord } from '../preference-storage.ts';

export const TEXT_OPERATORS = ['contains', 'is', 'starts'] as const;
export type TextOperator = (typeof TEXT_OPERATORS)[number];
export const TIME_OPERATORS = ['before', 'after'] as const;
export type TimeOperator = (typeof TIME_OPERATORS)[number];

/** What a filter asks of the cells of one column. */
export type Condition =
  | { readonly kind: 'text'; readonly operator: TextOperator; readonly text: string }
  /** As it was typed, such as "> 4 GiB"; number-expression.ts reads it. */
  | { readonly kind: 'number'; readonly expression: string }
  /** Values on the wire; flags are "true" and "false". */
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  /** A day in the operator's time zone, "2026-03-01". */
  | { readonly kind: 'time'; readonly operator: TimeOperator; readonly day: string }
  | { readonly kind: 'presence'; readonly set: boolean };

export type ColumnFilter = Condition & { readonly path: string };

/** Everything that decides which rows of a kind are shown; all of it has to hold. */
export interface TableFilter {
  /** Text that any shown column contains; '' is no condition. */
  readonly quick: string;
  /** At most one for each column. */
  readonly columns: readonly ColumnFilter[];
}

export const NO_FILTER: TableFilter = { quick: '', columns: [] };

export function isFiltering({ quick, columns }: TableFilter): boolean {
  return quick.trim() !== '' || columns.length > 0;
}

/** The condition that suits a column, besides "set" and "unset". */
export function conditionKind(kind: AttributeKind | undefined): Exclude<Condition['kind'], 'presence'> {
  switch (kind) {
    case 'integer':
      return 'number';
    case 'enum':
    case 'boolean':
      return 'choice';
    case 'time':
      return 'time';
    default:
      return 'text';
  }
}

/** Puts a filter in the place of the one that its column had, or at the end. */
export function withColumnFilter(filter: TableFilter, column: ColumnFilter): TableFilter {
  const known = filter.columns.some(({ path }) => path === column.path);
  return {
    ...filter,
    columns: known
      ? filter.columns.map((each) => (each.path === column.path ? column : each))
      : [...filter.columns, column],
  };
}

export function withoutColumnFilter(filter: TableFilter, path: string): TableFilter {
  return { ...filter, columns: filter.columns.filter((each) => each.path !== path) };
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A filter out of what was kept; undefined when it is none. */
function checkColumn(value: unknown): ColumnFilter | undefined {
  if (!isRecord(value) || typeof value.path !== 'string') return undefined;
  const { path, kind, operator, text, expression, values, day, set } = value;
  const textOperator = TEXT_OPERATORS.find((each) => each === operator);
  const timeOperator = TIME_OPERATORS.find((each) => each === operator);
  if (kind === 'text' && textOperator && typeof text === 'string') return { kind, path, operator: textOperator, text };
  if (kind === 'number' && typeof expression === 'string') return { kind, path, expression };
  if (kind === 'choice' && Array.isArray(values) && values.every((each) => typeof each === 'string'))
    return { kind, path, values };
  if (kind === 'time' && timeOperator && typeof day === 'string' && DAY.test(day))
    return { kind, path, operator: timeOperator, day };
  if (kind === 'presence' && typeof set === 'boolean') return { kind, path, set };
  return undefined;
}

/** A table's filter out of what was kept; undefined when any part of it does not fit, since half a filter shows other rows. */
export function checkTableFilter(value: unknown): TableFilter | undefined {
  if (!isRecord(value) || typeof value.quick !== 'string' || !Array.isArray(value.columns)) return undefined;
  const columns = value.columns.map(checkColumn);
  if (!columns.every((column) => column !== undefined)) return undefined;
  return { quick: value.quick, columns };
}
