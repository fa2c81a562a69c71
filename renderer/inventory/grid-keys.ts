/** The focused cell. Row -1 is the headings, column 0 the name. */
export interface ActiveCell {
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** Rows that fit on screen. */
  readonly page: number;
}

/** Where a key takes the focus; undefined when the key means nothing to the grid. */
export function moveCell(from: ActiveCell, key: string, size: GridSize): ActiveCell | undefined {
  const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));
  const toRow = (row: number): ActiveCell => ({ ...from, row: clamp(row, -1, size.rows - 1) });
  const toColumn = (column: number): ActiveCell => ({ ...from, column: clamp(column, 0, size.columns - 1) });
  switch (key) {
    case 'ArrowDown':
      return toRow(from.row + 1);
    case 'ArrowUp':
      return toRow(from.row - 1);
    case 'PageDown':
      return toRow(Math.max(0, from.row) + size.page);
    case 'PageUp':
      return toRow(Math.max(0, from.row - size.page));
    case 'Home':
      return toRow(0);
    case 'End':
      return toRow(size.rows - 1);
    case 'ArrowRight':
      return toColumn(from.column + 1);
    case 'ArrowLeft':
      return toColumn(from.column - 1);
    default:
      return undefined;
  }
}
