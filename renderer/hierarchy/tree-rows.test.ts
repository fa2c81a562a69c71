import { describe, expect, it } from 'vitest';
import { branch, loaded, node } from './hierarchy-fixture.ts';
import type { BranchState } from './hierarchy-store.ts';
import { nothingOpen } from './hierarchy-store.ts';
import { keyOfTrail, type TreeRow, trailTo, treeRows } from './tree-rows.ts';

const PROBLEM = { code: 'cannot-connect', message: 'It is away.', action: 'Wait.' } as const;

function stateOf(branches: Readonly<Record<string, BranchState>>, open: readonly string[] = []) {
  return {
    view: 'hosts' as const,
    branches: new Map(Object.entries(branches)),
    open: { ...nothingOpen(), hosts: new Set(open) },
  };
}

function rowsOf(...[branches, open]: Parameters<typeof stateOf>): readonly TreeRow[] {
  return treeRows(stateOf(branches, open), [{ ref: 'root', name: 'vc.example' }]);
}

const lines = (rows: readonly TreeRow[]) =>
  rows.map((row) => `${row.level} ${row.position}/${row.siblings} ${row.type === 'note' ? `(${row.note})` : row.ref}`);

describe('treeRows', () => {
  const root = loaded(branch('root', [node('Datacenter:a'), node('Datacenter:b')]));

  it('shows what is open below what holds it, with the place of each among its siblings', () => {
    const rows = rowsOf(
      {
        root,
        'hosts Datacenter:a': loaded(branch('Datacenter:a', [node('ClusterComputeResource:c')])),
        'ClusterComputeResource:c': loaded(branch('ClusterComputeResource:c', [node('VirtualMachine:v')])),
      },
      ['Datacenter:a'],
    );
    expect(lines(rows)).toEqual([
      '1 1/1 root',
      '2 1/2 Datacenter:a',
      '3 1/1 ClusterComputeResource:c',
      '2 2/2 Datacenter:b',
    ]);
    expect(rows.map((row) => row.type === 'node' && [row.isContainer, row.isOpen])).toEqual([
      [true, true],
      [true, true],
      [true, false],
      [true, false],
    ]);
  });

  it('says what is to be said of a branch, before and after its nodes', () => {
    const templates = { total: 70, shown: 50, lane: 'ready' } as const;
    expect(lines(rowsOf({ root: { ...loaded(branch('root', [])), branch: undefined, loading: true } }))).toEqual([
      '1 1/1 root',
      '2 1/1 (loading)',
    ]);
    const failed = { branch: undefined, loading: false, error: PROBLEM, changes: undefined };
    expect(lines(rowsOf({ root: failed }))).toEqual(['1 1/1 root', '2 1/1 (error)']);
    const missing = [{ path: 'name', reason: 'NoPermission', count: 2 }];
    expect(lines(rowsOf({ root: loaded(branch('root', [], { problem: PROBLEM, missing })) }))).toEqual([
      '1 1/1 root',
      '2 1/3 (problem)',
      '2 2/3 (missing)',
      '2 3/3 (empty)',
    ]);
    expect(lines(rowsOf({ root: loaded(branch('root', [node('Template:t')], { templates })) }))).toEqual([
      '1 1/1 root',
      '2 1/2 Template:t',
      '2 2/2 (templates)',
    ]);
  });

  it('does not open what lies below itself', () => {
    const rows = rowsOf(
      {
        root: loaded(branch('root', [node('Folder:a')])),
        'Folder:a': loaded(branch('Folder:a', [node('Folder:b')])),
        'Folder:b': loaded(branch('Folder:b', [node('Folder:a')])),
      },
      ['Folder:a', 'Folder:b'],
    );
    expect(lines(rows)).toEqual(['1 1/1 root', '2 1/1 Folder:a', '3 1/1 Folder:b', '4 1/1 Folder:a']);
    expect(rows[3]).toMatchObject({ isCyclic: true, isContainer: false, isOpen: false });
  });

  it('gives every row a key of its own, also where an object is shown twice', () => {
    const rows = rowsOf(
      {
        root: loaded(branch('root', [node('ClusterComputeResource:c')])),
        'ClusterComputeResource:c': loaded(
          branch('ClusterComputeResource:c', [node('HostSystem:h'), node('VirtualMachine:v')]),
        ),
        'HostSystem:h': loaded(branch('HostSystem:h', [node('VirtualMachine:v')])),
      },
      ['ClusterComputeResource:c', 'HostSystem:h'],
    );
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
    const inHost = rows[3];
    expect(trailTo(rows, inHost?.key ?? '').map(({ ref }) => ref)).toEqual([
      'root',
      'ClusterComputeResource:c',
      'HostSystem:h',
      'VirtualMachine:v',
    ]);
    expect(keyOfTrail(trailTo(rows, inHost?.key ?? ''))).toBe(inHost?.key);
    expect(keyOfTrail(trailTo(rows, 'root'))).toBe('root');
    expect(keyOfTrail()).toBeUndefined();
    expect(trailTo(rows, 'gone')).toEqual([]);
  });

  it('shows a tree for each vCenter, also where both have the same ids', () => {
    const roots = [
      { ref: 'ka/root', name: 'a' },
      { ref: 'kb/root', name: 'b' },
    ];
    const state = stateOf(
      {
        'ka/root': loaded(branch('ka/root', [node('ka/Datacenter:d')])),
        'kb/root': loaded(branch('kb/root', [node('kb/Datacenter:d')])),
        'kb/hosts Datacenter:d': loaded(branch('kb/Datacenter:d', [node('kb/Folder:f')])),
      },
      ['kb/Datacenter:d'],
    );
    const rows = treeRows(state, roots);
    expect(lines(rows)).toEqual([
      '1 1/2 ka/root',
      '2 1/1 ka/Datacenter:d',
      '1 2/2 kb/root',
      '2 1/1 kb/Datacenter:d',
      '3 1/1 kb/Folder:f',
    ]);
    expect(trailTo(rows, rows[4]?.key ?? '').map(({ ref, vcenter }) => vcenter || ref)).toEqual([
      'b',
      'kb/Datacenter:d',
      'kb/Folder:f',
    ]);
  });

  it('lays out ten thousand nodes', () => {
    const nodes = Array.from({ length: 10_000 }, (_, index) => node(`VirtualMachine:${index}`));
    expect(rowsOf({ root: loaded(branch('root', nodes)) })).toHaveLength(10_001);
  });
});
