import { describe, expect, it } from 'vitest';
import { differenceOf } from './difference.ts';
import { normalSamples } from './sample-fixture.ts';

describe('difference', () => {
  it('tells less and more beyond noise', () => {
    expect(differenceOf([100, 101, 99, 100, 102], [70, 71, 69, 70, 70])?.verdict).toBe('less');
    expect(differenceOf([70, 71, 69, 70, 70], [100, 101, 99, 100, 102])?.verdict).toBe('more');
  });

  it('takes samples that overlap for noise, and equal ones above all', () => {
    expect(differenceOf([100, 120, 90, 110, 95], [98, 118, 92, 108, 99])?.verdict).toBe('noise');
    expect(differenceOf([100, 120, 90], [100, 120, 90])?.verdict).toBe('noise');
  });

  it('takes less than one percent for noise, unless both are exact', () => {
    expect(differenceOf([1000, 1000, 1001], [1005, 1005, 1006])?.verdict).toBe('noise');
    expect(differenceOf([1000, 1000, 1000], [1005, 1005, 1005])).toEqual({
      absolute: 5,
      relative: 0.005,
      low: 0.005,
      high: 0.005,
      verdict: 'more',
    });
    expect(differenceOf([1000, 1000, 1000], [1000, 1000, 1000])?.verdict).toBe('same');
  });

  it('does not claim what its own ± would deny', () => {
    const draw = normalSamples(23);
    for (let trial = 0; trial < 60; trial++) {
      const found = differenceOf(draw(5, 1000, 80), draw(5, 930, 80));
      if (found?.verdict === 'noise' || found?.low === undefined || found.high === undefined) continue;
      const { relative = Number.NaN, low, high } = found;
      expect(Math.max(relative - low, high - relative)).toBeLessThan(Math.abs(relative));
      expect(low * high).toBeGreaterThan(0);
    }
  });

  it('rarely sees a difference where there is none', () => {
    const draw = normalSamples(2);
    const verdicts = Array.from({ length: 200 }, () => differenceOf(draw(5, 1000, 30), draw(5, 1000, 30))?.verdict);
    expect(verdicts.filter((verdict) => verdict !== 'noise').length).toBeLessThan(6);
  });

  it('refuses to judge fewer than three runs', () => {
    expect(differenceOf([100, 100], [50, 50, 50])).toEqual({
      absolute: -50,
      relative: -0.5,
      low: undefined,
      high: undefined,
      verdict: 'too few runs',
    });
  });

  it('is nothing when one side has no runs', () => {
    expect(differenceOf([], [1])).toBeUndefined();
    expect(differenceOf([1], [])).toBeUndefined();
  });

  it('sees something come out of nothing', () => {
    expect(differenceOf([0, 0, 0], [3, 3, 4])).toMatchObject({ absolute: 3, relative: undefined, verdict: 'more' });
    expect(differenceOf([0, 0, 0], [0, 0, 0])).toMatchObject({ relative: 0, verdict: 'same' });
  });
});
