import { describe, expect, it } from 'vitest';
import { CodeOrder } from './code-order.ts';

describe('CodeOrder', () => {
  it.each([1, -1])('places codes that come bit by bit as it places them all at once (%i)', (sign) => {
    let roll = 3;
    const dice = (below: number) => {
      roll = Math.imul(roll, 48_271) % 0x7fff_ffff;
      return Math.abs(roll) % below;
    };
    // Few texts, so that many codes share one; some are empty.
    const texts = Array.from({ length: 3000 }, () => (dice(20) === 0 ? '' : `vm-${dice(900)}`));
    const grown = new CodeOrder((code) => texts[code] ?? '', sign);
    for (const length of [1, 2, 500, 501, 510, 520, 1500, 1530, 1531, 2960, 3000]) {
      grown.extend(length);
      const whole = new CodeOrder((code) => texts[code] ?? '', sign);
      whole.extend(length);
      const codes = Array.from({ length }, (_, code) => code);
      expect(codes.map((code) => grown.placeOf(code))).toEqual(codes.map((code) => whole.placeOf(code)));
    }
  });

  it('puts empty texts last in either direction', () => {
    const texts = ['', 'b', 'a', ''];
    const places = (sign: number, length: number) => {
      const order = new CodeOrder((code) => texts[code] ?? '', sign);
      order.extend(length);
      return Array.from({ length }, (_, code) => order.placeOf(code));
    };
    expect([places(1, 4), places(-1, 4), places(1, 1)]).toEqual([[2, 1, 0, 2], [2, 0, 1, 2], [0]]);
  });

  it('reads few texts again when few codes are new', () => {
    let read = 0;
    const order = new CodeOrder((code) => {
      read += 1;
      return `vm-${code}`;
    }, 1);
    order.extend(10_000);
    read = 0;
    order.extend(10_001);
    expect(read).toBeLessThan(40);
  });
});
