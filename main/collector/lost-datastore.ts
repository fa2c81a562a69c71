import { cellAt } from '../../shared/cell-at.ts';
import type { ColumnBatch, ResourceType } from '../../shared/inventory.ts';

/** Whether vCenter can reach a datastore; without it nobody knows what its sizes are worth. */
export const ACCESSIBLE = 'summary.accessible';

/** Fields that mean nothing while a datastore is not accessible, by the property that holds them. */
const SIZES: ReadonlyMap<string, readonly string[]> = new Map([
  ['summary', ['capacity', 'freeSpace', 'uncommitted']],
  ['info', ['freeSpace']],
]);
const SIZE_PATHS: ReadonlySet<string> = new Set(
  [...SIZES].flatMap(([property, fields]) => fields.map((field) => `${property}.${field}`)),
);

/** Whether a property of a kind tells the truth only beside `summary.accessible`. */
export function needsAccess(kind: ResourceType, path: string): boolean {
  return kind === 'Datastore' && (SIZES.has(path) || SIZE_PATHS.has(path));
}

/**
 * What is left of a property of a datastore that is not accessible: vCenter tells 0 for sizes then, which mean nothing, so
 * that they are unset. Of data objects only those fields go.
 */
export function withoutSizes<T>(path: string, value: T): T | undefined {
  if (SIZE_PATHS.has(path)) return undefined;
  const fields = SIZES.get(path);
  if (!fields || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([field]) => !fields.includes(field))) as T;
}

/** Rows as this version makes them, of a batch that an earlier one may have kept with sizes that mean nothing. */
export function withoutLostSizes(batch: ColumnBatch): ColumnBatch {
  const { type, columns } = batch;
  if (type !== 'Datastore') return batch;
  const isLost = (row: number): boolean => cellAt(batch, ACCESSIBLE, row) === false;
  const kept = Object.entries(columns).map(([path, cells]) => [
    path,
    needsAccess(type, path)
      ? cells.map((cell, row) => (isLost(row) ? (withoutSizes(path, cell) ?? null) : cell))
      : cells,
  ]);
  return { ...batch, columns: Object.fromEntries(kept) };
}
