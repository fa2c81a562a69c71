import { describe, expect, it } from 'vitest';
import { medianDifference, relativeTo } from './bootstrap.ts';
import { normalSamples } from './sample-fixture.ts';

describe('difference of medians', () => {
  it('knows samples that do not vary exactly', () => {
    expect(medianDifference([200, 200, 200], [150, 150, 150])).toEqual({
      absolute: -50,
      absoluteInterval: { low: -50, high: -50 },
      relative: -0.25,
      relativeInterval: { low: -0.25, high: -0.25 },
    });
  });

  it('gives the same interval for the same samples and seed', () => {
    const [a, b] = [
      [100, 104, 97, 101, 99],
      [90, 93, 88, 91, 95],
    ];
    expect(medianDifference(a, b, 3)).toEqual(medianDifference(a, b, 3));
    expect(medianDifference(a, b, 3)).not.toEqual(
      medianDifference(
        a,
        b.toReversed().map((value) => value + 1),
        3,
      ),
    );
  });

  it('does not depend on the order of the runs', () => {
    expect(medianDifference([1, 2, 3, 4], [9, 8, 7])).toEqual(medianDifference([4, 2, 1, 3], [7, 9, 8]));
  });

  it('holds its estimate, and stays within what the samples allow', () => {
    const draw = normalSamples(11);
    for (let trial = 0; trial < 40; trial++) {
      const [a, b] = [draw(3 + (trial % 6), 1000, 60), draw(3 + (trial % 4), 900, 90)];
      const { absolute, absoluteInterval, relative, relativeInterval } = medianDifference(a, b);
      expect(absoluteInterval.low).toBeLessThanOrEqual(absolute);
      expect(absoluteInterval.high).toBeGreaterThanOrEqual(absolute);
      expect(relativeInterval?.low).toBeLessThanOrEqual(relative ?? Number.NaN);
      expect(relativeInterval?.high).toBeGreaterThanOrEqual(relative ?? Number.NaN);
      expect(absoluteInterval.low).toBeGreaterThanOrEqual(Math.min(...b) - Math.max(...a));
      expect(absoluteInterval.high).toBeLessThanOrEqual(Math.max(...b) - Math.min(...a));
    }
  });

  it('covers the true difference about as often as it promises', () => {
    const draw = normalSamples(5);
    const trials = 300;
    let covered = 0;
    for (let trial = 0; trial < trials; trial++) {
      const { absoluteInterval } = medianDifference(draw(5, 1000, 50), draw(5, 800, 50));
      if (absoluteInterval.low <= -200 && absoluteInterval.high >= -200) covered += 1;
    }
    expect(covered / trials).toBeGreaterThan(0.92);
    // An interval that covers everything would say nothing.
    expect(covered / trials).toBeLessThan(1);
  });

  it('has no relative bound where the reference may be nothing', () => {
    const { relative, relativeInterval, absoluteInterval } = medianDifference([0, 4, 5], [6, 6, 7]);
    expect(relative).toBe(0.5);
    expect(relativeInterval).toBeUndefined();
    expect(absoluteInterval.high).toBe(7);
    expect(medianDifference([0, 0, 0], [6, 6, 6])).toMatchObject({ absolute: 6, relative: undefined });
  });

  it.each([
    [10, 15, 0.5],
    [10, 0, -1],
    [0, 0, 0],
    [0, 3, undefined],
  ])('from %d to %d', (reference, value, expected) => expect(relativeTo(reference, value)).toBe(expected));
});
