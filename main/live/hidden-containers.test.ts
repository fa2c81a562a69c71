import { expect, it } from 'vitest';
import { HiddenContainers } from './hidden-containers.ts';

it('tells below what the objects of containers stand that no tree shows', () => {
  const containers = new HiddenContainers();
  containers.note({
    type: 'Folder',
    refs: ['Folder:group-v3', 'Folder:group-v9'],
    columns: { parent: ['Datacenter:datacenter-2', 'Folder:group-v3'] },
  });
  containers.note({
    type: 'ClusterComputeResource',
    refs: ['ClusterComputeResource:domain-c7'],
    columns: { resourcePool: ['ResourcePool:resgroup-8'] },
  });
  const machines = {
    type: 'VirtualMachine' as const,
    refs: ['VirtualMachine:vm-1', 'VirtualMachine:vm-2'],
    columns: {
      parent: ['Folder:group-v3', 'Folder:group-v9'],
      resourcePool: ['ResourcePool:resgroup-8', 'ResourcePool:resgroup-9'],
    },
  };
  expect(containers.of([machines])).toEqual([
    ['Folder:group-v3', 'Datacenter:datacenter-2'],
    ['ResourcePool:resgroup-8', 'ClusterComputeResource:domain-c7'],
  ]);
});

it('tells what stands at the root of the tree', () => {
  const containers = new HiddenContainers();
  containers.noteRoot('Folder:group-d1');
  const made = {
    type: 'Datacenter' as const,
    refs: ['Datacenter:datacenter-2', 'Datacenter:datacenter-3'],
    columns: { parent: ['Folder:group-d1', 'Folder:group-d7'] },
  };
  expect(containers.of([made])).toEqual([['Folder:group-d1', 'root']]);
});
