// biome-ignore-all lint/a11y/useSemanticElements: rows and cells are virtual; a table element would lay out its own
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus stays on the grid, which names its active cell
import { memo } from 'react';
import { textWidth, WIDEST_EM } from '../../shared/charts/text-width.ts';
import type { Flash } from '../live/flashes.ts';
import { cellLook } from './cell-look.ts';
import type { TableColumn } from './columns.ts';
import type { Estate } from './estate.ts';
import type { TypeTable } from './type-table.ts';
import type { ColumnWindow } from './use-column-window.ts';

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
  readonly selected: boolean;
  /** Set while the row has just changed. */
  readonly flash: Flash | undefined;
  /** Only there to draw again when the row's contents may have changed. */
  readonly revision: number;
}

function cellClass(
  number: number,
  look: string,
  cut: boolean,
  { columns, window, activeColumn }: GridRowProps,
): string {
  const right = columns[number]?.alignRight === true;
  const last = window.pinnedLefts.length - 1;
  const pin = number > last ? '' : number === last ? ' hs-pinned hs-pinned-edge' : ' hs-pinned';
  return `hs-cell${look}${right ? ' hs-cell-right' : ''}${number === activeColumn ? ' hs-cell-active' : ''}${cut ? ' hs-cell-cut' : ''}${pin}`;
}

/** Pixels of a cell beside its text, and the size of its font. */
const PADDING = 24;
const FONT_SIZE = 13;

/**
 * Whether a text may not fit into so many pixels: asked of every cell, so its length decides first. Only those are clipped,
 * as clipping takes a third of the time that a cell takes to paint.
 */
function mayBeCut(text: string, width: number): boolean {
  return text.length * WIDEST_EM * FONT_SIZE > width && textWidth(text, FONT_SIZE) > width;
}

function cell(props: GridRowProps, number: number) {
  const { estate, table, row, columns, window, activeColumn } = props;
  const column = columns[number];
  if (column === undefined) return null;
  const look = cellLook(table.cell(row, column.path), column, (ref) => estate.nameOf(ref));
  const cut = mayBeCut(look.text, column.width - PADDING - look.indent);
  return (
    <div
      key={number}
      role="gridcell"
      id={number === activeColumn ? ACTIVE_CELL_ID : undefined}
      aria-colindex={number + 1}
      aria-label={look.label}
      className={cellClass(number, look.className, cut, props)}
      style={{ width: column.width, left: window.pinnedLefts[number] }}
    >
      {look.text}
    </div>
  );
}

/** One row of the grid: the pinned columns, which stay in sight, and the columns in view. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { index, top, window, selected, flash } = props;
  const numbers = Array.from({ length: window.last - window.first + 1 }, (_, offset) => window.first + offset);
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={flash ? `hs-row hs-flash-${flash.turn}` : 'hs-row'}
      data-flash={flash?.kind}
      style={{ top }}
    >
      {window.pinnedLefts.map((_, number) => cell(props, number))}
      <div role="presentation" className="hs-skip" style={{ width: window.skipped }} />
      {numbers.map((number) => cell(props, number))}
    </div>
  );
});
