import { describe, expect, it } from 'vitest';
import { median, quantile, sorted, spreadOf, tukeyOutliers } from './statistics.ts';

describe('statistics', () => {
  it.each([
    [[3], 3],
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[10, 2, 9], 9],
  ])('the median of %j is %d', (values, expected) => expect(median(values)).toBe(expected));

  it('interpolates quantiles as R does by default (type 7)', () => {
    // quantile(c(1, 2, 4, 8, 16, 32), c(0.1, 0.25, 0.75, 0.9))
    const ascending = sorted([32, 1, 16, 2, 8, 4]);
    expect([0.1, 0.25, 0.75, 0.9].map((share) => quantile(ascending, share))).toEqual([1.5, 2.5, 14, 24]);
  });

  it('describes where values lie without changing them', () => {
    const values = [5, 1, 4, 2, 3];
    expect(spreadOf(values)).toEqual({ median: 3, low: 2, high: 4, min: 1, max: 5 });
    expect(values).toEqual([5, 1, 4, 2, 3]);
  });

  it('is not a number without values', () => {
    expect(median([])).toBeNaN();
    expect(spreadOf([]).max).toBeNaN();
    expect(tukeyOutliers([])).toEqual([]);
  });

  it('finds what lies outside of the fences, on both sides', () => {
    expect(tukeyOutliers([100, 101, 160, 99, 100, 102, 40])).toEqual([2, 6]);
    expect(tukeyOutliers([1, 2, 3, 4, 5])).toEqual([]);
    expect(tukeyOutliers([1, 1, 1000])).toEqual([]);
  });

  it('lets values within the tolerance pass where most are equal', () => {
    expect(tukeyOutliers([1000, 1000, 1000, 1000, 1005])).toEqual([4]);
    expect(tukeyOutliers([1000, 1000, 1000, 1000, 1005], 0.01)).toEqual([]);
    expect(tukeyOutliers([1000, 1000, 1000, 1000, 1015], 0.01)).toEqual([4]);
  });
});
