import { expect, it } from 'vitest';
import { merge, withNext } from './merge.ts';

const ascending = (left: number, right: number) => left - right;
const where = (numbers: number, keep: (number: number) => boolean) =>
  Uint32Array.from(Array.from({ length: numbers }, (_, number) => number).filter(keep));

it.each([
  ['none', () => false],
  ['all', () => true],
  ['every other one', (number: number) => number % 2 === 0],
  ['the first ones', (number: number) => number < 300],
  ['the last one', (number: number) => number === 999],
  ['few', (number: number) => number % 301 === 7],
])('merges two orders, %s of the numbers in one of them', (_, isLeft) => {
  const left = where(1000, isLeft);
  const right = where(1000, (number) => !isLeft(number));
  const all = where(1000, () => true);
  expect(merge(left, right, ascending)).toEqual(all);
  expect(merge(right, left, ascending)).toEqual(all);
});

it('puts numbers that come next where they belong', () => {
  const descending = (left: number, right: number) => right - left;
  expect([...withNext(Uint32Array.of(2, 1, 0), 5, descending)]).toEqual([4, 3, 2, 1, 0]);
  expect([...withNext(new Uint32Array(0), 3, descending)]).toEqual([2, 1, 0]);
});

it('takes few comparisons for few numbers', () => {
  let compared = 0;
  const counting = (left: number, right: number) => {
    compared += 1;
    return left - right;
  };
  merge(
    where(100_000, (number) => number !== 77_777),
    Uint32Array.of(77_777),
    counting,
  );
  expect(compared).toBeLessThan(40);
});
