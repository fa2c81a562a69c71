import { describe, expect, it } from 'vitest';
import { BoundedLog } from './bounded-log.ts';
import { endingSince } from './recent.ts';

describe('endingSince', () => {
  function logOf(...items: number[]): BoundedLog<number> {
    const log = new BoundedLog<number>(100);
    for (const item of items) log.push(item);
    return log;
  }

  it('gives what ends late enough, newest first, also out of order', () => {
    const log = logOf(1000, 20_000, 30_000, 19_000, 40_000);
    expect(endingSince(log, 20_000, (at) => at)).toEqual([40_000, 30_000, 20_000]);
    expect(endingSince(log, Number.NEGATIVE_INFINITY, (at) => at)).toHaveLength(5);
  });

  it('looks no further than disorder reaches', () => {
    let asked = 0;
    const log = logOf(...Array.from({ length: 100 }, (_, index) => index * 1000));
    const recent = endingSince(log, 90_000, (at) => {
      asked += 1;
      return at;
    });
    expect(recent).toHaveLength(10);
    expect(asked).toBeLessThan(20);
  });
});
