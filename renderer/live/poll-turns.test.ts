import { describe, expect, it } from 'vitest';
import { MAX_VISIBLE_ROWS } from '../../shared/live-view.ts';
import { PollTurns } from './poll-turns.ts';

const refs = (count: number): string[] => Array.from({ length: count }, (_, index) => `a/HostSystem:h${index}`);

describe('PollTurns', () => {
  it('reads few at once, and says that the same ones are no news', () => {
    const turns = new PollTurns();
    expect(turns.want(refs(3))).toBe(true);
    expect(turns.want(refs(3))).toBe(false);
    expect(turns.current()).toEqual(refs(3));
    expect(turns.hasMore).toBe(false);
  });

  it('gives each of many a turn, none more than may be asked for, and begins again', () => {
    const turns = new PollTurns();
    const all = refs(2 * MAX_VISIBLE_ROWS + 50);
    turns.want(all);
    const seen: string[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      expect(turns.current().length).toBeLessThanOrEqual(MAX_VISIBLE_ROWS);
      seen.push(...turns.current());
      turns.advance();
    }
    expect(seen).toEqual(all);
    expect(turns.current()).toEqual(all.slice(0, MAX_VISIBLE_ROWS));
  });

  it('goes on where it was when an object comes or goes, and begins anew with fewer', () => {
    const turns = new PollTurns();
    const all = refs(2 * MAX_VISIBLE_ROWS);
    turns.want(all);
    turns.advance();
    turns.want([...all, 'a/HostSystem:new']);
    expect(turns.current()[0]).toBe(all[MAX_VISIBLE_ROWS]);
    turns.want(refs(5));
    expect(turns.current()).toEqual(refs(5));
    expect(turns.wants('a/HostSystem:h4')).toBe(true);
    expect(turns.wants('a/HostSystem:new')).toBe(false);
  });
});
