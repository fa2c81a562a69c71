// biome-ignore-all lint/a11y/useSemanticElements: rows and cells are virtual; a table element would lay out its own
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus stays on the grid, which names its active cell
import { memo } from 'react';
import { cellLook } from './cell-look.ts';
import type { TableColumn } from './columns.ts';
import type { Estate } from './estate.ts';
import type { TypeTable } from './type-table.ts';

/** Columns after the first one that are drawn, and how far from the left they begin. */
export interface ColumnWindow {
  readonly first: number;
  readonly last: number;
  /** Width of the columns skipped between the name and the first one drawn, in pixels. */
  readonly skipped: number;
}

/** Id of the focused cell, for aria-activedescendant. */
export const ACTIVE_CELL_ID = 'active-cell';

export interface GridRowProps {
  readonly estate: Estate;
  readonly table: TypeTable;
  /** Row number in the table. */
  readonly row: number;
  /** Position on screen, from 0. */
  readonly index: number;
  readonly top: number;
  readonly columns: readonly TableColumn[];
  readonly window: ColumnWindow;
  /** Column that has the focus, when this row has. */
  readonly activeColumn: number | undefined;
  /** Only there to draw again when the row's contents may have changed. */
  readonly revision: number;
}

function cell({ estate, table, row, columns, activeColumn }: GridRowProps, number: number) {
  const column = columns[number];
  if (column === undefined) return null;
  const look = cellLook(table.cell(row, column.path), column, (ref) => estate.nameOf(ref));
  const active = number === activeColumn;
  return (
    <div
      key={number}
      role="gridcell"
      id={active ? ACTIVE_CELL_ID : undefined}
      aria-colindex={number + 1}
      aria-label={look.label}
      className={`hs-cell${look.className}${column.alignRight ? ' hs-cell-right' : ''}${active ? ' hs-cell-active' : ''}`}
      style={{ width: column.width }}
    >
      {look.text}
    </div>
  );
}

/** One row of the grid: its name, which stays in sight, and the columns in view. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { index, top, window, activeColumn } = props;
  const numbers = Array.from({ length: window.last - window.first + 1 }, (_, offset) => window.first + offset);
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={activeColumn !== undefined}
      className="hs-row"
      style={{ top }}
    >
      {cell(props, 0)}
      <div role="presentation" className="hs-skip" style={{ width: window.skipped }} />
      {numbers.map((number) => cell(props, number))}
    </div>
  );
});
