import { describe, expect, it } from 'vitest';
import { collectionCache } from '../shell/collection-fixture.ts';
import { ageNote, changesText } from './freshness.ts';

const MINUTE = 60_000;

describe('ageNote', () => {
  const now = 100 * MINUTE;
  const collectedAt = { VirtualMachine: now - 12 * MINUTE };

  it('tells the age of cached rows, and nothing of rows from vCenter', () => {
    const cache = collectionCache({ collectedAt });
    expect(ageNote({ cache }, 'VirtualMachine', now)).toEqual({ text: 'cached 12 min ago', stale: false });
    expect(ageNote({ cache }, 'HostSystem', now)).toBeUndefined();
  });

  it('warns when nobody can read them anew', () => {
    const cache = collectionCache({ collectedAt, stale: true });
    expect(ageNote({ cache }, 'VirtualMachine', now)).toEqual({
      text: 'stale, 12 min old: vCenter cannot be reached',
      stale: true,
    });
  });
});

describe('changesText', () => {
  it('names what there was, and says so when there was nothing', () => {
    expect(changesText({ added: 3, removed: 1, changed: 1500 })).toBe('3 added, 1 removed, 1,500 changed');
    expect(changesText({ added: 0, removed: 2, changed: 0 })).toBe('2 removed');
    expect(changesText({ added: 0, removed: 0, changed: 0 })).toBe('nothing changed');
  });
});
