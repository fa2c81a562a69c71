import { describe, expect, it } from 'vitest';
import { compares, parseNumberExpression } from './number-expression.ts';

const GIB = 1024 ** 3;
const bytes = { unit: 'bytes', hasWhole: true } as const;
const megabytes = { unit: 'MB', hasWhole: false } as const;
const count = { unit: undefined, hasWhole: false } as const;

describe('parseNumberExpression', () => {
  it.each([
    ['> 4 GiB', bytes, [['>', 4 * GIB]]],
    ['<=1.5tb', bytes, [['<=', 1.5 * 1024 * GIB]]],
    ['4 GB', megabytes, [['=', 4096]]],
    ['>= 1,024 M', megabytes, [['>=', 1024]]],
    ['= 0', bytes, [['=', 0]]],
    ['2.4 GHz', { unit: 'MHz', hasWhole: false }, [['=', 2400]]],
    ['> 2 w', { unit: 's', hasWhole: false }, [['>', 1_209_600]]],
    ['8', count, [['=', 8]]],
    [
      '>= 1 and < 5',
      count,
      [
        ['>=', 1],
        ['<', 5],
      ],
    ],
    [
      '> 2 < 9',
      count,
      [
        ['>', 2],
        ['<', 9],
      ],
    ],
    [
      '2..8',
      count,
      [
        ['>=', 2],
        ['<=', 8],
      ],
    ],
    [
      '1..2 GiB',
      bytes,
      [
        ['>=', GIB],
        ['<=', 2 * GIB],
      ],
    ],
    [
      '> 1 GiB, < 2 GiB',
      bytes,
      [
        ['>', GIB],
        ['<', 2 * GIB],
      ],
    ],
  ] as const)('reads %s', (text, column, expected) => {
    const read = parseNumberExpression(text, column);
    expect(read).toEqual({
      comparisons: expected.map(([operator, value]) => ({ operator, value, isShare: false })),
    });
  });

  it('reads percentages of a whole', () => {
    expect(parseNumberExpression('< 10 %', bytes)).toEqual({
      comparisons: [{ operator: '<', value: 0.1, isShare: true }],
    });
  });

  it.each([
    ['', bytes, 'Type a comparison, such as > 4 GiB, or < 10 %.'],
    ['> 4', bytes, 'Say in which unit, such as 4 GiB.'],
    ['> 4 MHz', bytes, '“MHz” is no unit of this column; say it as in 4 GiB.'],
    ['< 10 %', count, 'This column has no whole to take a percentage of.'],
    ['4 GiB', count, 'This column has no unit, so “GiB” means nothing here.'],
    ['many', count, '“many” is no comparison; say it as in > 4.'],
    ['> 4 >', count, '“>” is no comparison; say it as in > 4.'],
    ['=> 4', count, '“=> 4” is no comparison; say it as in > 4.'],
  ] as const)('says what is wrong with "%s"', (text, column, problem) => {
    expect(parseNumberExpression(text, column)).toEqual({ problem });
  });

  it('compares, and what is unset never holds', () => {
    for (const operator of ['<', '<=', '=', '>=', '>'] as const) {
      const holds = [1, 2, 3].map((actual) => compares({ operator, value: 2, isShare: false }, actual));
      expect(holds).toEqual(
        {
          '<': [true, false, false],
          '<=': [true, true, false],
          '=': [false, true, false],
          '>=': [false, true, true],
          '>': [false, false, true],
        }[operator],
      );
      expect(compares({ operator, value: 2, isShare: false }, Number.NaN)).toBe(false);
    }
  });
});
