import { describe, expect, it } from 'vitest';
import { moveCell } from './grid-keys.ts';

const size = { rows: 100, columns: 5, page: 20 };
const move = (row: number, column: number, key: string) => moveCell({ row, column }, key, size);

describe('moveCell', () => {
  it.each([
    ['ArrowDown', 5, 2, { row: 6, column: 2 }],
    ['ArrowUp', 5, 2, { row: 4, column: 2 }],
    ['ArrowLeft', 5, 2, { row: 5, column: 1 }],
    ['ArrowRight', 5, 2, { row: 5, column: 3 }],
    ['PageDown', 5, 2, { row: 25, column: 2 }],
    ['PageUp', 50, 2, { row: 30, column: 2 }],
    ['Home', 50, 2, { row: 0, column: 2 }],
    ['End', 50, 2, { row: 99, column: 2 }],
  ])('%s from row %i, column %i', (key, row, column, expected) => {
    expect(move(row, column, key)).toEqual(expected);
  });

  it('goes up to the headings and not beyond any edge', () => {
    expect(move(0, 0, 'ArrowUp')).toEqual({ row: -1, column: 0 });
    expect(move(-1, 0, 'ArrowUp')).toEqual({ row: -1, column: 0 });
    expect(move(-1, 0, 'PageDown')).toEqual({ row: 20, column: 0 });
    expect(move(5, 0, 'PageUp')).toEqual({ row: 0, column: 0 });
    expect(move(99, 4, 'ArrowDown')).toEqual({ row: 99, column: 4 });
    expect(move(99, 4, 'ArrowRight')).toEqual({ row: 99, column: 4 });
    expect(move(0, 0, 'ArrowLeft')).toEqual({ row: 0, column: 0 });
  });

  it('means nothing by other keys', () => {
    expect(move(5, 2, 'a')).toBeUndefined();
    expect(move(5, 2, 'Enter')).toBeUndefined();
  });
});
