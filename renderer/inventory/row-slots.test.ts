import { describe, expect, it } from 'vitest';
import { RowSlots } from './row-slots.ts';

const slotsOf = (rows: ReturnType<RowSlots['show']>): readonly number[] => rows.map(({ slot }) => slot);
const indexesOf = (rows: ReturnType<RowSlots['show']>): readonly number[] => rows.map(({ index }) => index);
const span = (first: number, count: number) => ({ first, count });
const range = (first: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, offset) => first + offset);

describe('RowSlots', () => {
  it('draws the rows of every span in order, each with an element of its own, and makes no more than needed', () => {
    const rows = new RowSlots();
    for (const [first, count] of [
      [0, 10],
      [7, 10],
      [3, 10],
      [5000, 10],
      [4990, 12],
      [4995, 4],
      [4980, 12],
      [0, 5],
    ] as const) {
      const drawn = rows.show(span(first, count), false);
      expect(indexesOf(drawn)).toEqual(range(first, count));
      expect(new Set(slotsOf(drawn)).size).toBe(count);
      expect(Math.max(...slotsOf(drawn))).toBeLessThan(12);
    }
  });

  it('leaves a row its element for as long as it is in view, and moves one for each that was scrolled by', () => {
    const rows = new RowSlots();
    const before = slotsOf(rows.show(span(0, 10), false));
    expect(slotsOf(rows.show(span(3, 10), false))).toEqual([...before.slice(3), ...before.slice(0, 3)]);
    expect(slotsOf(rows.show(span(0, 10), false))).toEqual(before);
  });

  it('moves no element on a jump', () => {
    const rows = new RowSlots();
    const before = slotsOf(rows.show(span(0, 10), false));
    expect(slotsOf(rows.show(span(70_000, 10), false))).toEqual(before);
    expect(slotsOf(rows.show(span(0, 10), false))).toEqual(before);
  });

  it('leaves elements that a jump does not need where they were, in the order of their rows', () => {
    const rows = new RowSlots();
    const before = slotsOf(rows.show(span(100, 10), false));
    const down = rows.show(span(500, 6), true);
    expect(indexesOf(down)).toEqual([100, 101, 102, 103, ...range(500, 6)]);
    expect(slotsOf(down)).toEqual(before);
    const between = rows.show(span(300, 6), true);
    expect(slotsOf(between)).toEqual(before);
    expect(indexesOf(between)).toEqual([100, 101, 102, 103, ...range(300, 6)]);
    const up = rows.show(span(0, 6), true);
    expect(slotsOf(up)).toEqual(before);
    expect(indexesOf(up)).toEqual([...range(0, 6), 302, 303, 304, 305]);
  });

  it('fills them again when the view stands still, and forgets the others', () => {
    const rows = new RowSlots();
    rows.show(span(0, 10), false);
    rows.show(span(500, 6), true);
    const still = rows.show(span(498, 10), false);
    expect(indexesOf(still)).toEqual(range(498, 10));
    expect(new Set(slotsOf(still))).toEqual(new Set(range(0, 10)));
    expect(indexesOf(rows.show(span(498, 3), false))).toEqual(range(498, 3));
  });
});
