import { VCENTER_PATH } from '../../vcenters/vcenter-column.ts';
import { enumText } from '../cell-text.ts';
import type { ColumnFilter, Condition } from './column-filter.ts';

/** A chosen state as the table shows it. */
export function choiceText(value: string, path: string): string {
  if (path === VCENTER_PATH) return value;
  if (value === 'true') return 'Yes';
  return value === 'false' ? 'No' : enumText(value);
}

function conditionText(condition: Condition, path: string): string {
  switch (condition.kind) {
    case 'text':
      return `${{ contains: 'contains', is: 'is', starts: 'starts with' }[condition.operator]} “${condition.text}”`;
    case 'number':
      return condition.expression.trim();
    case 'choice':
      return `is ${condition.values.map((value) => choiceText(value, path)).join(', ')}`;
    case 'time':
      return `${condition.operator} ${condition.day}`;
    case 'presence':
      return condition.set ? 'is set' : 'is unset';
  }
}

/** "Memory > 4 GiB", "Power is On, Off": a filter in a few words. */
export function filterText(filter: ColumnFilter, label: string): string {
  return `${label} ${conditionText(filter, filter.path)}`;
}
