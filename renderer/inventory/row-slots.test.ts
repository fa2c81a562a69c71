import { describe, expect, it } from 'vitest';
import { type DrawnSheet, RowSlots } from './row-slots.ts';

const TOTAL = 100_000;
/** Rows in view, and rows drawn on each side of them. */
const IN_VIEW = 10;
const AHEAD = 6;

const range = (first: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, offset) => first + offset);
const slotsOf = ({ rows }: DrawnSheet): readonly number[] => rows.map(({ slot }) => slot);
const indexesOf = ({ rows }: DrawnSheet): readonly number[] => rows.map(({ index }) => index);
const placesOf = ({ rows }: DrawnSheet): readonly number[] => rows.map(({ place }) => place);
const at = (slots: RowSlots, first: number): DrawnSheet => slots.show(range(first, IN_VIEW), TOTAL);

describe('RowSlots', () => {
  it('draws rows beyond those in view, where there are any', () => {
    expect(indexesOf(at(new RowSlots(), 500))).toEqual(range(500 - AHEAD, IN_VIEW + 2 * AHEAD));
    expect(indexesOf(at(new RowSlots(), 0))).toEqual(range(0, IN_VIEW + AHEAD));
    expect(indexesOf(at(new RowSlots(), TOTAL - IN_VIEW))).toEqual(range(TOTAL - IN_VIEW - AHEAD, IN_VIEW + AHEAD));
    expect(indexesOf(new RowSlots().show(range(0, 3), 3))).toEqual([0, 1, 2]);
    expect(indexesOf(new RowSlots().show([], 0))).toEqual([]);
  });

  it('draws no row that is gone', () => {
    const slots = new RowSlots();
    slots.show(range(900, 20), 1000);
    expect(indexesOf(slots.show(range(900, 20), 905))).toEqual(range(894, 11));
    expect(indexesOf(slots.show(range(900, 20), 3))).toEqual([]);
  });

  it('gives each row an element of its own, where its position says, and makes no more than needed', () => {
    const slots = new RowSlots();
    for (const first of [0, 7, 3, 5000, 4990, 4995, 4980, 0, 99_990, 5, 11, 300, 290, 400]) {
      const sheet = at(slots, first);
      expect(new Set(slotsOf(sheet)).size).toBe(sheet.rows.length);
      expect(Math.max(...slotsOf(sheet))).toBeLessThan(IN_VIEW + 2 * AHEAD);
      expect(sheet.rows.map(({ place }) => place + sheet.origin)).toEqual(indexesOf(sheet));
    }
  });

  it('leaves a row its element for as long as it is drawn, and moves one for each that was scrolled by', () => {
    const slots = new RowSlots();
    const before = slotsOf(at(slots, 100));
    const after = slotsOf(at(slots, 103));
    expect(after.slice(0, -3)).toEqual(before.slice(3));
    expect(new Set(after)).toEqual(new Set(before));
    expect(new Set(slotsOf(at(slots, 100)))).toEqual(new Set(before));
  });

  it('moves no element on a jump, only their sheet, also where some rows stay in view', () => {
    const slots = new RowSlots();
    const before = at(slots, 100);
    for (const first of [70_000, 70_012, 70_000, 500]) {
      const after = at(slots, first);
      expect(slotsOf(after)).toEqual(slotsOf(before));
      expect(placesOf(after)).toEqual(placesOf(before));
    }
  });

  it('lets elements lie at few places, however the table is scrolled', () => {
    const slots = new RowSlots();
    const places = new Set<number>();
    const look = (first: number): void => {
      for (const place of placesOf(at(slots, first))) places.add(place);
    };
    for (let first = 0; first < 5000; first += 5) look(first);
    for (let first = 5000; first > 6; first -= 7) look(first);
    for (let first = 0; first < 50_000; first += 23) look(first);
    expect(places.size).toBeLessThanOrEqual(256);
    expect(Math.min(...places)).toBeGreaterThanOrEqual(0);
  });

  it('has places for the rows of a window of any height', () => {
    const slots = new RowSlots();
    for (let first = 0; first < 3000; first += 100) {
      const sheet = slots.show(range(first, 400), TOTAL);
      expect(Math.max(...placesOf(sheet)) - Math.min(...placesOf(sheet))).toBe(sheet.rows.length - 1);
    }
  });
});
