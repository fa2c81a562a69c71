import { describe, expect, it } from 'vitest';
import { lengthText } from './age-text.ts';

describe('lengthText', () => {
  it('uses the largest unit that fits', () => {
    expect([0, 999, 59_999, 60_000, 3_599_999, 3_600_000, 86_399_999, 86_400_000].map(lengthText)).toEqual([
      '0 s',
      '0 s',
      '59 s',
      '1 min',
      '59 min',
      '1 h',
      '23 h',
      '1 d',
    ]);
  });

  it('is never below nothing', () => {
    expect(lengthText(-5000)).toBe('0 s');
  });
});
