import { describe, expect, it } from 'vitest';
import { RateMeter } from './rate-meter.ts';

describe('RateMeter', () => {
  it('tells rows per second over the last three seconds', () => {
    const meter = new RateMeter();
    expect(meter.add('c1', 100, 0)).toBe(0);
    expect(meter.add('c1', 600, 1000)).toBe(500);
    expect(meter.add('c1', 1100, 2000)).toBe(500);
    expect(meter.add('c1', 1100, 5000)).toBe(0);
    expect(meter.add('c1', 1400, 6000)).toBe(75);
  });

  it('starts anew with another collection', () => {
    const meter = new RateMeter();
    meter.add('c1', 0, 0);
    meter.add('c1', 5000, 1000);
    expect(meter.add('c2', 10, 1100)).toBe(0);
    expect(meter.add('c2', 110, 2100)).toBe(100);
  });

  it('has no rate for two readings at the same moment', () => {
    const meter = new RateMeter();
    meter.add('c1', 0, 0);
    expect(meter.add('c1', 100, 0)).toBe(0);
  });
});
