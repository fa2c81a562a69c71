import { describe, expect, it } from 'vitest';
import { hashOf, PackedTexts } from './packed-texts.ts';

const TEXTS = [
  '',
  'vm-1',
  'Zürich',
  'ÿ\u0080\u0000\n\t',
  '東京 – 1',
  'مرحبا',
  '\u202eabc',
  'emoji 🖥️',
  '\ud800',
  'a\udfff b',
  'x'.repeat(5000),
  '€'.repeat(3001),
];

function packed(texts: readonly string[]): PackedTexts {
  const all = new PackedTexts();
  for (const text of texts) all.push(text);
  return all;
}

const contents = (texts: PackedTexts) => Array.from({ length: texts.length }, (_, index) => texts.at(index));

describe('PackedTexts', () => {
  it('gives every text back as it was, whatever its characters', () => {
    const texts = packed(TEXTS);
    expect(contents(texts)).toEqual(TEXTS);
    expect(texts.at(TEXTS.length)).toBeUndefined();
    expect(texts.at(-1)).toBeUndefined();
  });

  it('takes a byte for a character of Latin-1, and two for others', () => {
    expect(packed(['Zürich']).byteLength).toBe(6);
    expect(packed(['東京']).byteLength).toBe(4);
  });

  it('compares and hashes without decoding', () => {
    const texts = packed(TEXTS);
    for (const [index, text] of TEXTS.entries()) {
      for (const [other, against] of TEXTS.entries()) expect(texts.is(index, against)).toBe(index === other);
      expect(texts.is(index, `${text}x`)).toBe(false);
      expect(texts.hash(index)).toBe(hashOf(text));
      expect(texts.startsWith(index, text.slice(0, 3))).toBe(true);
      expect(texts.startsWith(index, `${text}y`)).toBe(false);
    }
    expect(texts.is(TEXTS.length, '')).toBe(false);
    expect(texts.startsWith(TEXTS.length, '')).toBe(false);
  });

  it('does not take one byte of a wide character for a narrow one', () => {
    // U+6161 is two letters "a", byte by byte.
    const texts = packed(['\u6161', 'aa', '\u0161']);
    expect(texts.is(0, 'aa')).toBe(false);
    expect(texts.is(1, '\u6161')).toBe(false);
    expect(texts.startsWith(0, 'a')).toBe(false);
    expect(texts.startsWith(2, 'a')).toBe(false);
  });

  it('tells texts of different marks apart', () => {
    const texts = new PackedTexts();
    texts.push('1', 0);
    texts.push('1', 127);
    expect([texts.mark(0), texts.mark(1)]).toEqual([0, 127]);
    expect([texts.is(0, '1'), texts.is(1, '1'), texts.is(1, '1', 127)]).toEqual([true, false, true]);
    expect(texts.hash(1)).toBe(hashOf('1', 127));
    expect(texts.hash(1)).not.toBe(texts.hash(0));
  });

  it('keeps some texts and lets go of the bytes of the others', () => {
    const texts = packed(TEXTS);
    texts.keep({ rows: 5, bounds: Uint32Array.of(0, 2, 4, 6, 8, 9) });
    expect(contents(texts)).toEqual(['', 'vm-1', '東京 – 1', 'مرحبا', '\ud800']);
    expect(texts.byteLength).toBe(packed(['', 'vm-1', '東京 – 1', 'مرحبا', '\ud800']).byteLength);
    texts.push('after');
    expect(texts.at(5)).toBe('after');
    texts.keep({ rows: 0, bounds: new Uint32Array(0) });
    expect([texts.length, texts.byteLength, texts.at(0)]).toEqual([0, 0, undefined]);
  });

  it('takes over texts of others, in any order of their runs', () => {
    const texts = packed(['first']);
    texts.take(packed(TEXTS), { rows: 4, bounds: Uint32Array.of(6, 8, 1, 3) });
    expect(contents(texts)).toEqual(['first', '\u202eabc', 'emoji 🖥️', 'vm-1', 'Zürich']);
    texts.take(packed([]), { rows: 0, bounds: new Uint32Array(0) });
    expect(texts.length).toBe(5);
  });
});
