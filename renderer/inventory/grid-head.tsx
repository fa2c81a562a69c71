// biome-ignore-all lint/a11y/useSemanticElements: headings stand above virtual rows; a table element would lay out its own
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus stays on the grid, which names its active cell
import { CaretDown, CaretUp } from '@blueprintjs/icons';
import type { TableColumn } from './columns.ts';
import { ACTIVE_CELL_ID, type ColumnWindow } from './grid-row.tsx';
import type { Sort } from './table-view.ts';

interface HeadCellProps {
  readonly column: TableColumn;
  readonly number: number;
  readonly sort: Sort | undefined;
  readonly active: boolean;
  readonly toggleSort: (path: string) => void;
}

function HeadCell(props: HeadCellProps) {
  const { column, number, sort, active, toggleSort } = props;
  const direction = sort?.path === column.path ? sort.direction : undefined;
  return (
    <div
      role="columnheader"
      id={active ? ACTIVE_CELL_ID : undefined}
      aria-colindex={number + 1}
      aria-sort={direction ?? 'none'}
      className="hs-head-cell"
      data-right={column.alignRight}
      data-active={active}
      style={{ width: column.width }}
    >
      <button type="button" tabIndex={-1} title={column.path} onClick={() => toggleSort(column.path)}>
        <span className="hs-head-label">{column.label}</span>
        <span className="hs-head-sort" aria-hidden="true">
          {direction === 'ascending' && <CaretUp size={12} />}
          {direction === 'descending' && <CaretDown size={12} />}
        </span>
      </button>
    </div>
  );
}

/** The headings: a click or Enter sorts, once more turns the order round. */
export function GridHead(props: {
  readonly columns: readonly TableColumn[];
  readonly window: ColumnWindow;
  readonly sort: Sort | undefined;
  readonly activeColumn: number | undefined;
  readonly toggleSort: (path: string) => void;
}) {
  const { columns, window, sort, activeColumn, toggleSort } = props;
  const cell = (number: number) => {
    const column = columns[number];
    if (column === undefined) return null;
    const active = number === activeColumn;
    return <HeadCell key={column.path} {...{ column, number, sort, active, toggleSort }} />;
  };
  const numbers = Array.from({ length: window.last - window.first + 1 }, (_, offset) => window.first + offset);
  return (
    <div role="rowgroup" className="hs-head">
      <div role="row" aria-rowindex={1} className="hs-head-row">
        {cell(0)}
        <div role="presentation" className="hs-skip" style={{ width: window.skipped }} />
        {numbers.map(cell)}
      </div>
    </div>
  );
}
