import { describe, expect, it } from 'vitest';
import { seededRandom } from './random.ts';

function take(seed: number, count: number): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => random());
}

describe('seeded random', () => {
  it('gives the same numbers for the same seed and others for its neighbour', () => {
    expect(take(7, 50)).toEqual(take(7, 50));
    expect(take(7, 50)).not.toEqual(take(8, 50));
  });

  it.each([0, 1, 1979, 0xffff_ffff, 0x9e37_79b9])('spreads evenly from seed %d', (seed) => {
    const counts = new Array<number>(10).fill(0);
    for (const value of take(seed, 20_000)) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThan(1);
      counts[Math.floor(value * 10)] = (counts[Math.floor(value * 10)] ?? 0) + 1;
    }
    // Five standard deviations of a binomial with 20,000 draws.
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(215);
  });

  it('starts seeds that follow each other far apart', () => {
    const first = Array.from({ length: 1000 }, (_, seed) => take(seed, 1)[0] ?? 0);
    expect(Math.abs(first.reduce((sum, value) => sum + value, 0) / 1000 - 0.5)).toBeLessThan(0.05);
  });
});
