import { cellLook } from '../cell-look.ts';
import type { TableColumn } from '../columns.ts';
import type { Estate } from '../estate.ts';
import type { TypeTable } from '../type-table.ts';
import { clampWidth } from './column-layout.ts';

/** Rows whose texts are measured: enough to find the long ones, few enough for one frame. */
const MEASURED_ROWS = 2000;
/** Paddings of a cell, and the dot before a state, in pixels. */
const CELL_MARGIN = 26;
const STATE_DOT = 14;
/** Paddings of a heading, and the room for its signs, in pixels. */
const HEAD_MARGIN = 44;

function contextOf(font: string): CanvasRenderingContext2D | null {
  const context = document.createElement('canvas').getContext('2d');
  if (context !== null) context.font = font;
  return context;
}

/** Rows spread evenly over those on screen. */
function sampleOf(visible: Uint32Array): readonly number[] {
  const step = Math.max(1, visible.length / MEASURED_ROWS);
  const rows: number[] = [];
  for (let index = 0; index < visible.length; index += step) rows.push(visible[Math.floor(index)] ?? 0);
  return rows;
}

/** Width in which the heading and the texts of a column fit, in pixels. `font` is that of the cells, as CSS has it. */
export function fitWidth(
  column: TableColumn,
  rows: { readonly estate: Estate; readonly table: TypeTable; readonly visible: Uint32Array },
  font: string,
): number {
  const context = contextOf(font);
  if (context === null) return column.width;
  const { estate, table, visible } = rows;
  const texts = new Set(
    sampleOf(visible).map((row) => cellLook(table.cell(row, column.path), column, (ref) => estate.nameOf(ref)).text),
  );
  let widest = 0;
  for (const text of texts) widest = Math.max(widest, context.measureText(text).width);
  const dot = column.attribute?.kind === 'enum' ? STATE_DOT : 0;
  return clampWidth(Math.max(widest + CELL_MARGIN + dot, context.measureText(column.label).width + HEAD_MARGIN));
}
