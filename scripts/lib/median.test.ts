import { expect, it } from 'vitest';
import { median } from './median.mjs';

it.each([
  [[3], 3],
  [[9, 1, 5], 5],
  [[4, 1, 3, 2], 2.5],
])('finds the middle of %j', (numbers, expected) => {
  expect(median(numbers)).toBe(expected);
});

it('refuses to make one up', () => {
  expect(() => median([])).toThrow('no median');
});
