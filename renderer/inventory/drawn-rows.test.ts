import { describe, expect, it } from 'vitest';
import { DrawnRows } from './drawn-rows.ts';

const rowsFrom = (first: number, count = 20): readonly number[] =>
  Array.from({ length: count }, (_, offset) => first + offset);

function drawn(rows: DrawnRows, inView: readonly number[], scrolling: boolean, total = 1000): readonly number[] {
  return rows.show({ inView, total, scrolling }).map(({ index }) => index);
}

describe('DrawnRows', () => {
  it('draws rows beyond those in view, where there are any', () => {
    const rows = new DrawnRows();
    expect(drawn(rows, rowsFrom(0), false)).toEqual(rowsFrom(0, 26));
    drawn(rows, rowsFrom(5), true);
    expect(drawn(rows, rowsFrom(10), true)).toEqual(rowsFrom(4, 32));
    expect(drawn(new DrawnRows(), rowsFrom(980), false)).toEqual(rowsFrom(974, 26));
    expect(drawn(new DrawnRows(), rowsFrom(0, 3), false, 3)).toEqual([0, 1, 2]);
    expect(drawn(new DrawnRows(), [], false, 0)).toEqual([]);
  });

  it('fills only those in view on a leap, also when drawn again before the next one', () => {
    const rows = new DrawnRows();
    drawn(rows, rowsFrom(100), false);
    const left = drawn(rows, rowsFrom(500), true);
    expect(left.filter((index) => index >= 400)).toEqual(rowsFrom(500));
    expect(left.length).toBe(32);
    expect(drawn(rows, rowsFrom(500), true)).toEqual(left);
  });

  it('draws those beyond them again when it is scrolled by little, or stands still', () => {
    const rows = new DrawnRows();
    drawn(rows, rowsFrom(100), false);
    drawn(rows, rowsFrom(500), true);
    expect(drawn(rows, rowsFrom(506), true)).toEqual(rowsFrom(500, 32));
    drawn(rows, rowsFrom(100), true);
    expect(drawn(rows, rowsFrom(100), false)).toEqual(rowsFrom(94, 32));
  });

  it('draws no row that is gone', () => {
    const rows = new DrawnRows();
    drawn(rows, rowsFrom(900), false);
    expect(drawn(rows, rowsFrom(0), true, 917)).toEqual([...rowsFrom(0), 914, 915, 916]);
  });
});
