import { describe, expect, it } from 'vitest';
import { percentScale, placeOf } from './percent-scale.ts';

describe('percentScale', () => {
  it.each([
    [0, [0, 25, 50, 75, 100]],
    [1, [0, 25, 50, 75, 100]],
    [1.01, [0, 50, 100, 150]],
    [1.6, [0, 50, 100, 150, 200]],
    [3.1, [0, 100, 200, 300, 400]],
    [7.9, [0, 200, 400, 600, 800]],
  ])('shows up to %f in a few round steps', (highest, ticks) => {
    expect(percentScale(highest)).toEqual({ end: ticks.at(-1), ticks });
  });

  it('does not let one value flatten all others', () => {
    expect(percentScale(40, 200).end).toBe(200);
  });

  it('needs few steps whatever comes', () => {
    for (const highest of [13, 130, 1300, 99_999]) {
      const { end, ticks } = percentScale(highest);
      expect(ticks.length).toBeLessThanOrEqual(5);
      expect(end).toBeGreaterThanOrEqual(highest * 100);
    }
  });
});

describe('placeOf', () => {
  it('is a place on the axis, and never beside it', () => {
    const scale = percentScale(1.6);
    expect(placeOf(scale, 0)).toBe('0%');
    expect(placeOf(scale, 1)).toBe('50%');
    expect(placeOf(scale, 0.333)).toBe('16.65%');
    expect(placeOf(scale, 7)).toBe('100%');
    expect(placeOf(scale, -1)).toBe('0%');
  });
});
