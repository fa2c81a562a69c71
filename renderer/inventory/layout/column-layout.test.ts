import { describe, expect, it } from 'vitest';
import type { TableColumn } from '../columns.ts';
import {
  arrangeColumns,
  type ColumnLayout,
  DEFAULT_LAYOUT,
  moveColumn,
  setHidden,
  setPinned,
  setWidth,
  stepColumn,
} from './column-layout.ts';

const columns: readonly TableColumn[] = ['name', 'a', 'b', 'c', 'd'].map((path) => ({
  path,
  label: path,
  attribute: undefined,
  width: 100,
  alignRight: false,
}));

function shown(layout: ColumnLayout): string {
  const { columns: arranged, pinned } = arrangeColumns(columns, layout);
  const paths = arranged.map(({ path }) => path);
  return `${paths.slice(0, pinned).join(' ')} | ${paths.slice(pinned).join(' ')}`;
}

describe('column layout', () => {
  it('is the order of the attributes with the name at the edge until somebody changes it', () => {
    expect(shown(DEFAULT_LAYOUT)).toBe('name | a b c d');
  });

  it('hides and shows columns in their place, but never the name', () => {
    const hidden = setHidden(setHidden(DEFAULT_LAYOUT, 'b', true), 'name', true);
    expect(shown(hidden)).toBe('name | a c d');
    expect(shown(setHidden(hidden, 'b', false))).toBe('name | a b c d');
  });

  it('moves a column before or after another', () => {
    const moved = moveColumn(columns, DEFAULT_LAYOUT, 'd', { target: 'b', side: 'before' });
    expect(shown(moved)).toBe('name | a d b c');
    expect(shown(moveColumn(columns, moved, 'a', { target: 'c', side: 'after' }))).toBe('name | d b c a');
    expect(shown(moveColumn(columns, moved, 'c', { target: 'name', side: 'before' }))).toBe('name | c a d b');
    expect(moveColumn(columns, moved, 'name', { target: 'c', side: 'after' })).toBe(moved);
  });

  it('pins to the left in the order of pinning, and lets go', () => {
    const pinned = setPinned(columns, setPinned(columns, DEFAULT_LAYOUT, 'c', true), 'a', true);
    expect(shown(pinned)).toBe('name c a | b d');
    expect(shown(setPinned(columns, pinned, 'c', false))).toBe('name a | c b d');
    expect(shown(moveColumn(columns, pinned, 'd', { target: 'a', side: 'before' }))).toBe('name c d a | b');
    expect(shown(moveColumn(columns, pinned, 'c', { target: 'd', side: 'before' }))).toBe('name a | b c d');
  });

  it('steps over hidden columns, and not over the border of the pinned ones', () => {
    const layout = setPinned(columns, setHidden(DEFAULT_LAYOUT, 'c', true), 'a', true);
    expect(shown(stepColumn(columns, layout, 'd', -1))).toBe('name a | d b');
    expect(stepColumn(columns, layout, 'b', -1)).toBe(layout);
    expect(stepColumn(columns, layout, 'a', -1)).toBe(layout);
    expect(stepColumn(columns, layout, 'd', 1)).toBe(layout);
  });

  it('keeps widths within what can be used', () => {
    const widths = setWidth(setWidth(DEFAULT_LAYOUT, 'a', 5), 'b', 123.4);
    expect(arrangeColumns(columns, widths).columns.map(({ width }) => width)).toEqual([100, 48, 123, 100, 100]);
  });

  it('puts columns that a later collection brings behind those that were ordered', () => {
    const moved = moveColumn(columns.slice(0, 4), DEFAULT_LAYOUT, 'c', { target: 'a', side: 'before' });
    expect(shown(moved)).toBe('name | c a b d');
  });
});
