// biome-ignore-all lint/a11y/useSemanticElements: headings stand above virtual rows; a table element would lay out its own
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus stays on the grid, which names its active cell
import { CaretDown, CaretUp } from '@blueprintjs/icons';
import { type DragEvent, useState } from 'react';
import type { TableColumn } from './columns.ts';
import { ACTIVE_CELL_ID } from './grid-row.tsx';
import type { HeadActions } from './layout/head-actions.ts';
import { ResizeHandle } from './layout/resize-handle.tsx';
import type { Sort } from './sort-keys.ts';
import type { ColumnWindow } from './use-column-window.ts';

interface Drop {
  readonly target: string;
  readonly side: 'before' | 'after';
}

interface HeadCellProps {
  readonly column: TableColumn;
  readonly number: number;
  readonly sorts: readonly Sort[];
  readonly active: boolean;
  /** Distance from the left edge of a column that stays there. */
  readonly left: number | undefined;
  readonly edge: boolean;
  readonly drop: 'before' | 'after' | undefined;
  readonly actions: HeadActions;
  readonly onDrag: (path: string | undefined) => void;
  readonly onDragOver: (event: DragEvent<HTMLElement>, path: string) => void;
  readonly onDrop: (event: DragEvent<HTMLElement>) => void;
}

/** The direction of a sorted column, and its rank where there are several. */
function SortSign(props: { readonly sorts: readonly Sort[]; readonly rank: number }) {
  const { sorts, rank } = props;
  return (
    <span className="hs-head-sort" aria-hidden="true">
      {sorts[rank]?.direction === 'ascending' && <CaretUp size={12} />}
      {sorts[rank]?.direction === 'descending' && <CaretDown size={12} />}
      {rank >= 0 && sorts.length > 1 && <span className="hs-head-rank">{rank + 1}</span>}
    </span>
  );
}

function HeadCell(props: HeadCellProps) {
  const { column, number, sorts, active, left, actions } = props;
  const { path, label, width } = column;
  const rank = sorts.findIndex((sort) => sort.path === path);
  return (
    <div
      role="columnheader"
      id={active ? ACTIVE_CELL_ID : undefined}
      aria-colindex={number + 1}
      aria-label={label}
      aria-sort={sorts[rank]?.direction ?? 'none'}
      aria-description={rank >= 0 && sorts.length > 1 ? `sorted by, number ${rank + 1}` : undefined}
      className={`hs-head-cell${left === undefined ? '' : ' hs-pinned'}${props.edge ? ' hs-pinned-edge' : ''}`}
      data-right={column.alignRight}
      data-active={active}
      data-drop={props.drop}
      style={{ width, left }}
      draggable={number > 0}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', label);
        props.onDrag(path);
      }}
      onDragOver={(event) => props.onDragOver(event, path)}
      onDrop={props.onDrop}
      onDragEnd={() => props.onDrag(undefined)}
      onContextMenu={(event) => {
        event.preventDefault();
        actions.menu(path, { left: event.clientX, top: event.clientY });
      }}
    >
      <button type="button" tabIndex={-1} title={path} onClick={(event) => actions.sort(path, event.shiftKey)}>
        <span className="hs-head-label">{label}</span>
        <SortSign sorts={sorts} rank={rank} />
      </button>
      <ResizeHandle path={path} width={width} actions={actions} />
    </div>
  );
}

export interface GridHeadProps {
  readonly columns: readonly TableColumn[];
  readonly window: ColumnWindow;
  readonly sorts: readonly Sort[];
  readonly activeColumn: number | undefined;
  readonly actions: HeadActions;
}

/** The headings: a click or Enter sorts, with Shift also; they are dragged into another order, and to another width at their edge. */
export function GridHead(props: GridHeadProps) {
  const { columns, window, sorts, activeColumn, actions } = props;
  const [dragged, setDragged] = useState<string>();
  const [drop, setDrop] = useState<Drop>();
  const onDrag = (path: string | undefined): void => {
    setDragged(path);
    if (path === undefined) setDrop(undefined);
  };
  const onDragOver = (event: DragEvent<HTMLElement>, path: string): void => {
    if (dragged === undefined) return;
    event.preventDefault();
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const side = path !== 'name' && event.clientX < left + width / 2 ? 'before' : 'after';
    if (drop?.target !== path || drop.side !== side) setDrop({ target: path, side });
  };
  const onDrop = (event: DragEvent<HTMLElement>): void => {
    event.preventDefault();
    if (dragged !== undefined && drop !== undefined) actions.drop(dragged, drop.target, drop.side);
    onDrag(undefined);
  };
  const cell = (number: number) => {
    const column = columns[number];
    if (column === undefined) return null;
    const { path } = column;
    return (
      <HeadCell
        key={path}
        {...{ column, number, sorts, actions, onDrag, onDragOver, onDrop }}
        active={number === activeColumn}
        left={window.pinnedLefts[number]}
        edge={number === window.pinnedLefts.length - 1}
        drop={drop?.target === path && dragged !== path ? drop.side : undefined}
      />
    );
  };
  const numbers = Array.from({ length: window.last - window.first + 1 }, (_, offset) => window.first + offset);
  return (
    <div role="rowgroup" className="hs-head">
      <div role="row" aria-rowindex={1} className="hs-head-row">
        {window.pinnedLefts.map((_, number) => cell(number))}
        <div role="presentation" className="hs-skip" style={{ width: window.skipped }} />
        {numbers.map(cell)}
      </div>
    </div>
  );
}
