import { describe, expect, it } from 'vitest';
import type { StoredCell } from './column-storage.ts';
import { LOOKED_UP, ValueDictionary } from './value-dictionary.ts';

describe('ValueDictionary', () => {
  it('gives every kind of value back, and tells those apart that read the same', () => {
    const values: readonly StoredCell[] = [
      'true',
      true,
      false,
      '5',
      5,
      -0.5,
      1e300,
      '',
      '[]',
      [],
      [''],
      ['a\nb'],
      ['a', 'b'],
      'a\nb',
      '["a","b"]',
      ['\ud800', '東京'],
      null,
    ];
    const dictionary = new ValueDictionary();
    const codes = values.map((value) => dictionary.codeOf(value));
    expect(new Set(codes).size).toBe(values.length);
    expect(codes.at(-1), 'unset is 0').toBe(0);
    expect(codes.map((code) => dictionary.value(code))).toEqual(values);
    expect(values.map((value) => dictionary.codeOf(value))).toEqual(codes);
    expect(dictionary.size).toBe(values.length);
    expect(dictionary.value(values.length)).toBeNull();
  });

  it('looks for repeats of the first values only', () => {
    const dictionary = new ValueDictionary();
    for (let index = 0; index < LOOKED_UP; index += 1) dictionary.codeOf(`name ${index}`);
    expect(dictionary.codeOf(`name ${LOOKED_UP - 1}`)).toBe(LOOKED_UP);
    expect(dictionary.codeOf('late')).not.toBe(dictionary.codeOf('late'));
  });

  it('adopts the values that occur in another one', () => {
    const source = new ValueDictionary();
    for (const value of ['a', ['b'], 3, 'd'] as const) source.codeOf(value);
    const dictionary = new ValueDictionary();
    expect([...dictionary.adopt(source, Uint8Array.of(1, 0, 1, 0, 1))]).toEqual([0, 0, 1, 0, 2]);
    expect([1, 2].map((code) => dictionary.value(code))).toEqual([['b'], 'd']);
    expect([...dictionary.adopt(source, Uint8Array.of(0, 1, 1, 1, 1))]).toEqual([0, 3, 1, 4, 2]);
    expect(dictionary.size).toBe(5);
  });
});
