import type { Attribute } from '../../../shared/essential-attributes.ts';
import { cellText, type NameOf } from '../cell-text.ts';
import type { Column } from '../column.ts';
import { grown, type StoredCell } from '../column-storage.ts';
import { knownAttributes } from '../known-attributes.ts';
import type { NumberColumn } from '../number-column.ts';
import { TextSearch } from '../text-search.ts';
import type { TypeTable } from '../type-table.ts';
import type { ValueColumn } from '../value-column.ts';
import type { ColumnFilter, Condition } from './column-filter.ts';
import { compares, parseNumberExpression } from './number-expression.ts';
import { wholeOf } from './whole-of.ts';

/** Whether a row is kept. */
export type RowTest = (row: number) => boolean;

const DAY_MS = 86_400_000;
/** Distinct numbers whose text is kept. */
const TEXT_LIMIT = 8192;

/** Begins an escape in a name; displayName() tells which ones there are. */
const ESCAPE = '%';

const [UNKNOWN, NO, YES] = [0, 1, 2];

/** Asks once for every distinct value. */
function byCode(column: ValueColumn, test: (code: number) => boolean): RowTest {
  let answers = new Uint8Array(column.distinct);
  return (row) => {
    const code = column.code(row);
    if (code >= answers.length) {
      const longer = new Uint8Array(grown(answers.length, column.distinct));
      longer.set(answers);
      answers = longer;
    }
    if (answers[code] === UNKNOWN) answers[code] = test(code) ? YES : NO;
    return answers[code] === YES;
  };
}

/** Asks once for every distinct number, as long as there are not too many. */
function byNumber(column: NumberColumn, test: (cell: StoredCell) => boolean): RowTest {
  const answers = new Map<number, boolean>();
  return (row) => {
    const value = column.number(row);
    const known = answers.get(value);
    if (known !== undefined) return known;
    const answer = test(column.cell(row));
    if (answers.size < TEXT_LIMIT) answers.set(value, answer);
    return answer;
  };
}

function byCell(column: Column, test: (cell: StoredCell) => boolean): RowTest {
  return column.storage === 'values' ? byCode(column, (code) => test(column.value(code))) : byNumber(column, test);
}

/** Whether cells show a text. */
export function textTest(
  column: Column,
  attribute: Attribute | undefined,
  nameOf: NameOf,
  search: TextSearch,
): RowTest {
  const shows = (cell: StoredCell) => cell !== null && search.passes(cellText(cell, attribute, nameOf));
  if (column.storage === 'numbers') return byNumber(column, shows);
  // Most columns show their texts as they are, and most texts need not be decoded to be searched.
  const known = shownAsKept(attribute)
    ? (code: number) => column.finds(code, search, attribute?.path === 'name' ? ESCAPE : undefined)
    : () => undefined;
  return byCode(column, (code) => known(code) ?? shows(column.value(code)));
}

/** Whether the texts of an attribute are shown as they are kept, but for names with an escape. */
function shownAsKept(attribute: Attribute | undefined): boolean {
  return attribute?.kind !== 'enum' && attribute?.kind !== 'ref';
}

function numberTest(table: TypeTable, column: Column, path: string, expression: string): RowTest {
  const attribute = knownAttributes(table.type).get(path);
  const whole = wholeOf(table.type, path);
  const read = parseNumberExpression(expression, { unit: attribute?.unit, hasWhole: whole !== undefined });
  if ('problem' in read || column.storage !== 'numbers') return () => false;
  const { comparisons } = read;
  return (row) => {
    const value = column.number(row);
    return comparisons.every((comparison) =>
      compares(comparison, comparison.isShare ? value / (whole?.(table, row) ?? Number.NaN) : value),
    );
  };
}

/** The first moment of a day in the operator's time zone, in milliseconds since the epoch. */
function startOf(day: string): number {
  return new Date(`${day}T00:00`).getTime();
}

function conditionTest(table: TypeTable, column: Column, path: string, condition: Condition, nameOf: NameOf): RowTest {
  const attribute = knownAttributes(table.type).get(path);
  switch (condition.kind) {
    case 'presence':
      return (row) => column.isSet(row) === condition.set;
    case 'number':
      return numberTest(table, column, path, condition.expression);
    case 'choice': {
      const wanted = new Set(condition.values);
      return byCell(column, (cell) => cell !== null && wanted.has(String(cell)));
    }
    case 'time': {
      const start = startOf(condition.day);
      // A day has 23 or 25 hours now and then; noon of the next one is in the next one all the same.
      const end = new Date(start + 1.5 * DAY_MS).setHours(0, 0, 0, 0);
      if (column.storage !== 'numbers') return () => false;
      return condition.operator === 'before' ? (row) => column.number(row) < start : (row) => column.number(row) >= end;
    }
    case 'text': {
      return textTest(column, attribute, nameOf, new TextSearch(condition.operator, condition.text));
    }
  }
}

/** Whether rows satisfy a filter. A column that no batch has brought is unset in every row. */
export function columnTest(table: TypeTable, filter: ColumnFilter, nameOf: NameOf): RowTest {
  const { path } = filter;
  let test: RowTest | undefined;
  return (row) => {
    if (test === undefined) {
      const column = table.column(path);
      if (column === undefined) return filter.kind === 'presence' && !filter.set;
      test = conditionTest(table, column, path, filter, nameOf);
    }
    return test(row);
  };
}
