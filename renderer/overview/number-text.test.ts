import { describe, expect, it } from 'vitest';
import { cyclesText, percentText, ratioText } from './number-text.ts';

describe('ratioText', () => {
  it.each([
    [0, '0.0 : 1'],
    [3.14, '3.1 : 1'],
    [12, '12.0 : 1'],
  ])('%f is %s', (share, text) => {
    expect(ratioText(share)).toBe(text);
  });
});

describe('cyclesText', () => {
  it('counts many in thousands', () => {
    expect(cyclesText(2400)).toBe('2,400 MHz');
    expect(cyclesText(812_340)).toBe('812.3 GHz');
    expect(cyclesText(4_234_400)).toBe('4,234 GHz');
  });
});

describe('percentText', () => {
  it.each([
    [0, '0 %'],
    [0.004, '< 1 %'],
    [0.014, '1 %'],
    [0.999, '99 %'],
    [1, '100 %'],
    [1.276, '128 %'],
    [12.5, '1,250 %'],
  ])('%f is %s', (share, text) => {
    expect(percentText(share)).toBe(text);
  });
});
