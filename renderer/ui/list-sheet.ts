/** Rows of usual height that lie on one sheet. */
const SHEET_ROWS = 128;

/**
 * Where the sheet begins that carries the rows of a virtual list, in pixels from the list's beginning; rows are placed from there.
 *
 * Chromium keeps a computed style for each position that an element ever had, until it collects garbage, and looks through
 * all of them whenever it works out another. On a sheet that is moved with the rows those positions are few.
 *
 * @param start of the first row drawn, in pixels from the list's beginning.
 * @param rowHeight usual height of a row, in pixels.
 */
export function sheetTop(start: number, rowHeight: number): number {
  return start - (start % (SHEET_ROWS * rowHeight));
}
