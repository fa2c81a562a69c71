import { describe, expect, it } from 'vitest';
import { slopeOf } from './slope.ts';
import { studentT95 } from './student-t.ts';

describe('studentT95', () => {
  it.each([
    [1, 12.706],
    [2, 4.303],
    [10, 2.228],
    [30, 2.042],
    // NIST's table again, for the expansion.
    [40, 2.021],
    [60, 2.0],
    [98, 1.984],
  ])('with %i degrees of freedom is %f', (degrees, quantile) => {
    expect(studentT95(degrees)).toBeCloseTo(quantile, 3);
  });

  it('has none below one', () => {
    expect(studentT95(0)).toBeNaN();
  });
});

describe('slopeOf', () => {
  it('is exact on a line', () => {
    const { slope, low, high } = slopeOf([5, 8, 11, 14, 17]);
    expect(slope).toBeCloseTo(3, 12);
    expect(high - low).toBeCloseTo(0, 12);
  });

  it('agrees with a worked example: y = 1, 3, 2, 5, 4 at 0 … 4', () => {
    // Sxx = 10, Sxy = 8, slope 0.8; residual sum of squares 10 - 0.8 * 8 = 3.6; s = sqrt(1.2); t(3) = 3.182.
    const { slope, low, high } = slopeOf([1, 3, 2, 5, 4]);
    expect(slope).toBeCloseTo(0.8, 12);
    const reach = 3.182 * Math.sqrt(1.2 / 10);
    expect(low).toBeCloseTo(0.8 - reach, 9);
    expect(high).toBeCloseTo(0.8 + reach, 9);
  });

  it('holds the true slope in about 95 of 100 noisy series', () => {
    // A linear congruential generator (Numerical Recipes), so that the test is the same every time.
    let state = 1;
    const random = () => {
      state = (state * 1664525 + 1013904223) % 2 ** 32;
      return state / 2 ** 32;
    };
    const normal = () => Array.from({ length: 12 }, random).reduce((sum, value) => sum + value, -6);
    let held = 0;
    for (let series = 0; series < 2000; series += 1) {
      const { low, high } = slopeOf(Array.from({ length: 10 }, (_, step) => 7 * step + 20 * normal()));
      if (low <= 7 && high >= 7) held += 1;
    }
    expect(held / 2000).toBeGreaterThan(0.935);
    expect(held / 2000).toBeLessThan(0.965);
  });

  it('has no interval for two values, and no slope for fewer', () => {
    expect(slopeOf([1, 3])).toEqual({ slope: 2, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY });
    expect(() => slopeOf([1])).toThrow('at least 2 values');
  });
});
