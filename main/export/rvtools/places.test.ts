import { describe, expect, it } from 'vitest';
import type { Cell, ResourceType } from '../../../shared/inventory.ts';
import { batchOf } from '../export-fixture.ts';
import { Places } from './places.ts';
import { RowView } from './row-view.ts';

type Row = Readonly<Record<string, Cell>>;

function placesOf(...rows: readonly (readonly [ResourceType, Row])[]): Places {
  const places = new Places();
  for (const [type, row] of rows) places.add(new RowView(batchOf(type, row), 0));
  return places;
}

const ESTATE: readonly (readonly [ResourceType, Row])[] = [
  ['Folder', { id: 'group-d1', name: 'Datacenters' }],
  ['Folder', { id: 'group-d2', name: 'Europe', parent: 'Folder:group-d1' }],
  ['Datacenter', { id: 'dc-1', name: 'A%2fB', parent: 'Folder:group-d2' }],
  ['Folder', { id: 'group-v1', name: 'vm', parent: 'Datacenter:dc-1' }],
  ['Folder', { id: 'group-v2', name: 'web%2fapi', parent: 'Folder:group-v1' }],
  ['Folder', { id: 'group-v3', name: 'prod', parent: 'Folder:group-v2' }],
  ['Folder', { id: 'group-h1', name: 'host', parent: 'Datacenter:dc-1' }],
  ['ClusterComputeResource', { id: 'c-1', name: 'cl01', parent: 'Folder:group-h1' }],
  ['HostSystem', { id: 'host-1', name: 'esx1', parent: 'ClusterComputeResource:c-1' }],
  ['ResourcePool', { id: 'resgroup-1', name: 'Resources', parent: 'ClusterComputeResource:c-1' }],
  ['VirtualApp', { id: 'vapp-1', name: 'shop', parent: 'ResourcePool:resgroup-1' }],
  ['DistributedVirtualSwitch', { id: 'dvs-1', name: 'dvs', uuid: '50 56', parent: 'Datacenter:dc-1' }],
];

describe('Places', () => {
  const places = placesOf(...ESTATE);

  it('knows names as people read them', () => {
    expect(places.name('Datacenter:dc-1')).toBe('A/B');
    expect(places.name('Datacenter:dc-2')).toBeUndefined();
    expect(places.name(undefined)).toBeUndefined();
    expect(places.switchName('50 56')).toBe('dvs');
    expect(places.switchName('other')).toBeUndefined();
  });

  it('finds ancestors of a kind', () => {
    expect(places.nameOfAncestor('ClusterComputeResource', 'HostSystem:host-1')).toBe('cl01');
    expect(places.nameOfAncestor('Datacenter', 'HostSystem:host-1')).toBe('A/B');
    expect(places.nameOfAncestor('StoragePod', 'HostSystem:host-1')).toBeUndefined();
  });

  it('tells paths below the hidden folders, with slashes in names escaped', () => {
    expect(places.path('Folder:group-v3')).toBe('web%2fapi/prod');
    expect(places.path('Folder:group-v1')).toBeUndefined();
    expect(places.path('VirtualApp:vapp-1')).toBe('cl01/Resources/shop');
    expect(places.path('Folder:gone')).toBeUndefined();
  });

  it.each([
    ['a folder that is its own parent', ['a'], 'a'],
    ['two folders that are each other’s parents', ['b', 'a'], 'b/a'],
    ['a circle of three', ['b', 'c', 'a'], 'c/b/a'],
  ])('ends at %s', (_, parents, path) => {
    const circular = placesOf(
      ...parents.map((parent, at): readonly [ResourceType, Row] => {
        const name = ['a', 'b', 'c'][at] ?? '';
        return ['Folder', { id: name, name, parent: `Folder:${parent}` }];
      }),
    );
    expect(circular.path('Folder:a')).toBe(path);
    expect(circular.nameOfAncestor('Datacenter', 'Folder:a')).toBeUndefined();
  });

  it('ends where a parent is missing', () => {
    const places = placesOf(['Folder', { id: 'x', name: 'x', parent: 'Folder:gone' }]);
    expect(places.path('Folder:x')).toBe('x');
  });

  it('does not hold VMs', () => {
    const places = placesOf(['VirtualMachine', { id: 'vm-1', name: 'web' }]);
    expect(places.name('VirtualMachine:vm-1')).toBeUndefined();
  });
});
