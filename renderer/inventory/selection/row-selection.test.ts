import { describe, expect, it } from 'vitest';
import { RefList } from '../ref-list.ts';
import { NOTHING_SELECTED, type RowSelection, selectAll, selectedRows, selectRow } from './row-selection.ts';

/** Rows 0 to 5 are called a to f; on screen they stand as f e d c b. */
const shown = { table: { refs: new RefList(['a', 'b', 'c', 'd', 'e', 'f']) }, visible: Uint32Array.of(5, 4, 3, 2, 1) };
const refs = (selection: RowSelection): string => [...selection.refs].join('');

describe('row selection', () => {
  it('chooses one row, adds others, and takes them away', () => {
    const one = selectRow(NOTHING_SELECTED, shown, 1, 'only');
    expect(refs(one)).toBe('e');
    const two = selectRow(one, shown, 3, 'toggle');
    expect(refs(two)).toBe('ec');
    expect(refs(selectRow(two, shown, 1, 'toggle'))).toBe('c');
    expect(refs(selectRow(two, shown, 0, 'only'))).toBe('f');
    expect(selectRow(two, shown, 7, 'only')).toBe(two);
  });

  it('chooses ranges from where the first row is now, in both directions', () => {
    const one = selectRow(NOTHING_SELECTED, shown, 2, 'only');
    const down = selectRow(one, shown, 4, 'range');
    expect(refs(down)).toBe('dcb');
    expect(refs(selectRow(down, shown, 0, 'range'))).toBe('fed');
    const sorted = { ...shown, visible: Uint32Array.of(3, 0, 1, 2) };
    expect(refs(selectRow(one, sorted, 2, 'range'))).toBe('dab');
    const without = { ...shown, visible: Uint32Array.of(0, 1) };
    expect(refs(selectRow(one, without, 1, 'range')), 'the first row is filtered away').toBe('b');
  });

  it('chooses all rows on screen, and counts only those that are there', () => {
    const all = selectAll(NOTHING_SELECTED, shown);
    expect(refs(all)).toBe('fedcb');
    expect([...selectedRows(all, shown)]).toEqual([5, 4, 3, 2, 1]);
    expect([...selectedRows(all, { ...shown, visible: Uint32Array.of(0, 2) })]).toEqual([2]);
    expect([...selectedRows(NOTHING_SELECTED, shown)]).toEqual([]);
  });
});
