import { ContextMenuPopover, Menu, MenuDivider, MenuItem } from '@blueprintjs/core';
import {
  ArrowLeft,
  ArrowRight,
  ArrowsHorizontal,
  EyeOff,
  Filter,
  Pin,
  Sort,
  SortAsc,
  SortDesc,
} from '@blueprintjs/icons';
import { useStore } from 'zustand';
import type { ResourceType } from '../../../shared/inventory.ts';
import { useServices } from '../../shell/services.ts';
import { NAME_PATH, setHidden, setPinned } from './column-layout.ts';
import type { HeadActions } from './head-actions.ts';
import type { Columns } from './use-columns.ts';

export interface ColumnMenuProps {
  readonly type: ResourceType;
  readonly path: string;
  readonly at: { readonly left: number; readonly top: number };
  readonly columns: Columns;
  readonly actions: HeadActions;
  readonly close: () => void;
}

/** What can be done with one column, with the keys that do the same. */
export function ColumnMenu({ type, path, at, columns, actions, close }: ColumnMenuProps) {
  const { inventory, layouts, theme } = useServices();
  const dark = useStore(theme, (state) => state.dark);
  const label = columns.all.find((column) => column.path === path)?.label ?? path;
  const pinned = layouts.layout(type).pinned.includes(path);
  const isName = path === NAME_PATH;
  const sort = (direction: 'ascending' | 'descending'): void => inventory.sortBy(type, [{ path, direction }]);
  return (
    <ContextMenuPopover
      isOpen
      isDarkTheme={dark}
      targetOffset={at}
      onClose={close}
      content={
        <Menu size="small" aria-label={`Column ${label}`}>
          <MenuItem icon={<SortAsc />} text="Sort ascending" onClick={() => sort('ascending')} />
          <MenuItem icon={<SortDesc />} text="Sort descending" onClick={() => sort('descending')} />
          <MenuItem
            icon={<Sort />}
            text="Sort also by this"
            label="Shift+Enter"
            onClick={() => actions.sort(path, true)}
          />
          <MenuDivider />
          <MenuItem icon={<Filter />} text="Filter…" onClick={() => inventory.editFilter(path)} />
          <MenuItem
            icon={<Pin />}
            text={pinned ? 'Let go of the left edge' : 'Pin to the left'}
            disabled={isName}
            onClick={() => layouts.change(type, (layout) => setPinned(columns.all, layout, path, !pinned))}
          />
          <MenuItem
            icon={<ArrowLeft />}
            text="Move left"
            label="Alt+←"
            disabled={isName}
            onClick={() => actions.step(path, -1)}
          />
          <MenuItem
            icon={<ArrowRight />}
            text="Move right"
            label="Alt+→"
            disabled={isName}
            onClick={() => actions.step(path, 1)}
          />
          <MenuItem icon={<ArrowsHorizontal />} text="Fit to texts" onClick={() => actions.fit(path)} />
          <MenuItem
            icon={<EyeOff />}
            text="Hide"
            disabled={isName}
            onClick={() => layouts.change(type, (layout) => setHidden(layout, path, true))}
          />
        </Menu>
      }
    />
  );
}
