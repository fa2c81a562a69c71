import { describe, expect, it } from 'vitest';
import { RowSlots } from './row-slots.ts';

const slots = (rows: RowSlots, first: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, offset) => rows.slotOf(first + offset));

describe('RowSlots', () => {
  it('gives every row in view a place of its own', () => {
    const rows = new RowSlots();
    for (const [first, count] of [
      [0, 10],
      [7, 10],
      [3, 10],
      [5000, 10],
      [4990, 12],
      [0, 5],
    ] as const) {
      rows.show(first, count);
      expect(new Set(slots(rows, first, count)).size).toBe(count);
    }
  });

  it('keeps the place of a row for as long as it is in view', () => {
    const rows = new RowSlots();
    rows.show(0, 10);
    const before = slots(rows, 3, 7);
    rows.show(3, 10);
    expect(slots(rows, 3, 7)).toEqual(before);
    expect(slots(rows, 10, 3)).toEqual([0, 1, 2]);
  });

  it('moves nothing on a jump: the rows there take the places in the same order', () => {
    const rows = new RowSlots();
    rows.show(0, 10);
    const before = slots(rows, 0, 10);
    rows.show(70_000, 10);
    expect(slots(rows, 70_000, 10)).toEqual(before);
    rows.show(0, 10);
    expect(slots(rows, 0, 10)).toEqual(before);
  });
});
