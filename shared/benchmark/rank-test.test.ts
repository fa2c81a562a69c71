import { describe, expect, it } from 'vitest';
import { leastP, rankTest } from './rank-test.ts';

/** By trying every way to pick which of the values are a's. */
function byEnumeration(a: readonly number[], b: readonly number[]): number {
  const values = [...a, ...b];
  const distance = (mine: readonly number[], others: readonly number[]) => {
    const u = mine.reduce((sum, left) => sum + others.filter((right) => left < right).length, 0);
    return Math.min(u, mine.length * others.length - u);
  };
  const found = distance(a, b);
  let all = 0;
  let asFar = 0;
  for (let picks = 0; picks < 2 ** values.length; picks += 1) {
    const mine = values.filter((_, index) => (picks >> index) & 1);
    if (mine.length !== a.length) continue;
    all += 1;
    if (
      distance(
        mine,
        values.filter((_, index) => !((picks >> index) & 1)),
      ) <= found
    )
      asFar += 1;
  }
  return asFar / all;
}

describe('rank test', () => {
  it.each([
    [
      [1, 2, 3, 4, 5],
      [6, 7, 8, 9, 10],
    ],
    [
      [1, 2, 3, 4, 6],
      [5, 7, 8, 9, 10],
    ],
    [
      [1, 4, 5, 8, 10],
      [2, 3, 6, 7, 9],
    ],
    [
      [1, 2, 9],
      [3, 4, 5, 6, 7, 8],
    ],
    [
      [10, 9, 7, 8],
      [1, 2, 3, 6],
    ],
  ])('agrees with every order tried: %j, %j', (a, b) => {
    expect(rankTest(a, b)).toBeCloseTo(byEnumeration(a, b), 12);
    expect(rankTest(b, a)).toBeCloseTo(rankTest(a, b), 12);
  });

  it('has the published critical values', () => {
    // Two-sided 5 %: U = 2 for 5 and 5 values.
    expect(rankTest([1, 2, 3, 4, 8], [5, 6, 7, 9, 10])).toBeGreaterThan(0.05);
    expect(rankTest([1, 2, 3, 4, 7], [5, 6, 8, 9, 10])).toBeLessThan(0.05);
    expect(leastP(5, 5)).toBe(2 / 252);
    expect(leastP(3, 3)).toBe(2 / 20);
  });

  it('is certain of nothing when all values are alike', () => {
    expect(rankTest([1, 1, 1], [1, 1, 1])).toBe(1);
    expect(rankTest([1], [2])).toBe(1);
  });

  it('stays exact enough for fifty runs', () => {
    const low = Array.from({ length: 50 }, (_, index) => index);
    expect(
      rankTest(
        low,
        low.map((value) => value + 0.5),
      ),
    ).toBeGreaterThan(0.5);
    expect(
      rankTest(
        low,
        low.map((value) => value + 100),
      ),
    ).toBeLessThan(1e-20);
  });
});
