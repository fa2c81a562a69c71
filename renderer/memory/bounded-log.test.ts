import { describe, expect, it } from 'vitest';
import { BoundedLog } from './bounded-log.ts';

describe('BoundedLog', () => {
  it('keeps the newest so many, in order of arrival and by their place from the end', () => {
    const log = new BoundedLog<string>(3);
    expect([...log]).toEqual([]);
    for (const item of ['a', 'b']) log.push(item);
    expect([...log]).toEqual(['a', 'b']);
    expect([0, 1, 2, 3].map((back) => log.fromNewest(back))).toEqual(['b', 'a', undefined, undefined]);
    for (const item of ['c', 'd', 'e']) log.push(item);
    expect(log.length).toBe(3);
    expect(log.total).toBe(5);
    expect([...log]).toEqual(['c', 'd', 'e']);
    expect([0, 1, 2, 3].map((back) => log.fromNewest(back))).toEqual(['e', 'd', 'c', undefined]);
  });
});
