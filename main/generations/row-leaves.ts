import { isVolatile } from '../../shared/attribute-selection.ts';
import type { Cell, ColumnBatch } from '../../shared/inventory.ts';
import { HASH_SEEDS, hashCell, hashText } from '../../shared/row-hash.ts';

/** Whether a column takes part in the comparison. */
export type IsCompared = (column: string) => boolean;

/** Two hashes for each row: of what an operator sets, and of usage, which moves by itself. */
export interface RowHashes {
  readonly steady: Uint32Array;
  readonly usage: Uint32Array;
}

/**
 * Hashes of the rows of a batch. Sums over the cells, because the same row may come with its columns in another order, and with or
 * without those that are unset.
 */
export function rowHashes({ refs, columns }: ColumnBatch, isCompared: IsCompared): RowHashes {
  const hashes = { steady: new Uint32Array(refs.length), usage: new Uint32Array(refs.length) };
  for (const [column, cells] of Object.entries(columns)) {
    if (!isCompared(column)) continue;
    const target = hashesFor(column, hashes);
    const seed = hashText(column, HASH_SEEDS[0]);
    for (let row = 0; row < refs.length; row += 1) {
      const cell = cells[row] ?? null;
      if (isFields(cell)) addFields(column, cell, hashes, row);
      else target[row] = (target[row] ?? 0) + hashCell(cell, seed);
    }
  }
  return hashes;
}

/** What a row says, by path; data objects are taken apart, so that a change is told where it is. Unset cells are left out. */
export function rowLeaves({ columns }: ColumnBatch, row: number, isCompared: IsCompared): Map<string, Cell> {
  const leaves = new Map<string, Cell>();
  for (const [column, cells] of Object.entries(columns)) {
    if (isCompared(column)) visitLeaves(column, cells[row] ?? null, (path, cell) => leaves.set(path, cell));
  }
  return leaves;
}

export function isSameCell(before: Cell, after: Cell): boolean {
  if (before === after) return true;
  return typeof before === 'object' && typeof after === 'object' && JSON.stringify(before) === JSON.stringify(after);
}

function addFields(column: string, fields: Fields, hashes: RowHashes, row: number): void {
  visitLeaves(column, fields, (path, cell) => {
    const target = hashesFor(path, hashes);
    target[row] = (target[row] ?? 0) + hashCell(cell, hashText(path, HASH_SEEDS[0]));
  });
}

function hashesFor(path: string, { steady, usage }: RowHashes): Uint32Array {
  return isVolatile(path) ? usage : steady;
}

type Fields = { readonly [field: string]: Cell };

function visitLeaves(path: string, cell: Cell, visit: (path: string, cell: Cell) => void): void {
  if (cell === null) return;
  const fields = isFields(cell) ? Object.entries(cell) : [];
  if (fields.length === 0) visit(path, cell);
  else for (const [field, value] of fields) visitLeaves(`${path}.${field}`, value, visit);
}

function isFields(cell: Cell): cell is Fields {
  return typeof cell === 'object' && cell !== null && !Array.isArray(cell);
}
