import { cellText, type NameOf } from '../cell-text.ts';
import type { TableColumn } from '../columns.ts';
import type { TypeTable } from '../type-table.ts';

/** What makes spreadsheets calculate instead of show. */
const FORMULA = /^[=+\-@]/;

/** A cell of a pasted table: on one line, within its column, and never a formula. */
export function pastedText(text: string): string {
  const flat = text.replace(/[\t\r\n]+/g, ' ');
  return FORMULA.test(flat) ? `'${flat}` : flat;
}

/** Rows as text that spreadsheets take from the clipboard: headings, then the values as they are shown; unset ones are empty. */
export function tabSeparated(
  table: TypeTable,
  rows: Iterable<number>,
  columns: readonly TableColumn[],
  nameOf: NameOf,
): string {
  const lines = [columns.map(({ label }) => pastedText(label)).join('\t')];
  for (const row of rows) {
    const texts = columns.map(({ path, attribute }) => pastedText(cellText(table.cell(row, path), attribute, nameOf)));
    lines.push(texts.join('\t'));
  }
  return `${lines.join('\n')}\n`;
}
