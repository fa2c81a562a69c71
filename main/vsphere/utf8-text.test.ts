import { describe, expect, it } from 'vitest';
import { Utf8Text } from './utf8-text.ts';

const TEXT = 'a ü € 東京 😀 \u{10ffff} z';
const BYTES = Buffer.from(TEXT);

function read(pieces: readonly Uint8Array[]): string {
  const utf8 = new Utf8Text();
  const text = pieces.map((piece) => utf8.write(piece)).join('');
  utf8.end();
  return text;
}

describe('Utf8Text', () => {
  it('gives the same text wherever the bytes are cut, and byte by byte', () => {
    for (let cut = 0; cut <= BYTES.length; cut += 1)
      expect(read([BYTES.subarray(0, cut), BYTES.subarray(cut)])).toBe(TEXT);
    expect(read(Array.from(BYTES, (_, at) => BYTES.subarray(at, at + 1)))).toBe(TEXT);
  });

  it.each([
    ['a byte that begins nothing', [0x61, 0xff, 0x61]],
    ['a continuation that continues nothing', [0x80]],
    ['a character that ends too early', [0xe2, 0x82, 0x61]],
    ['an overlong form', [0xc0, 0xaf, 0x61]],
    ['half of a surrogate pair', [0xed, 0xa0, 0x80]],
  ])('refuses %s, in one piece and byte by byte', (_, bytes) => {
    expect(() => read([Uint8Array.from(bytes)])).toThrow('it is not valid UTF-8');
    expect(() => read(bytes.map((byte) => Uint8Array.of(byte)))).toThrow('it is not valid UTF-8');
  });

  it('names an end in the middle of a character', () => {
    expect(() => read([BYTES.subarray(0, BYTES.indexOf(0xf0) + 2)])).toThrow('it ends in the middle of a character');
  });
});
