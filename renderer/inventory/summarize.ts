import type { Cell } from '../../shared/inventory.ts';
import type { StoredCell } from './column-storage.ts';

/** Longest summary of a data object, in characters. */
const SUMMARY_LENGTH = 120;

function isFields(cell: Cell): cell is { readonly [field: string]: Cell } {
  return typeof cell === 'object' && cell !== null && !Array.isArray(cell);
}

function scalarText(cell: Cell): string | undefined {
  if (cell === null || cell === '') return undefined;
  if (typeof cell === 'string' || typeof cell === 'number') return String(cell);
  return typeof cell === 'boolean' ? (cell ? 'yes' : 'no') : undefined;
}

function objectSummary(fields: { readonly [field: string]: Cell }): string {
  const entries = Object.entries(fields);
  const parts: string[] = [];
  for (const [name, cell] of entries) {
    const text = scalarText(cell);
    if (text !== undefined) parts.push(`${name} ${text}`);
    if (parts.length === 4) break;
  }
  if (parts.length === 0) return `${entries.length} ${entries.length === 1 ? 'field' : 'fields'}`;
  const rest = entries.length - parts.length;
  return rest > 0 ? `${parts.join(' · ')} · +${rest}` : parts.join(' · ');
}

/** A cell as a table can show it: data objects become one short line, lists of them a count, scalars stay. */
export function summarize(cell: Cell): StoredCell {
  if (Array.isArray(cell)) {
    if (cell.every((item) => typeof item === 'string')) return cell;
    return cell.length === 1 ? summarize(cell[0] ?? null) : `${cell.length} items`;
  }
  if (!isFields(cell)) return cell as StoredCell;
  const summary = objectSummary(cell);
  return summary.length > SUMMARY_LENGTH ? `${summary.slice(0, SUMMARY_LENGTH - 1)}…` : summary;
}

/** Follows field names into a data object; null where the way ends. */
export function dig(cell: Cell, fields: readonly string[]): Cell {
  let here = cell;
  for (const field of fields) {
    if (!isFields(here)) return null;
    here = here[field] ?? null;
  }
  return here;
}
