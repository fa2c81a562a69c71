import { describe, expect, it } from 'vitest';
import { isAtLeast } from './api-version.ts';

describe('isAtLeast', () => {
  it.each([
    ['8.0.2.0', '7.0', true],
    ['7.0', '7.0.0.0', true],
    ['6.7.3', '7.0', false],
    ['10.0', '9.1', true],
  ])('%s at least %s: %s', (version, minimum, expected) => {
    expect(isAtLeast(version, minimum)).toBe(expected);
  });
});
