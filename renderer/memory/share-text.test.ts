import { describe, expect, it } from 'vitest';
import { shareText } from './share-text.ts';

describe('shareText', () => {
  it('has a digit after the point for small shares only', () => {
    expect(shareText(333, 1000)).toBe('33 %');
    expect(shareText(4, 1000)).toBe('0.4 %');
    expect(shareText(0, 1000)).toBe('0 %');
    expect(shareText(1000, 1000)).toBe('100 %');
    expect(shareText(0, 0)).toBe('');
  });
});
