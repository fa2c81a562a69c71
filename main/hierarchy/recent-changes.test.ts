import { describe, expect, it } from 'vitest';
import type { HierarchyNode, HierarchyView } from '../../shared/hierarchy-view.ts';
import type { ColumnBatch } from '../../shared/inventory.ts';
import { node } from './hierarchy-fixture.ts';
import { type HeardChanges, RecentChanges } from './recent-changes.ts';

const FOLDER = 'Folder:group-v3';
const HOST = 'HostSystem:host-1';

/** A running machine in a folder and on a host, unless told otherwise. */
function machine(id: string, change: Readonly<Record<string, string | boolean | null>> = {}): ColumnBatch {
  const cells = {
    name: id,
    parent: FOLDER,
    'runtime.powerState': 'poweredOn',
    'runtime.connectionState': 'connected',
    'runtime.host': HOST,
    ...change,
  };
  return {
    type: 'VirtualMachine',
    refs: [`VirtualMachine:${id}`],
    columns: Object.fromEntries(Object.entries(cells).map(([path, cell]) => [path, [cell]])),
  };
}

const branch = (ref: string, ids: readonly string[], view: HierarchyView = 'machines', loadedAt = 100) => ({
  place: { view, ref },
  branch: {
    nodes: ids.map((id): HierarchyNode => node(`VirtualMachine:${id}`)),
    missing: [],
    loadedAt,
    freshUntil: 1e9,
  },
});

function heard(change: Partial<HeardChanges>, at = 200): RecentChanges {
  const changes = new RecentChanges();
  changes.note({ rows: [], left: [], inside: [], ...change }, at);
  return changes;
}

describe('RecentChanges', () => {
  it('contradicts a branch that shows another name or state, or an object that is gone', () => {
    const shown = branch(FOLDER, ['vm-1', 'vm-2']);
    expect(heard({ rows: [machine('vm-1')] }).contradicts(shown)).toBe(false);
    expect(heard({ rows: [machine('vm-1', { name: 'other' })] }).contradicts(shown)).toBe(true);
    expect(heard({ rows: [machine('vm-1', { 'runtime.powerState': 'poweredOff' })] }).contradicts(shown)).toBe(true);
    expect(heard({ left: [{ type: 'VirtualMachine', refs: ['VirtualMachine:vm-2'] }] }).contradicts(shown)).toBe(true);
    expect(heard({ rows: [{ ...machine('vm-1'), type: 'Template' }] }).contradicts(shown)).toBe(true);
    // Without the columns that a state is made of it is not known.
    const { 'runtime.powerState': _, ...columns } = machine('vm-1').columns;
    expect(heard({ rows: [{ ...machine('vm-1'), columns }] }).contradicts(shown)).toBe(false);
  });

  it('contradicts what was read before only', () => {
    const renamed = heard({ rows: [machine('vm-1', { name: 'other' })] }, 200);
    expect(renamed.contradicts(branch(FOLDER, ['vm-1'], 'machines', 201))).toBe(false);
    expect(renamed.contradicts(branch(FOLDER, ['vm-1'], 'machines', 200))).toBe(true);
  });

  it('contradicts the branch that an object came to, and the one that it left', () => {
    const made = heard({ rows: [machine('vm-9')] });
    expect(made.contradicts(branch(FOLDER, []))).toBe(true);
    expect(made.contradicts(branch(HOST, [], 'hosts'))).toBe(true);
    expect(made.contradicts(branch('Folder:group-v4', []))).toBe(false);
    expect(made.contradicts(branch(FOLDER, [], 'hosts')), 'no machines by folder there').toBe(false);
    const moved = heard({
      rows: [machine('vm-1', { parent: 'Folder:group-v4', 'runtime.host': 'HostSystem:host-2' })],
    });
    expect(moved.contradicts(branch(FOLDER, ['vm-1']))).toBe(true);
    expect(moved.contradicts(branch(HOST, ['vm-1'], 'hosts'))).toBe(true);
    expect(moved.contradicts(branch('HostSystem:host-2', ['vm-1'], 'hosts'))).toBe(false);
  });

  it('sees through containers that no tree shows', () => {
    const made = heard({ rows: [machine('vm-9')], inside: [[FOLDER, 'Datacenter:datacenter-2']] });
    expect(made.contradicts(branch('Datacenter:datacenter-2', []))).toBe(true);
    expect(made.contradicts(branch('Datacenter:datacenter-2', ['vm-9']))).toBe(false);
  });

  it('knows what lies directly in the root folder, and datacenters wherever they lie', () => {
    const made = (parent: string): HeardChanges => ({
      rows: [{ type: 'Datacenter', refs: ['Datacenter:datacenter-9'], columns: { name: ['new'], parent: [parent] } }],
      left: [],
      inside: [['Folder:group-d1', 'root']],
    });
    for (const view of ['hosts', 'machines', 'storage', 'networks'] as const) {
      expect(heard(made('Folder:group-d1')).contradicts(branch('root', [], view))).toBe(true);
      expect(heard(made('Folder:group-d7')).contradicts(branch('Folder:group-d7', [], view))).toBe(true);
      expect(heard(made('Folder:group-d7')).contradicts(branch('root', [], view))).toBe(false);
    }
  });

  it('keeps a bounded number of objects, and takes what was read before those for outdated', () => {
    const changes = new RecentChanges(10);
    for (let id = 0; id < 12; id += 1) changes.note({ rows: [machine(`vm-${id}`)], left: [], inside: [] }, 200 + id);
    expect(changes.contradicts(branch('Folder:other', [], 'machines', 201))).toBe(true);
    expect(changes.contradicts(branch('Folder:other', [], 'machines', 202))).toBe(false);
  });
});
