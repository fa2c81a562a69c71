import { describe, expect, it } from 'vitest';
import { visibleText } from './visible-text.ts';

describe('visibleText', () => {
  it.each([
    ['invoice\u202egpj.exe', 'invoice‹U+202E›gpj.exe'],
    ['a\u0000b\u001b[31m\u0085', 'a‹U+0000›b‹U+001B›[31m‹U+0085›'],
    ['web\u200b1', 'web‹U+200B›1'],
    ['web\rdb', 'web‹U+000D›db'],
    ['\ufeff\u2066x\u2069', '‹U+FEFF›‹U+2066›x‹U+2069›'],
  ])('shows what is not seen in %j', (text, shown) => {
    expect(visibleText(text)).toBe(shown);
    // The expression keeps no place between two texts.
    expect(visibleText(text)).toBe(shown);
  });

  it.each([
    'خادم-web-3',
    'שרת 4',
    'می\u200cخواهم',
    '👩\u200d💻',
    'first line\nsecond\tcolumn',
    'first line\r\nsecond',
    'Zürich',
  ])('leaves %j as it is', (text) => {
    expect(visibleText(text)).toBe(text);
  });
});
