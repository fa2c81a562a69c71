import { spreadsheetText } from '../spreadsheet-text.ts';

/** What a cell may hold; null and undefined leave it empty. Times are written as UTC. */
export type SheetCell = string | number | boolean | Date | null | undefined;

/** Most characters a cell of a spreadsheet takes. Source: Excel specifications and limits. */
const MAX_TEXT = 32_767;
/** Days from the first day of spreadsheets (30 December 1899, as Excel counts) to the Unix epoch. */
const EPOCH_DAY = 25_569;
const DAY_MS = 86_400_000;
/** Positions of the cell formats in styles.xml (workbook-parts.ts). */
export const STYLE = { plain: 0, heading: 1, time: 2 } as const;

/** Name of a column by its position, from 0: A, B … Z, AA. */
export function columnName(position: number): string {
  const letter = String.fromCharCode(65 + (position % 26));
  return position < 26 ? letter : columnName(Math.floor(position / 26) - 1) + letter;
}

/** A row of a worksheet; empty cells are left out. Source: ECMA-376 part 1, 18.3.1.73 (row) and 18.3.1.4 (c). */
export function rowXml(number: number, cells: readonly SheetCell[], names: readonly string[]): string {
  let text = `<row r="${number}">`;
  for (let position = 0; position < cells.length; position += 1)
    text += cellXml(`${names[position]}${number}`, cells[position]);
  return `${text}</row>`;
}

/** The first row of a worksheet. */
export function headingXml(titles: readonly string[], names: readonly string[]): string {
  const cells = titles.map((title, position) => textCell(`${names[position]}1`, title, STYLE.heading));
  return `<row r="1">${cells.join('')}</row>`;
}

function cellXml(reference: string, cell: SheetCell): string {
  if (cell === null || cell === undefined || cell === '') return '';
  if (typeof cell === 'string') return textCell(reference, spreadsheetText(cell), STYLE.plain);
  if (typeof cell === 'boolean') return `<c r="${reference}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  if (typeof cell === 'number') return Number.isFinite(cell) ? `<c r="${reference}"><v>${cell}</v></c>` : '';
  const day = cell.getTime() / DAY_MS + EPOCH_DAY;
  // Spreadsheets know no time before 1900; NaN is no time either.
  return day >= 1 ? `<c r="${reference}" s="${STYLE.time}"><v>${day.toFixed(6)}</v></c>` : '';
}

function textCell(reference: string, text: string, style: number): string {
  const styled = style === STYLE.plain ? '' : ` s="${style}"`;
  return `<c r="${reference}"${styled} t="inlineStr"><is><t xml:space="preserve">${escapeText(clip(text))}</t></is></c>`;
}

function clip(text: string): string {
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT - 1)}…`;
}

/** What has to be escaped: markup, what XML 1.0 cannot hold, and text that looks like such an escape itself. */
const SPECIAL = /[&<>]|[^\t\n\u0020-\uFFFD\u{10000}-\u{10FFFF}]|_(?=x[0-9A-Fa-f]{4}_)/gu;
const MARKUP: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Text of an element: control characters as _xHHHH_ (ECMA-376 part 1, 22.9.2.19 ST_Xstring), half surrogates as U+FFFD. */
export function escapeText(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  return whole.replace(
    SPECIAL,
    (found) => MARKUP[found] ?? `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
  );
}
