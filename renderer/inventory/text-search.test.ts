import { describe, expect, it } from 'vitest';
import { TEXT_OPERATORS } from './filter/column-filter.ts';
import { PackedTexts } from './packed-texts.ts';
import { RANDOM_PIECES, randomTexts } from './random-texts-fixture.ts';
import { TextSearch } from './text-search.ts';

const naive = {
  contains: (text: string, needle: string) => text.includes(needle),
  is: (text: string, needle: string) => text === needle,
  starts: (text: string, needle: string) => text.startsWith(needle),
};

function packed(texts: readonly string[]): PackedTexts {
  const all = new PackedTexts();
  for (const text of texts) all.push(text);
  return all;
}

describe('TextSearch', () => {
  it('finds in bytes what is found in the texts in lower case, whatever characters they have', () => {
    const texts = randomTexts(800, 8);
    const all = packed(texts);
    const needles = [...RANDOM_PIECES, ...randomTexts(150, 3), ...texts.slice(0, 100), '', ' vm ', 'o'.repeat(300)];
    let decoded = 0;
    for (const operator of TEXT_OPERATORS) {
      for (const text of needles) {
        const search = new TextSearch(operator, text);
        const needle = text.trim().toLowerCase();
        const expected = texts.map((each) => naive[operator](each.toLowerCase(), needle));
        expect(texts.map((each) => search.passes(each))).toEqual(expected);
        const found = texts.map((_, index) => all.finds(index, search));
        decoded += found.filter((each) => each === undefined).length;
        expect(
          found.map((each, index) => each ?? expected[index]),
          `${operator} ${JSON.stringify(text)}`,
        ).toEqual(expected);
      }
    }
    const wide = texts.filter((each) => [...each].some((character) => character > '\u00ff')).length;
    expect(decoded, 'wide texts are decoded, and no others').toBe(wide * needles.length * TEXT_OPERATORS.length);
  });

  it('knows upper and lower case of every pair of Latin-1 characters', () => {
    const units = Array.from({ length: 256 }, (_, unit) => String.fromCharCode(unit));
    const all = packed(units);
    for (const needle of units.filter((unit) => unit.trim() !== '')) {
      const search = new TextSearch('contains', needle);
      const found = units.filter((_, index) => all.finds(index, search));
      expect(found).toEqual(units.filter((unit) => unit.toLowerCase() === needle.toLowerCase()));
    }
  });

  it('steps over what cannot be it, and not over what can', () => {
    const parts = ['a', 'b', 'ab', 'ba', 'aa', 'abab', 'A'];
    const texts = randomTexts(500, 12, parts);
    const all = packed(texts);
    for (const needle of randomTexts(200, 4, parts)) {
      const search = new TextSearch('contains', needle);
      const found = texts.map((_, index) => all.finds(index, search));
      expect(found, needle).toEqual(texts.map((text) => text.toLowerCase().includes(needle.toLowerCase())));
    }
  });

  it('leaves texts with an escape to whoever knows what it stands for', () => {
    const all = packed(['a%2fb', 'ab', '%', '東']);
    const search = new TextSearch('contains', 'b');
    expect([0, 1, 2, 3, 4].map((index) => all.finds(index, search, '%'))).toEqual([
      undefined,
      true,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
