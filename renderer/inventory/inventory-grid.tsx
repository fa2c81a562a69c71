// biome-ignore-all lint/a11y/useSemanticElements: rows are virtual; a table element would lay out its own
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ClipboardEvent, type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { RESOURCE_LABELS, type ResourceType } from '../../shared/inventory.ts';
import { useVisibleRows } from '../live/use-visible-rows.ts';
import { useServices } from '../shell/services.ts';
import { GridHead } from './grid-head.tsx';
import { moveCell } from './grid-keys.ts';
import { ACTIVE_CELL_ID, GridRow } from './grid-row.tsx';
import { ColumnMenu } from './layout/column-menu.tsx';
import { pressHead } from './layout/head-actions.ts';
import { useColumns } from './layout/use-columns.ts';
import { useHeadActions } from './layout/use-head-actions.ts';
import { positionOf } from './position-of.ts';
import { RowSlots } from './row-slots.ts';
import { NOTHING_SELECTED, selectedRows } from './selection/row-selection.ts';
import { selectingClick, selectingKey } from './selection/selecting-input.ts';
import { tabSeparated } from './selection/tab-separated.ts';
import type { Sort } from './sort-keys.ts';
import { useActiveCell } from './use-active-cell.ts';
import { revealColumn, useColumnWindow, widthOf } from './use-column-window.ts';

/** Pixels; the style sheet draws rows and headings of just this height. */
const ROW_HEIGHT = 26;
const HEAD_HEIGHT = 28;

const NO_SORTS: readonly Sort[] = [];

/** Below the heading that the keyboard is at. */
function placeOfActiveCell(): { readonly left: number; readonly top: number } {
  const { left = 0, bottom = 0 } = document.getElementById(ACTIVE_CELL_ID)?.getBoundingClientRect() ?? {};
  return { left, top: bottom };
}

/** The table of one kind: a grid that holds only the rows and columns in view. */
export function InventoryGrid(props: { readonly type: ResourceType }) {
  const { type } = props;
  const { inventory, live } = useServices();
  const visible = useStore(inventory.store, (state) => state.visible);
  const revision = useStore(inventory.store, (state) => state.revision);
  const sorts = useStore(inventory.store, (state) => state.sorts[type] ?? NO_SORTS);
  const selection = useStore(inventory.store, (state) => state.selections[type] ?? NOTHING_SELECTED);
  const [focused, setFocused] = useState(false);
  const scrollRef = useRef<HTMLDivElement>(null);

  const [slots] = useState(() => new RowSlots());
  const { estate } = inventory;
  const table = estate.table(type);
  const arranged = useColumns(type);
  const { columns, actions, menu, closeMenu } = useHeadActions(type, arranged, () => scrollRef.current);
  const { pinned } = arranged;
  const { active, setActive } = useActiveCell(type, table, visible);
  const columnWindow = useColumnWindow(columns, pinned, () => scrollRef.current);
  const rows = useVirtualizer({
    count: visible.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => ROW_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
    overscan: 0,
  });

  // Not its items: it would keep an object for every row that was ever in view.
  const inView = rows.getVirtualIndexes();
  const drawn = slots.show(inView, visible.length);
  useVisibleRows(inView, table, visible);

  const onKeyDown = (event: KeyboardEvent): void => {
    const how = selectingKey(event, active.row);
    if (how !== undefined) {
      event.preventDefault();
      if (how === 'all') inventory.selectAll(type);
      else if (how === 'none') inventory.clearSelection(type);
      else inventory.selectRow(type, active.row, 'toggle');
      return;
    }
    if (event.ctrlKey || event.metaKey) return;
    const column = columns[active.column];
    if (active.row === -1 && column !== undefined && pressHead(event, column, actions, placeOfActiveCell)) {
      event.preventDefault();
      return;
    }
    if (event.altKey) return;
    if (event.key === 'Enter' && active.row >= 0) {
      event.preventDefault();
      setActive(active);
      inventory.showDetails(true);
      return;
    }
    const scroller = scrollRef.current;
    if (scroller === null) return;
    const page = Math.max(1, Math.floor((scroller.clientHeight - HEAD_HEIGHT) / ROW_HEIGHT) - 1);
    const next = moveCell(active, event.key, { rows: visible.length, columns: columns.length, page });
    if (next === undefined) return;
    event.preventDefault();
    setActive(next);
    if (next.row >= 0 && next.row !== active.row)
      inventory.selectRow(type, next.row, event.shiftKey ? 'range' : 'only');
    if (next.row >= 0) rows.scrollToIndex(next.row);
    revealColumn(scroller, columns, pinned, next.column);
  };
  const onClick = (event: MouseEvent): void => {
    if (!(event.target instanceof Element)) return;
    const row = event.target.closest('[role=row]')?.ariaRowIndex;
    const column = event.target.closest('[role=gridcell]')?.ariaColIndex;
    if (row && column) {
      setActive({ row: Number(row) - 2, column: Number(column) - 1 });
      inventory.selectRow(type, Number(row) - 2, selectingClick(event));
    }
    scrollRef.current?.focus({ preventScroll: true });
  };
  const revealing = useStore(inventory.store, (state) => state.revealing);
  useEffect(() => {
    const position = positionOf(revealing, table, visible);
    if (position === undefined) return;
    rows.scrollToIndex(position, { align: 'center' });
    scrollRef.current?.focus({ preventScroll: true });
    inventory.revealed();
  }, [revealing, table, visible, rows, inventory]);
  const onCopy = (event: ClipboardEvent): void => {
    const selected = selectedRows(selection, { table, visible });
    const row = visible[active.row];
    const copied = selected.length > 0 || row === undefined ? selected : [row];
    if (copied.length === 0) return;
    event.preventDefault();
    event.clipboardData.setData(
      'text/plain',
      tabSeparated(table, copied, columns, (ref) => estate.nameOf(ref)),
    );
  };
  const onDoubleClick = ({ target }: MouseEvent): void => {
    if (target instanceof Element && target.closest('[role=gridcell]')) inventory.showDetails(true);
  };
  // Not while rows are drawn: the tips of a screen full of them cost a tenth of a frame, and one is looked at.
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
      aria-multiselectable
      tabIndex={0}
      data-focused={focused}
      onKeyDown={onKeyDown}
      // A range of rows is no range of text.
      onMouseDown={(event) => event.shiftKey && event.preventDefault()}
      onClick={onClick}
      onCopy={onCopy}
      onDoubleClick={onDoubleClick}
      onMouseOver={onMouseOver}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
    >
      <div role="presentation" className="hs-sheet" style={{ width: widthOf(columns) }}>
        <GridHead
          columns={columns}
          window={columnWindow}
          sorts={sorts}
          activeColumn={focused && active.row === -1 ? active.column : undefined}
          actions={actions}
        />
        <div role="rowgroup" className="hs-body" style={{ height: rows.getTotalSize() }}>
          <div role="presentation" className="hs-moved" style={{ top: drawn.origin * ROW_HEIGHT }}>
            {drawn.rows.map(({ slot, index, place }) => (
              <GridRow
                key={slot}
                estate={estate}
                table={table}
                row={visible[index] ?? 0}
                index={index}
                top={place * ROW_HEIGHT}
                columns={columns}
                window={columnWindow}
                activeColumn={focused && active.row === index ? active.column : undefined}
                selected={selection.refs.has(table.refs.at(visible[index]) ?? '')}
                flash={live.flashOf(table.refs.at(visible[index]) ?? '')}
                revision={revision}
              />
            ))}
          </div>
        </div>
      </div>
      {menu && <ColumnMenu {...{ type, actions, ...menu }} columns={arranged} close={closeMenu} />}
    </div>
  );
}
