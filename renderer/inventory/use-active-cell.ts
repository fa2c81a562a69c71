import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { ResourceType } from '../../shared/inventory.ts';
import { useServices } from '../shell/services.ts';
import type { ActiveCell } from './grid-keys.ts';
import { positionOf } from './position-of.ts';
import type { TypeTable } from './type-table.ts';

export interface ActiveCellUse {
  readonly active: ActiveCell;
  setActive(cell: ActiveCell): void;
}

/**
 * The focused cell of a kind's grid. Once the operator chose a row, the focus stays with its object, wherever sorting, new
 * rows or a refresh put it.
 */
export function useActiveCell(type: ResourceType, table: TypeTable, visible: Uint32Array): ActiveCellUse {
  const { inventory } = useServices();
  const [chosen, setChosen] = useState<ActiveCell>({ row: 0, column: 0 });
  const selected = useStore(inventory.store, (state) => state.selected[type]);
  const position = useMemo(() => positionOf(selected, table, visible), [selected, table, visible]);
  const row = chosen.row === -1 ? -1 : (position ?? Math.min(chosen.row, visible.length - 1));
  return {
    active: { row, column: chosen.column },
    setActive(cell) {
      setChosen(cell);
      const ref = table.refs.at(visible[cell.row]);
      if (ref !== undefined) inventory.select(type, ref);
    },
  };
}
