import { describe, expect, it } from 'vitest';
import { BoundedLog } from './bounded-log.ts';

describe('BoundedLog', () => {
  it('keeps the newest so many, in order of arrival or the other way round', () => {
    const log = new BoundedLog<string>(3);
    expect([...log]).toEqual([]);
    for (const item of ['a', 'b']) log.push(item);
    expect([...log]).toEqual(['a', 'b']);
    expect([...log.newestFirst()]).toEqual(['b', 'a']);
    for (const item of ['c', 'd', 'e']) log.push(item);
    expect(log.length).toBe(3);
    expect(log.total).toBe(5);
    expect([...log]).toEqual(['c', 'd', 'e']);
    expect([...log.newestFirst()]).toEqual(['e', 'd', 'c']);
  });
});
