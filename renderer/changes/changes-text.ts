import type { ChangeKind, ComparisonState, Generation, KindSummary } from '../../shared/generations-view.ts';
import { formatAgo, formatBytes, formatCount } from '../../shared/units.ts';
import { timeText } from '../inventory/cell-text.ts';

export const CHANGE_LABELS: Readonly<Record<ChangeKind, string>> = {
  added: 'Added',
  removed: 'Removed',
  changed: 'Changed',
};

/** A moment to the second, since two collections may be of one minute: "2026-03-01 14:05:09". */
export function momentText(milliseconds: number): string {
  return `${timeText(milliseconds)}:${String(new Date(milliseconds).getSeconds()).padStart(2, '0')}`;
}

/** What a generation is called where one is chosen: "3 min ago · 2026-03-01 14:05:09 · 2,279 rows". */
export function generationText(
  { collectedAt, rows, partial, source }: Generation,
  now: number,
  named: boolean,
): string {
  const parts = [formatAgo(collectedAt, now), momentText(collectedAt), countText(rows, 'row')];
  if (partial) parts.push('partial');
  return [...parts, ...(named ? [source.label] : [])].join(' · ');
}

/** "1 object", "2,000 objects". */
export function countText(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** "3 added, 1 removed, 12 changed", what a kind's numbers mean for those who do not see the colours. */
export function kindText({ added, removed, changed }: Pick<KindSummary, ChangeKind>): string {
  return `${formatCount(added)} added, ${formatCount(removed)} removed, ${formatCount(changed)} changed`;
}

/** How many objects differ in all kinds together. */
export function totalOf(kinds: readonly KindSummary[]): Pick<KindSummary, ChangeKind | 'usageOnly'> {
  const total = { added: 0, removed: 0, changed: 0, usageOnly: 0 };
  for (const { added, removed, changed, usageOnly } of kinds) {
    total.added += added;
    total.removed += removed;
    total.changed += changed;
    total.usageOnly += usageOnly;
  }
  return total;
}

/** Where an export stands. */
export function fileText({ phase, rowsRead, rowsExpected, file }: ComparisonState): string {
  switch (phase) {
    case 'running':
      return rowsRead === 0
        ? 'Reading the first rows…'
        : `${formatCount(rowsRead)} of ${formatCount(rowsExpected)} rows read`;
    case 'done':
      return `${countText(file?.objects ?? 0, 'object')}, ${formatBytes(file?.bytes ?? 0)}`;
    case 'cancelled':
      return 'The export was cancelled; no file was left.';
    case 'failed':
      return 'The export did not work; no file was left.';
  }
}
