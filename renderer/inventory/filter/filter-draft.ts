import type { TableColumn } from '../columns.ts';
import {
  type ColumnFilter,
  type Condition,
  conditionKind,
  type TextOperator,
  type TimeOperator,
} from './column-filter.ts';
import { parseNumberExpression } from './number-expression.ts';

/** What can be chosen in the editor of a column. */
export type DraftOperator = TextOperator | TimeOperator | 'compares' | 'one-of' | 'unset' | 'set';

/** A filter while it is typed. */
export interface FilterDraft {
  readonly operator: DraftOperator;
  readonly text: string;
  readonly values: readonly string[];
}

export interface OperatorOption {
  readonly value: DraftOperator;
  readonly label: string;
}

const OPERATORS: Readonly<Record<ReturnType<typeof conditionKind>, readonly OperatorOption[]>> = {
  text: [
    { value: 'contains', label: 'contains' },
    { value: 'is', label: 'is' },
    { value: 'starts', label: 'starts with' },
  ],
  number: [{ value: 'compares', label: 'compares' }],
  choice: [{ value: 'one-of', label: 'is one of' }],
  time: [
    { value: 'before', label: 'before' },
    { value: 'after', label: 'after' },
  ],
};

export function operatorsOf(column: TableColumn): readonly OperatorOption[] {
  return [
    ...OPERATORS[conditionKind(column.attribute?.kind)],
    { value: 'unset', label: 'is unset' },
    { value: 'set', label: 'is set' },
  ];
}

/** A filter as the editor shows it; the first operator and nothing typed where there is none. */
export function draftOf(column: TableColumn, filter: ColumnFilter | undefined): FilterDraft {
  const operator = operatorsOf(column)[0]?.value ?? 'contains';
  const empty = { operator, text: '', values: [] };
  switch (filter?.kind) {
    case 'text':
      return { ...empty, operator: filter.operator, text: filter.text };
    case 'number':
      return { ...empty, text: filter.expression };
    case 'choice':
      return { ...empty, values: filter.values };
    case 'time':
      return { ...empty, operator: filter.operator, text: filter.day };
    case 'presence':
      return { ...empty, operator: filter.set ? 'set' : 'unset' };
    default:
      return empty;
  }
}

/** The condition that was typed, or what is missing or wrong in it. */
export function conditionOf(
  { operator, text, values }: FilterDraft,
  column: TableColumn,
  hasWhole: boolean,
): Condition | { readonly problem: string } {
  switch (operator) {
    case 'set':
    case 'unset':
      return { kind: 'presence', set: operator === 'set' };
    case 'one-of':
      return values.length === 0 ? { problem: 'Choose at least one value.' } : { kind: 'choice', values };
    case 'before':
    case 'after':
      return text === '' ? { problem: 'Choose a day.' } : { kind: 'time', operator, day: text };
    case 'compares': {
      const read = parseNumberExpression(text, { unit: column.attribute?.unit, hasWhole });
      return 'problem' in read ? read : { kind: 'number', expression: text };
    }
    default:
      return text.trim() === '' ? { problem: 'Type a text.' } : { kind: 'text', operator, text };
  }
}
