import { describe, expect, it } from 'vitest';
import { NumberColumn } from './number-column.ts';
import { ValueColumn } from './value-column.ts';

describe('NumberColumn', () => {
  const numbers = (): NumberColumn =>
    new NumberColumn((cell) => (typeof cell === 'object' ? Number.NaN : Number(cell)));

  it('keeps numbers, and tells unset from 0', () => {
    const column = numbers();
    column.append([0, null, -1, 2.5]);
    expect([0, 1, 2, 3].map((row) => column.cell(row))).toEqual([0, null, -1, 2.5]);
    expect(column.number(1)).toBeNaN();
    expect(column.cell(4)).toBeNull();
  });

  it('keeps the digits of integers beyond 2^53', () => {
    const column = numbers();
    column.append(['9007199254740993', '9007199254740991', 12]);
    expect(column.cell(0)).toBe('9007199254740993');
    expect(column.cell(1)).toBe(9_007_199_254_740_991);
    expect(column.number(0)).toBeGreaterThan(column.number(1));
  });

  it('lengthens with unset cells and goes on after them, far beyond its first capacity', () => {
    const column = numbers();
    column.append([1]);
    column.pad(300);
    column.append(Array.from({ length: 1000 }, (_, index) => index));
    column.pad(10);
    expect(column.length).toBe(1300);
    expect([column.cell(0), column.cell(1), column.cell(299), column.cell(300), column.cell(1299)]).toEqual([
      1,
      null,
      null,
      0,
      999,
    ]);
  });
});

describe('ValueColumn', () => {
  it('keeps every distinct value once, lists included', () => {
    const column = new ValueColumn();
    column.append(['a', null, 'b', 'a', true, ['x', 'y'], ['x', 'y'], '']);
    expect(Array.from({ length: 8 }, (_, row) => column.cell(row))).toEqual([
      'a',
      null,
      'b',
      'a',
      true,
      ['x', 'y'],
      ['x', 'y'],
      '',
    ]);
    expect(column.distinct).toBe(6);
    expect(column.code(0)).toBe(column.code(3));
    expect(column.code(5)).toBe(column.code(6));
    expect(column.value(column.code(2))).toBe('b');
  });

  it.each([255, 256, 70_000])('holds %i distinct values, whatever the width of a code', (count) => {
    const column = new ValueColumn();
    const values = Array.from({ length: count }, (_, index) => `value ${index}`);
    column.append(values);
    column.pad(count + 1);
    expect(column.length).toBe(count + 1);
    expect(column.cell(0)).toBe('value 0');
    expect(column.cell(count - 1)).toBe(`value ${count - 1}`);
    expect(column.cell(count)).toBeNull();
    expect(values.every((value, row) => column.cell(row) === value)).toBe(true);
  });
});
