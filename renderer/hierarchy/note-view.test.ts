import { describe, expect, it } from 'vitest';
import { branch, loaded } from './hierarchy-fixture.ts';
import type { BranchState } from './hierarchy-store.ts';
import { problemOf } from './note-view.ts';
import type { NoteRow } from './tree-rows.ts';

const PROBLEM = { code: 'cannot-connect', message: 'It is away.', action: 'Wait.' } as const;
const row = (note: NoteRow['note'], state: BranchState): NoteRow => ({
  type: 'note',
  note,
  state,
  key: 'k',
  parent: 'root',
  level: 2,
  position: 1,
  siblings: 1,
});

describe('problemOf', () => {
  it('has what to do of a branch that could not be read, read again, or told of its templates', () => {
    const unread = { branch: undefined, loading: false, error: PROBLEM, changes: undefined };
    expect(problemOf(row('error', unread))).toEqual(PROBLEM);
    expect(problemOf(row('problem', loaded(branch('root', [], { problem: PROBLEM }))))).toEqual(PROBLEM);
    const templates = { total: 1, shown: 1, lane: 'failed', error: PROBLEM } as const;
    expect(problemOf(row('templates', loaded(branch('root', [], { templates }))))).toEqual(PROBLEM);
  });

  it('is nothing where nothing went wrong', () => {
    const templates = { total: 70, shown: 50, lane: 'ready' } as const;
    const fine = loaded(branch('root', [], { templates }));
    for (const note of ['loading', 'empty', 'missing', 'templates'] as const)
      expect(problemOf(row(note, fine))).toBeUndefined();
  });
});
