import { useMemo, useState } from 'react';
import type { ResourceType } from '../../../shared/inventory.ts';
import { useServices } from '../../shell/services.ts';
import type { TableColumn } from '../columns.ts';
import { sortAlone, sortAlso } from '../sort-keys.ts';
import { clampWidth, moveColumn, setWidth, stepColumn } from './column-layout.ts';
import { fitWidth } from './fit-width.ts';
import type { HeadActions } from './head-actions.ts';
import type { Columns } from './use-columns.ts';

interface MenuPlace {
  readonly path: string;
  readonly at: { readonly left: number; readonly top: number };
}

export interface HeadActionsUse {
  /** The columns, one of them as wide as the pointer makes it just now. */
  readonly columns: readonly TableColumn[];
  readonly actions: HeadActions;
  /** The column whose menu is open. */
  readonly menu: MenuPlace | undefined;
  closeMenu(): void;
}

/** What the headings of a kind do, and what they do at this moment. */
export function useHeadActions(
  type: ResourceType,
  { all, columns }: Columns,
  scroller: () => HTMLElement | null,
): HeadActionsUse {
  const { inventory, layouts } = useServices();
  const [draft, setDraft] = useState<{ readonly path: string; readonly width: number }>();
  const [menu, setMenu] = useState<MenuPlace>();
  const drawn = useMemo(
    () => columns.map((column) => (column.path === draft?.path ? { ...column, width: draft.width } : column)),
    [columns, draft],
  );
  const resized = (path: string, width: number): void => {
    setDraft(undefined);
    layouts.change(type, (layout) => setWidth(layout, path, width));
  };
  const actions: HeadActions = {
    sort(path, also) {
      const sorts = inventory.store.getState().sorts[type] ?? [];
      inventory.sortBy(type, also ? sortAlso(sorts, path) : sortAlone(sorts, path));
    },
    step: (path, step) => layouts.change(type, (layout) => stepColumn(all, layout, path, step)),
    drop: (path, target, side) => layouts.change(type, (layout) => moveColumn(all, layout, path, { target, side })),
    resizing: (path, width) => setDraft({ path, width: clampWidth(width) }),
    resized,
    fit(path) {
      const column = columns.find((each) => each.path === path);
      const element = scroller();
      if (column === undefined || element === null) return;
      const { visible } = inventory.store.getState();
      const rows = { estate: inventory.estate, table: inventory.estate.table(type), visible };
      // The name is drawn bolder than the others; the bolder face is wider.
      resized(path, fitWidth(column, rows, `500 ${getComputedStyle(element).font.replace(/^(normal|400) /, '')}`));
    },
    menu: (path, at) => setMenu({ path, at }),
  };
  return { columns: drawn, actions, menu, closeMenu: () => setMenu(undefined) };
}
