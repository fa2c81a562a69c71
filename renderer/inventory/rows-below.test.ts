import { describe, expect, it } from 'vitest';
import type { ResourceType } from '../../shared/inventory.ts';
import { batch } from './batch-fixture.ts';
import { Estate } from './estate.ts';
import { RowsBelow } from './rows-below.ts';

function estateOf(...batches: readonly ReturnType<typeof batch>[]): Estate {
  const estate = new Estate();
  for (const each of batches) estate.append(each, 'vcenter');
  return estate;
}

function below(estate: Estate, ref: string, type: ResourceType): readonly (string | undefined)[] {
  const table = estate.table(type);
  const order = Uint32Array.from({ length: table.rows }, (_, row) => row);
  return [...new RowsBelow(estate, ref).apply(type, order)].map((row) => table.refs.at(row));
}

const ESTATE = [
  batch('Datacenter', ['d1', 'd2'], { name: ['one', 'two'], parent: ['Folder:root', 'Folder:root'] }),
  batch('Folder', ['host', 'vm', 'web'], {
    name: ['host', 'vm', 'web'],
    parent: ['Datacenter:d1', 'Datacenter:d1', 'Folder:vm'],
  }),
  batch('ClusterComputeResource', ['c1'], { name: ['c1'], parent: ['Folder:host'] }),
  batch('HostSystem', ['h1', 'h2'], {
    name: ['h1', 'h2'],
    parent: ['ClusterComputeResource:c1', 'ClusterComputeResource:c9'],
  }),
  batch('ResourcePool', ['p1', 'p2'], {
    name: ['p1', 'p2'],
    parent: ['ClusterComputeResource:c1', 'ResourcePool:p1'],
    owner: ['ClusterComputeResource:c1', 'ClusterComputeResource:c1'],
  }),
  batch('DistributedVirtualPortgroup', ['g1'], {
    name: ['g1'],
    parent: ['Folder:network'],
    'config.distributedVirtualSwitch': ['VmwareDistributedVirtualSwitch:s1'],
  }),
  batch('VirtualMachine', ['v1', 'v2', 'v3', 'v4'], {
    name: ['v1', 'v2', 'v3', 'v4'],
    parent: ['Folder:web', 'Folder:vm', null, 'Folder:elsewhere'],
    'runtime.host': ['HostSystem:h1', 'HostSystem:h2', null, null],
    resourcePool: ['ResourcePool:p2', null, 'VirtualApp:a1', null],
    datastore: [['Datastore:x', 'Datastore:y'], ['Datastore:y'], [], null],
    network: [['DistributedVirtualPortgroup:g1'], ['OpaqueNetwork:o1'], [], []],
  }),
];

describe('RowsBelow', () => {
  it('shows below the top of a tree all rows of its vCenter, whatever they say', () => {
    const estate = estateOf({
      ...batch('VirtualMachine', [], {}),
      refs: ['a/VirtualMachine:v1', 'b/VirtualMachine:v1', 'a/VirtualMachine:v2'],
    });
    expect(below(estate, 'a/root', 'VirtualMachine')).toEqual(['a/VirtualMachine:v1', 'a/VirtualMachine:v2']);
    expect(new RowsBelow(estate, 'a/root').canTell('VirtualMachine')).toBe(true);
    expect(new RowsBelow(estate, 'a/Folder:f').canTell('VirtualMachine')).toBe(false);
  });

  const estate = estateOf(...ESTATE);

  it.each<[string, ResourceType, string[]]>([
    ['Datacenter:d1', 'VirtualMachine', ['v1', 'v2']],
    ['Datacenter:d2', 'VirtualMachine', []],
    ['Folder:root', 'Datacenter', ['d1', 'd2']],
    ['Folder:web', 'VirtualMachine', ['v1']],
    ['ClusterComputeResource:c1', 'VirtualMachine', ['v1']],
    ['ClusterComputeResource:c1', 'HostSystem', ['h1']],
    ['HostSystem:h2', 'VirtualMachine', ['v2']],
    ['ResourcePool:p1', 'VirtualMachine', ['v1']],
    ['VirtualApp:a1', 'VirtualMachine', ['v3']],
    ['Datastore:y', 'VirtualMachine', ['v1', 'v2']],
    ['OpaqueNetwork:o1', 'VirtualMachine', ['v2']],
    ['VmwareDistributedVirtualSwitch:s1', 'VirtualMachine', ['v1']],
    ['VmwareDistributedVirtualSwitch:s1', 'DistributedVirtualPortgroup', ['g1']],
    ['VirtualMachine:v4', 'VirtualMachine', ['v4']],
  ])('%s has these of the kind %s below it', (ref, type, ids) => {
    expect(below(estate, ref, type)).toEqual(ids.map((id) => `${type}:${id}`));
  });

  it('keeps the order it is given', () => {
    const rows = new RowsBelow(estate, 'Datacenter:d1').apply('VirtualMachine', Uint32Array.of(3, 1, 0, 2));
    expect([...rows]).toEqual([1, 0]);
  });

  it('is not led round in circles by parents that lie below each other', () => {
    const circle = estateOf(
      batch('Folder', ['a', 'b'], { name: ['a', 'b'], parent: ['Folder:b', 'Folder:a'] }),
      batch('VirtualMachine', ['v'], { name: ['v'], parent: ['Folder:b'] }),
    );
    expect(below(circle, 'Folder:a', 'VirtualMachine')).toEqual(['VirtualMachine:v']);
  });

  it('takes in what comes later', () => {
    const growing = estateOf(batch('VirtualMachine', ['v'], { name: ['v'], 'runtime.host': ['HostSystem:h'] }));
    const rows = new RowsBelow(growing, 'ClusterComputeResource:c');
    expect([...rows.apply('VirtualMachine', Uint32Array.of(0))]).toEqual([]);
    growing.append(batch('HostSystem', ['h'], { name: ['h'], parent: ['ClusterComputeResource:c'] }), 'vcenter');
    expect([...rows.apply('VirtualMachine', Uint32Array.of(0))]).toEqual([0]);
  });

  it('goes by the tables that took the place of earlier ones', () => {
    const estate = new Estate();
    const host = (cluster: string) => batch('HostSystem', ['h'], { name: ['h'], parent: [cluster] });
    estate.append(host('ClusterComputeResource:old'), 'earlier');
    const rows = new RowsBelow(estate, 'ClusterComputeResource:new');
    expect([...rows.apply('HostSystem', Uint32Array.of(0))]).toEqual([]);
    estate.append(host('ClusterComputeResource:new'), 'vcenter');
    expect(estate.replace('HostSystem', 1)).toBe(true);
    expect([...rows.apply('HostSystem', Uint32Array.of(0))]).toEqual([0]);
  });

  it('has below what runs VMs the datastores that those use, and takes in what comes later', () => {
    const stores = ['w', 'x', 'y'];
    const used = estateOf(
      ...ESTATE,
      batch('Datastore', stores, { name: stores, parent: stores.map(() => 'Folder:stores') }),
    );
    expect(below(used, 'ClusterComputeResource:c1', 'Datastore')).toEqual(['Datastore:x', 'Datastore:y']);
    expect(below(used, 'HostSystem:h2', 'Datastore')).toEqual(['Datastore:y']);
    expect(below(used, 'Folder:stores', 'Datastore')).toHaveLength(3);
    expect(below(used, 'Folder:web', 'Datastore'), 'a folder of VMs is no place for datastores').toEqual([]);
    const more = batch('Template', ['t'], {
      name: ['t'],
      'runtime.host': ['HostSystem:h2'],
      datastore: [['Datastore:w']],
    });
    used.append(more, 'vcenter');
    expect(below(used, 'HostSystem:h2', 'Datastore')).toEqual(['Datastore:w', 'Datastore:y']);
  });

  it('leaves rows alone that do not say where they are', () => {
    const bare = estateOf(batch('VirtualMachine', ['v'], { name: ['v'] }));
    const rows = new RowsBelow(bare, 'Datacenter:d1');
    expect(rows.canTell('VirtualMachine')).toBe(false);
    expect(rows.canTell('HostSystem'), 'no rows, nothing to tell').toBe(true);
    expect([...rows.apply('VirtualMachine', Uint32Array.of(0))]).toEqual([0]);
  });
});
