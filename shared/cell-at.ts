import type { Cell, ColumnBatch } from './inventory.ts';

/** A field of a data object; null for one that is not set, and of anything that has no fields. */
export function fieldOf(cell: Cell, field: string): Cell {
  return typeof cell === 'object' && cell !== null && !Array.isArray(cell)
    ? ((cell as Readonly<Record<string, Cell>>)[field] ?? null)
    : null;
}

/** A property of a row: its column, or, where whole properties were kept, a field of the nearest one that contains it; null where there is none. */
export function cellAt({ columns }: Pick<ColumnBatch, 'columns'>, path: string, row: number): Cell {
  const fields = path.split('.');
  for (let depth = fields.length; depth > 0; depth -= 1) {
    const column = columns[fields.slice(0, depth).join('.')];
    if (column) return fields.slice(depth).reduce(fieldOf, column[row] ?? null);
  }
  return null;
}
