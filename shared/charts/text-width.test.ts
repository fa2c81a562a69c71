import { describe, expect, it } from 'vitest';
import { fitText, textWidth } from './text-width.ts';

describe('width of texts', () => {
  it('grows with the text and with the font', () => {
    expect(textWidth('', 12)).toBe(0);
    expect(textWidth('abc', 12)).toBeLessThan(textWidth('abcd', 12));
    expect(textWidth('abc', 24)).toBeCloseTo(2 * textWidth('abc', 12));
    expect(textWidth('WWW', 12)).toBeGreaterThan(textWidth('iii', 12));
    expect(textWidth('漢', 12)).toBeGreaterThan(12);
  });

  it('shortens what does not fit, by whole characters', () => {
    expect(fitText('Streaming only', 12, 500)).toBe('Streaming only');
    const short = fitText('Explicit garbage collection only', 12, 100);
    expect(short).toMatch(/^Explicit.*…$/);
    expect(textWidth(short, 12)).toBeLessThanOrEqual(100);
    expect(fitText('🗄🗄🗄🗄', 12, 40)).toBe('🗄🗄…');
    expect(fitText('anything', 12, 0)).toBe('a…');
  });
});
