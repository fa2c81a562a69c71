import { describe, expect, it } from 'vitest';
import { placesOfTexts } from './text-places.ts';

function expected(texts: readonly string[]) {
  const different = [...new Set(texts)].sort((left, right) => (left < right ? -1 : 1));
  return { places: Uint32Array.from(texts, (text) => different.indexOf(text)), count: different.length };
}

const places = (texts: readonly string[]) => placesOfTexts(texts.length, (index) => texts[index] ?? '');

describe('placesOfTexts', () => {
  it('gives equal texts one place, the empty one included', () => {
    const texts = ['b', '', 'a', 'b', 'ab', '', 'a\u0000', '\uffff', '\ud800', 'é'];
    expect(places(texts)).toEqual(expected(texts));
    expect(places([])).toEqual({ places: new Uint32Array(0), count: 0 });
  });

  it('orders any number of texts that begin alike, end early or are very long', () => {
    let roll = 7;
    const dice = (below: number) => {
      roll = Math.imul(roll, 48_271) % 0x7fff_ffff;
      return Math.abs(roll) % below;
    };
    const long = 'x'.repeat(20_000);
    const texts = Array.from({ length: 3000 }, () =>
      ['', 'vm-', 'vm-prod-', '東京', long.slice(dice(3))][dice(5)]?.concat('a'.repeat(dice(4)), String(dice(500))),
    ).map((text) => text ?? '');
    expect(places(texts)).toEqual(expected(texts));
  });

  it('is not slowed down by texts that are all the same', () => {
    const texts = new Array<string>(50_000).fill('the same text');
    expect(places(texts)).toEqual({ places: new Uint32Array(50_000), count: 1 });
  });
});
