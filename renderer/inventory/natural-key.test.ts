import { describe, expect, it } from 'vitest';
import { naturalKey } from './natural-key.ts';

const sorted = (...names: readonly string[]): readonly string[] =>
  names.toSorted((a, b) => {
    const [left, right] = [naturalKey(a), naturalKey(b)];
    return left < right ? -1 : Number(left > right);
  });

describe('naturalKey', () => {
  it('counts numbers as numbers, wherever they stand', () => {
    expect(sorted('vm-10', 'vm-9', 'vm-100', 'vm-1')).toEqual(['vm-1', 'vm-9', 'vm-10', 'vm-100']);
    expect(sorted('rack 2 host 10', 'rack 2 host 9', 'rack 10 host 1')).toEqual([
      'rack 2 host 9',
      'rack 2 host 10',
      'rack 10 host 1',
    ]);
    expect(sorted('10', '9', '1')).toEqual(['1', '9', '10']);
  });

  it('compares numbers that no integer holds by their digits', () => {
    expect(sorted('x99999999999999999999998', 'x99999999999999999999997', 'x9')).toEqual([
      'x9',
      'x99999999999999999999997',
      'x99999999999999999999998',
    ]);
  });

  it('does not count case, accents and leading zeros', () => {
    expect(naturalKey('DB-Süd-007')).toBe(naturalKey('db-sud-7'));
    expect(sorted('Zoe', 'äpfel', 'apfel2', 'Birne')).toEqual(['äpfel', 'apfel2', 'Birne', 'Zoe']);
    expect(naturalKey('a0')).toBe(naturalKey('a000'));
  });

  it('leaves a text without digits as it is, in lower case', () => {
    expect(naturalKey('Template')).toBe('template');
    expect(naturalKey('')).toBe('');
  });
});
