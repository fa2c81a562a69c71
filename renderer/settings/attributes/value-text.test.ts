import { describe, expect, it } from 'vitest';
import { valueText } from './value-text.ts';

describe('valueText', () => {
  it('names what an attribute holds, with its unit', () => {
    expect(valueText({ kind: 'integer', unit: 'MB' })).toBe('number, MB');
    expect(valueText({ kind: 'boolean' })).toBe('yes or no');
    expect(valueText({ kind: 'data' })).toBe('data object');
  });
});
