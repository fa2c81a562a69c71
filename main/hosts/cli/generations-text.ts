import type { ChangePage, ChangeSummary, Generation, GenerationList } from '../../../shared/generations-view.ts';
import { type Cell, displayName, RESOURCE_LABELS } from '../../../shared/inventory.ts';
import { formatAgo, formatBytes, formatCount } from '../../../shared/units.ts';
import { visibleText } from '../../../shared/visible-text.ts';

/** Values shown at the terminal; the file has all. */
const MOST_LINES = 20;
/** Longest value in such a line, in characters. */
const MOST_CHARACTERS = 60;

/** A line for each generation, newest first. */
export function describeGenerations({ generations, usedBytes, maxBytes, perVcenter }: GenerationList): string {
  if (generations.length === 0)
    return perVcenter === 0
      ? 'No generation is kept: HEAPSPHERE_GENERATIONS is 0.'
      : 'No generation is kept yet: each completed collection becomes one.';
  const now = Date.now();
  const lines = generations.map((each) => {
    const marks = [...(each.partial ? ['partial'] : []), ...(each.pinned ? ['pinned'] : [])];
    const rows = `${formatCount(each.rows)} rows`.padStart(14);
    const columns = [each.id, formatAgo(each.collectedAt, now).padEnd(11), rows, each.source.label];
    return `${columns.join('  ')}${marks.length > 0 ? ` (${marks.join(', ')})` : ''}`;
  });
  return [...lines, `${formatBytes(usedBytes)} of ${formatBytes(maxBytes)} in use.`].join('\n');
}

/** The first changed values of a comparison, as lines. */
export class ChangeLines {
  readonly #lines: string[] = [];
  #left = 0;

  add({ changes, names }: ChangePage): void {
    for (const { kind, type, ref, name, values } of changes) {
      const object = `${RESOURCE_LABELS[type]}: ${name === null ? ref : displayName(name)}`;
      if (values.length === 0) this.#add(`${kind.padEnd(8)} ${object}`);
      for (const { path, before, after } of values)
        this.#add(`${kind.padEnd(8)} ${object}, ${path}: ${valueText(before, names)} -> ${valueText(after, names)}`);
    }
  }

  lines(): readonly string[] {
    const rest = this.#left === 0 ? [] : [`… and ${formatCount(this.#left)} more: --output FILE writes all of them.`];
    return [...this.#lines, ...rest];
  }

  #add(line: string): void {
    if (this.#lines.length < MOST_LINES) this.#lines.push(visibleText(line));
    else this.#left += 1;
  }
}

/** How much of each kind differs, and what the comparison leaves out. */
export function describeSummary({ kinds, notes }: ChangeSummary, pair: readonly Generation[]): string {
  const now = Date.now();
  const heading = pair.map(({ id, collectedAt }) => `${id} (${formatAgo(collectedAt, now)})`).join(' -> ');
  const differing = kinds.filter(({ added, removed, changed }) => added + removed + changed > 0);
  const table = differing.map(({ type, added, removed, changed }) =>
    [
      RESOURCE_LABELS[type].padEnd(21),
      `${formatCount(added)} added`.padStart(14),
      `${formatCount(removed)} removed`.padStart(16),
      `${formatCount(changed)} changed`.padStart(16),
    ].join(''),
  );
  const usageOnly = kinds.reduce((sum, kind) => sum + kind.usageOnly, 0);
  const hidden =
    usageOnly > 0 ? [`Usage alone differs of ${formatCount(usageOnly)} objects; --usage compares it too.`] : [];
  return [heading, ...(table.length > 0 ? table : ['Nothing differs.']), ...hidden, ...notes].join('\n');
}

function valueText(cell: Cell, names: ChangePage['names']): string {
  if (cell === null) return 'not set';
  const items = (Array.isArray(cell) ? cell : [cell]).map((item) => {
    if (typeof item === 'string') return names[item] ?? item;
    return typeof item === 'object' ? JSON.stringify(item) : String(item);
  });
  const text = items.join(', ') || 'empty';
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
}
