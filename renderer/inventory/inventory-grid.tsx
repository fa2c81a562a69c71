// biome-ignore-all lint/a11y/useSemanticElements: rows are virtual; a table element would lay out its own
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { RESOURCE_LABELS, type ResourceType } from '../../shared/inventory.ts';
import { useServices } from '../shell/services.ts';
import { columnsOf, type TableColumn } from './columns.ts';
import { GridHead } from './grid-head.tsx';
import { moveCell } from './grid-keys.ts';
import { ACTIVE_CELL_ID, type ColumnWindow, GridRow } from './grid-row.tsx';
import { RowSlots } from './row-slots.ts';
import { useActiveCell } from './use-active-cell.ts';

/** Pixels; the style sheet draws rows and headings of just this height. */
const ROW_HEIGHT = 26;
const HEAD_HEIGHT = 28;

/** First and last column in view after the name, which is always there. */
function useColumnWindow(columns: readonly TableColumn[], scroller: () => HTMLDivElement | null): ColumnWindow {
  const nameWidth = columns[0]?.width ?? 0;
  const virtual = useVirtualizer({
    horizontal: true,
    count: columns.length - 1,
    getScrollElement: scroller,
    estimateSize: (index) => columns[index + 1]?.width ?? 0,
    paddingStart: nameWidth,
    scrollPaddingStart: nameWidth,
    overscan: 2,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: widths are the virtualizer's to measure when they change
  useEffect(() => virtual.measure(), [columns, virtual]);
  const items = virtual.getVirtualItems();
  const first = items[0];
  const last = items.at(-1);
  return useMemo(
    () => ({
      first: (first?.index ?? 0) + 1,
      last: (last?.index ?? -1) + 1,
      skipped: (first?.start ?? nameWidth) - nameWidth,
    }),
    [first?.index, first?.start, last?.index, nameWidth],
  );
}

/** Keeps a cell's column in sight beside the name that covers the left edge. */
function revealColumn(scroller: HTMLDivElement, columns: readonly TableColumn[], number: number): void {
  if (number === 0) return;
  const nameWidth = columns[0]?.width ?? 0;
  const left = columns.slice(0, number).reduce((sum, column) => sum + column.width, 0);
  const right = left + (columns[number]?.width ?? 0);
  if (left - nameWidth < scroller.scrollLeft) scroller.scrollLeft = left - nameWidth;
  else if (right > scroller.scrollLeft + scroller.clientWidth) scroller.scrollLeft = right - scroller.clientWidth;
}

/** The table of one kind: a grid that holds only the rows and columns in view. */
export function InventoryGrid(props: { readonly type: ResourceType }) {
  const { type } = props;
  const { inventory } = useServices();
  const visible = useStore(inventory.store, (state) => state.visible);
  const revision = useStore(inventory.store, (state) => state.revision);
  const sort = useStore(inventory.store, (state) => state.sorts[type]);
  const [focused, setFocused] = useState(false);
  const scrollRef = useRef<HTMLDivElement>(null);

  const [slots] = useState(() => new RowSlots());
  const { estate } = inventory;
  const table = estate.table(type);
  const pathCount = table.paths.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the paths of a table only ever grow, and their number tells
  const columns = useMemo(() => columnsOf(type, table.paths), [type, table, pathCount]);
  const { active, setActive } = useActiveCell(type, table, visible);
  const totalWidth = columns.reduce((sum, column) => sum + column.width, 0);
  const columnWindow = useColumnWindow(columns, () => scrollRef.current);
  const rows = useVirtualizer({
    count: visible.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => ROW_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
    overscan: 6,
  });

  const items = rows.getVirtualItems();
  slots.show(items[0]?.index ?? 0, items.length);

  const toggleSort = (path: string): void => {
    const turned = sort?.path === path && sort.direction === 'ascending' ? 'descending' : 'ascending';
    inventory.sortBy(type, { path, direction: turned });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const path = columns[active.column]?.path;
    if ((event.key === 'Enter' || event.key === ' ') && active.row === -1 && path !== undefined) {
      event.preventDefault();
      toggleSort(path);
      return;
    }
    const scroller = scrollRef.current;
    if (scroller === null) return;
    const page = Math.max(1, Math.floor((scroller.clientHeight - HEAD_HEIGHT) / ROW_HEIGHT) - 1);
    const next = moveCell(active, event.key, { rows: visible.length, columns: columns.length, page });
    if (next === undefined) return;
    event.preventDefault();
    setActive(next);
    if (next.row >= 0) rows.scrollToIndex(next.row);
    revealColumn(scroller, columns, next.column);
  };
  const onClick = (event: MouseEvent): void => {
    if (!(event.target instanceof Element)) return;
    const row = event.target.closest('[role=row]')?.ariaRowIndex;
    const column = event.target.closest('[role=gridcell]')?.ariaColIndex;
    if (row && column) setActive({ row: Number(row) - 2, column: Number(column) - 1 });
    scrollRef.current?.focus({ preventScroll: true });
  };
  const onMouseOver = ({ target }: MouseEvent): void => {
    if (target instanceof HTMLElement && target.role === 'gridcell') {
      target.title = target.scrollWidth > target.clientWidth ? (target.textContent ?? '') : '';
    }
  };
  return (
    <div
      ref={scrollRef}
      className="hs-grid"
      role="grid"
      aria-label={RESOURCE_LABELS[type]}
      aria-rowcount={visible.length + 1}
      aria-colcount={columns.length}
      aria-activedescendant={focused ? ACTIVE_CELL_ID : undefined}
      tabIndex={0}
      data-focused={focused}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onMouseOver={onMouseOver}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
    >
      <div role="presentation" className="hs-sheet" style={{ width: totalWidth }}>
        <GridHead
          columns={columns}
          window={columnWindow}
          sort={sort}
          activeColumn={focused && active.row === -1 ? active.column : undefined}
          toggleSort={toggleSort}
        />
        <div role="rowgroup" className="hs-body" style={{ height: rows.getTotalSize() }}>
          {items.map((item) => (
            <GridRow
              key={slots.slotOf(item.index)}
              estate={estate}
              table={table}
              row={visible[item.index] ?? 0}
              index={item.index}
              top={item.start}
              columns={columns}
              window={columnWindow}
              activeColumn={focused && active.row === item.index ? active.column : undefined}
              revision={revision}
            />
          ))}
        </div>
      </div>
    </div>
  );
}
