import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { ResourceType } from '../../../shared/inventory.ts';
import { useServices } from '../../shell/services.ts';
import { columnsOf, type TableColumn } from '../columns.ts';
import { type ArrangedColumns, arrangeColumns, DEFAULT_LAYOUT } from './column-layout.ts';

export interface Columns extends ArrangedColumns {
  /** Every column that the collection brought, in its own order. */
  readonly all: readonly TableColumn[];
}

/** The columns of a kind, all of them and as the operator arranged them. */
export function useColumns(type: ResourceType): Columns {
  const { inventory, layouts, collections } = useServices();
  const layout = useStore(layouts.store, (state) => state.layouts[type] ?? DEFAULT_LAYOUT);
  // The paths of a table only ever grow, so their number tells; another table comes with another revision.
  useStore(inventory.store, (state) => state.revision);
  const several = useStore(collections.store, (state) => state.open.length > 1);
  const table = inventory.estate.table(type);
  const pathCount = table.paths.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const all = useMemo(() => columnsOf(type, table.paths, several), [type, table, pathCount, several]);
  return useMemo(() => ({ all, ...arrangeColumns(all, layout) }), [all, layout]);
}
