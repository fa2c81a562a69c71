import { describe, expect, it } from 'vitest';
import { type AxisQuantity, axisScale, formatTick, place } from './axis-scale.ts';

const MIB = 1024 ** 2;

function ticks(quantity: AxisQuantity, lowest: number, highest: number, steps: number): string {
  const scale = axisScale(quantity, lowest, highest, steps);
  return `${scale.ticks.map((tick) => formatTick(scale, tick)).join(' ')} ${scale.unit.name}`.trim();
}

describe('scale of an axis', () => {
  it.each<[string, AxisQuantity, number, number, number]>([
    ['0 250 500 750 1,000 MiB', 'bytes', 0, 996 * MIB, 4],
    ['0.0 0.5 1.0 1.5 2.0 2.5 GiB', 'bytes', 0, 2.4 * 1024 * MIB, 5],
    ['0.0 2.5 5.0 7.5 10.0 12.5 15.0 s', 'duration', 0, 14_200, 6],
    ['0 50 100 150 ms', 'duration', 0, 131, 4],
    ['0 1 2 3', 'count', 0, 3, 10],
    ['0 500 1,000 1,500', 'count', 0, 1083, 3],
    ['3.2 3.3 3.4 3.5 s', 'duration', 3210, 3412, 4],
    ['0 1', 'count', 0, 0, 5],
  ])('%s', (expected, quantity, lowest, highest, steps) => {
    expect(ticks(quantity, lowest, highest, steps)).toBe(expected);
  });

  it('holds all values between its ends', () => {
    for (let exponent = -2; exponent < 13; exponent++) {
      for (const factor of [1, 1.9, 2.01, 3.7, 9.99]) {
        const highest = factor * 10 ** exponent;
        for (const quantity of ['bytes', 'duration', 'count'] as const) {
          const scale = axisScale(quantity, highest * 0.7, highest, 5);
          expect(scale.from).toBeLessThanOrEqual(highest * 0.7 * (1 + 1e-9));
          expect(scale.to).toBeGreaterThanOrEqual(highest * (1 - 1e-9));
          expect(scale.ticks.length).toBeLessThan(9);
          const texts = scale.ticks.map((tick) => formatTick(scale, tick));
          if (exponent >= 0) expect(new Set(texts).size).toBe(texts.length);
        }
      }
    }
  });

  it('places values between two coordinates, in either direction', () => {
    const scale = axisScale('count', 0, 100, 5);
    expect([0, 50, 100].map((value) => place(scale, value, 20, 120))).toEqual([20, 70, 120]);
    expect([0, 50, 100].map((value) => place(scale, value, 120, 20))).toEqual([120, 70, 20]);
  });
});
