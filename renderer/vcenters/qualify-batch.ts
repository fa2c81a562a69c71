import type { Cell, ColumnBatch, ResourceType } from '../../shared/inventory.ts';
import { knownAttributes } from '../inventory/known-attributes.ts';
import { qualify } from '../inventory/qualified-ref.ts';
import { cellsOf } from '../inventory/type-table.ts';
import { VCENTER_PATH } from './vcenter-column.ts';

const referencePaths = new Map<ResourceType, readonly string[]>();

/** The attributes of a kind that hold references. */
function referencesOf(type: ResourceType): readonly string[] {
  const known = referencePaths.get(type);
  if (known !== undefined) return known;
  const paths = [...knownAttributes(type).values()]
    .filter(({ kind }) => kind === 'ref' || kind === 'refs')
    .map(({ path }) => path);
  referencePaths.set(type, paths);
  return paths;
}

function qualifiedCell(key: string, cell: Cell): Cell {
  if (typeof cell === 'string') return qualify(key, cell);
  return Array.isArray(cell) ? cell.map((each) => qualifiedCell(key, each)) : cell;
}

/**
 * Rows as they lie in a window of several vCenters: every reference, their own and those in their cells, is qualified, and
 * a column says whose they are. References within whole properties get columns of their own; the properties stay as they are.
 */
export function qualifyBatch(
  batch: ColumnBatch,
  { key, label }: { readonly key: string; readonly label: string },
): ColumnBatch {
  const columns: Record<string, readonly Cell[]> = { ...batch.columns };
  for (const path of referencesOf(batch.type)) {
    const cells = cellsOf(batch, path);
    if (cells !== undefined) columns[path] = cells.map((cell) => qualifiedCell(key, cell));
  }
  columns[VCENTER_PATH] = batch.refs.map(() => label);
  return { ...batch, refs: batch.refs.map((ref) => qualify(key, ref)), columns };
}
