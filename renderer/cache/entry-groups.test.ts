import { describe, expect, it } from 'vitest';
import { cacheEntry } from './cache-fixture.ts';
import { groupEntries, totalsOf } from './entry-groups.ts';

describe('groupEntries', () => {
  it('groups by vCenter and account, then by what was asked for, the newest first', () => {
    const two = { name: 'VC two', server: 'https://two.example/sdk', instanceUuid: 'uuid-2' };
    const groups = groupEntries([
      cacheEntry({ namespace: 'ns-2', vcenter: two }),
      cacheEntry({ type: 'Folder', collectedAt: 500 }),
      cacheEntry({ type: 'VirtualMachine', collectedAt: 900 }),
      cacheEntry({ type: 'VirtualMachine', scope: 'scope-2', pruned: false, collectedAt: 5000, rows: 7 }),
    ]);
    expect(groups.map(({ name }) => name)).toEqual(['VC one', 'VC two']);
    expect(groups[0]?.scopes.map(({ scope, pruned, collectedAt }) => [scope, pruned, collectedAt])).toEqual([
      ['scope-2', false, 5000],
      ['scope-1', true, 900],
    ]);
    expect(groups[0]?.scopes[1]?.entries.map(({ type }) => type)).toEqual(['VirtualMachine', 'Folder']);
    expect(groups[0]?.totals).toEqual({ rows: 207, chunks: 6, rawBytes: 180_000, storedBytes: 36_000 });
  });

  it('goes by the newest name and address of a vCenter', () => {
    const moved = { name: 'VC renamed', server: 'https://new.example/sdk', instanceUuid: 'uuid-1' };
    const [group] = groupEntries([
      cacheEntry({ type: 'Folder', collectedAt: 9000, vcenter: moved }),
      cacheEntry({ collectedAt: 1000 }),
    ]);
    expect(group).toMatchObject({ name: 'VC renamed', server: 'https://new.example/sdk' });
  });

  it('has nothing to group in an empty cache', () => {
    expect(groupEntries([])).toEqual([]);
    expect(totalsOf([])).toEqual({ rows: 0, chunks: 0, rawBytes: 0, storedBytes: 0 });
  });
});
