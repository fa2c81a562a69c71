import { VCENTER_PATH } from '../../vcenters/vcenter-column.ts';
import type { TableColumn } from '../columns.ts';

/** What an operator made of a kind's columns; everything that is absent is as it comes. */
export interface ColumnLayout {
  /** Paths that are not shown. */
  readonly hidden: readonly string[];
  /** Paths in the order that was chosen; columns that came later follow in their own order. */
  readonly order: readonly string[];
  /** Pixels, by path. */
  readonly widths: Readonly<Record<string, number>>;
  /** Paths that stay at the left edge besides the name. */
  readonly pinned: readonly string[];
}

export const DEFAULT_LAYOUT: ColumnLayout = { hidden: [], order: [], widths: {}, pinned: [] };
/** Pixels. */
export const LEAST_WIDTH = 48;
export const MOST_WIDTH = 800;
/** Tells a row from another: it stays first, and in sight. */
export const NAME_PATH = 'name';

/** Columns as they stand on screen. */
export interface ArrangedColumns {
  readonly columns: readonly TableColumn[];
  /** How many of the first stay at the left edge. */
  readonly pinned: number;
}

export function clampWidth(width: number): number {
  return Math.round(Math.max(LEAST_WIDTH, Math.min(MOST_WIDTH, width)));
}

/** All columns in the chosen order, hidden ones included: the name, the pinned ones, the others. */
export function orderedColumns(columns: readonly TableColumn[], layout: ColumnLayout): readonly TableColumn[] {
  const place = new Map(layout.order.map((path, index) => [path, index]));
  const rank = ({ path }: TableColumn): number => {
    // It comes and goes with the vCenters: where nobody put it elsewhere, it stands before the others.
    const own = place.get(path) ?? (path === VCENTER_PATH ? -0.5 : layout.order.length);
    if (path === NAME_PATH) return -2 * (layout.order.length + 1);
    return layout.pinned.includes(path) ? own - (layout.order.length + 1) : own;
  };
  return columns.toSorted((left, right) => rank(left) - rank(right));
}

/** The columns to draw, with the widths that were chosen. */
export function arrangeColumns(columns: readonly TableColumn[], layout: ColumnLayout): ArrangedColumns {
  const shown = orderedColumns(columns, layout)
    .filter(({ path }) => path === NAME_PATH || !layout.hidden.includes(path))
    .map((column) => {
      const width = layout.widths[column.path];
      return width === undefined ? column : { ...column, width: clampWidth(width) };
    });
  const pinned = shown.filter(({ path }) => path === NAME_PATH || layout.pinned.includes(path)).length;
  return { columns: shown, pinned };
}

function without(paths: readonly string[], path: string): readonly string[] {
  return paths.filter((each) => each !== path);
}

export function setHidden(layout: ColumnLayout, path: string, hidden: boolean): ColumnLayout {
  if (path === NAME_PATH) return layout;
  const others = without(layout.hidden, path);
  return { ...layout, hidden: hidden ? [...others, path] : others };
}

export function setWidth(layout: ColumnLayout, path: string, width: number): ColumnLayout {
  return { ...layout, widths: { ...layout.widths, [path]: clampWidth(width) } };
}

/** A column that is pinned or let go stands last among the pinned, or first among the others. */
export function setPinned(
  columns: readonly TableColumn[],
  layout: ColumnLayout,
  path: string,
  pinned: boolean,
): ColumnLayout {
  if (path === NAME_PATH) return layout;
  const others = without(layout.pinned, path);
  const rest = without(
    orderedColumns(columns, layout).map((column) => column.path),
    path,
  );
  const place = rest.filter((each) => each === NAME_PATH || others.includes(each)).length;
  return { ...layout, order: rest.toSpliced(place, 0, path), pinned: pinned ? [...others, path] : others };
}

/**
 * Puts a column before another one, or after it. Beside a pinned column it becomes pinned too, away from them it is let
 * go; nothing goes before the name.
 */
export function moveColumn(
  columns: readonly TableColumn[],
  layout: ColumnLayout,
  path: string,
  to: { readonly target: string; readonly side: 'before' | 'after' },
): ColumnLayout {
  if (path === NAME_PATH || path === to.target) return layout;
  const rest = without(
    orderedColumns(columns, layout).map((column) => column.path),
    path,
  );
  const side = to.target === NAME_PATH ? 'after' : to.side;
  const place = rest.indexOf(to.target) + (side === 'after' ? 1 : 0);
  const others = without(layout.pinned, path);
  // After the name is pinned only when another pinned column follows, or when it was pinned before.
  const joins = to.target === NAME_PATH ? layout.pinned.includes(path) : others.includes(to.target);
  return { ...layout, order: rest.toSpliced(place, 0, path), pinned: joins ? [...others, path] : others };
}

/** Moves a shown column one place to the left or right among its own: the pinned ones, or the others. */
export function stepColumn(
  columns: readonly TableColumn[],
  layout: ColumnLayout,
  path: string,
  step: -1 | 1,
): ColumnLayout {
  const shown = arrangeColumns(columns, layout).columns;
  const target = shown[shown.findIndex((column) => column.path === path) + step]?.path;
  if (target === undefined || target === NAME_PATH) return layout;
  if (layout.pinned.includes(target) !== layout.pinned.includes(path)) return layout;
  return moveColumn(columns, layout, path, { target, side: step === -1 ? 'before' : 'after' });
}
