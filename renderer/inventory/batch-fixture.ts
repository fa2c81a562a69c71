import type { Cell, ColumnBatch, ResourceType } from '../../shared/inventory.ts';

/** A batch of a kind: references "Type:ID" of the ids, and the columns as given. */
export function batch(
  type: ResourceType,
  ids: readonly string[],
  columns: Readonly<Record<string, readonly Cell[]>>,
): ColumnBatch {
  return { type, refs: ids.map((id) => `${type}:${id}`), columns };
}
