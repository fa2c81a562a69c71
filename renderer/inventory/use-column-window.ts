import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo } from 'react';
import type { TableColumn } from './columns.ts';

/** Which columns are drawn, and where. */
export interface ColumnWindow {
  /** Distance of each column that stays at the left edge, in pixels. */
  readonly pinnedLefts: readonly number[];
  /** Of the other columns, the first and the last one drawn. */
  readonly first: number;
  readonly last: number;
  /** Width of the columns skipped between the pinned ones and the first one drawn, in pixels. */
  readonly skipped: number;
}

export function widthOf(columns: readonly TableColumn[]): number {
  return columns.reduce((sum, column) => sum + column.width, 0);
}

/** The columns in view: the pinned ones, which always are, and those that the table is scrolled to. */
export function useColumnWindow(
  columns: readonly TableColumn[],
  pinned: number,
  scroller: () => HTMLDivElement | null,
): ColumnWindow {
  const pinnedWidth = widthOf(columns.slice(0, pinned));
  const virtual = useVirtualizer({
    horizontal: true,
    count: columns.length - pinned,
    getScrollElement: scroller,
    estimateSize: (index) => columns[index + pinned]?.width ?? 0,
    paddingStart: pinnedWidth,
    scrollPaddingStart: pinnedWidth,
    overscan: 1,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: widths are the virtualizer's to measure when they change
  useEffect(() => virtual.measure(), [columns, pinned, virtual]);
  const items = virtual.getVirtualItems();
  const first = items[0];
  const last = items.at(-1);
  return useMemo(
    () => ({
      pinnedLefts: columns.slice(0, pinned).map((_, number) => widthOf(columns.slice(0, number))),
      first: (first?.index ?? 0) + pinned,
      last: (last?.index ?? -1) + pinned,
      skipped: (first?.start ?? pinnedWidth) - pinnedWidth,
    }),
    [columns, pinned, first?.index, first?.start, last?.index, pinnedWidth],
  );
}

/** Keeps a cell's column in sight beside those that cover the left edge. */
export function revealColumn(
  scroller: HTMLDivElement,
  columns: readonly TableColumn[],
  pinned: number,
  number: number,
): void {
  if (number < pinned) return;
  const left = widthOf(columns.slice(0, number));
  const right = left + (columns[number]?.width ?? 0);
  const covered = widthOf(columns.slice(0, pinned));
  if (left - covered < scroller.scrollLeft) scroller.scrollLeft = left - covered;
  else if (right > scroller.scrollLeft + scroller.clientWidth) scroller.scrollLeft = right - scroller.clientWidth;
}
