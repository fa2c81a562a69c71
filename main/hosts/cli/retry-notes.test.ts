import { describe, expect, it } from 'vitest';
import type { CollectionState } from '../../../shared/contract.ts';
import { describeResume, RetryNotes } from './retry-notes.ts';

describe('RetryNotes', () => {
  const retry = { attempt: 2, limit: 5, at: 0, reason: 'vc.example closed the connection.' };
  const tell = (...states: Pick<CollectionState, 'retry'>[]) => {
    const notes: string[] = [];
    const subject = new RetryNotes({
      result: () => {},
      status: () => {},
      error: () => {},
      note: (text) => notes.push(text),
    });
    for (const state of states) subject.add(state as CollectionState);
    return notes;
  };

  it('tells of each repeat once, with what interrupted the reading and when it goes on', () => {
    const soon = { ...retry, at: Date.now() + 4000 };
    expect(tell({ retry: soon }, { retry: soon }, {}, { retry: soon })).toEqual([
      expect.stringMatching(
        /^vc\.example closed the connection\. Reading it again in (3\.\d+|4(\.0+)?) s \(2 of 5\)\.$/,
      ),
    ]);
  });

  it('says "now" where nothing is waited for', () => {
    expect(tell({ retry })).toEqual(['vc.example closed the connection. Reading it again now (2 of 5).']);
    expect(tell({})).toEqual([]);
  });
});

describe('describeResume', () => {
  const cache = { state: 'in use', stale: false };
  const state = (change: object) =>
    describeResume({ phase: 'partial', finished: ['HostSystem'], cache, ...change } as never);

  it('says what the same command would take from the cache', () => {
    expect(state({})).toBe('1 kind is whole and cached: the same command reads only the rest.');
    expect(state({ phase: 'cancelled', finished: ['HostSystem', 'Datastore'] })).toMatch(/^2 kinds are whole/);
  });

  it.each([
    { phase: 'completed' },
    { phase: 'failed' },
    { finished: [] },
    { cache: { ...cache, state: 'bypassed' } },
    { cache: { ...cache, stale: true } },
  ])('says nothing for %o', (change) => {
    expect(state(change)).toBeUndefined();
  });
});
