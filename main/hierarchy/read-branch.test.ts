import { describe, expect, it } from 'vitest';
import type { DecodedValue } from '../vsphere/decoded-value.ts';
import { ManagedObjectReference, parseReference } from '../vsphere/managed-object-reference.ts';
import type { MissingProperty, ObjectContent } from '../vsphere/object-decoder.ts';
import { contentOf, readBranch } from './read-branch.ts';

const PATHS = [
  'name',
  'overallStatus',
  'config.template',
  'runtime.powerState',
  'runtime.connectionState',
  'runtime.inMaintenanceMode',
  'summary.accessible',
  'summary.maintenanceMode',
  'config.distributedVirtualSwitch',
];

function object(
  ref: string,
  values: Readonly<Record<string, DecodedValue>>,
  missing: readonly MissingProperty[] = [],
): ObjectContent {
  const parsed = parseReference(ref);
  if (!parsed) throw new Error(`"${ref}" is no reference`);
  return { ref: parsed, values: PATHS.map((path) => values[path]), missing };
}

const nodesOf = (...objects: readonly ObjectContent[]) => contentOf({ paths: PATHS, objects }).nodes;

describe('contentOf', () => {
  it('orders kinds as the tree shows them, names as people count, and templates last', () => {
    const nodes = nodesOf(
      object('VirtualMachine:vm-3', { name: 'a template', 'config.template': true }),
      object('VirtualMachine:vm-1', { name: 'web 10', 'config.template': false }),
      object('VirtualMachine:vm-2', { name: 'Web 9', 'config.template': false }),
      object('Folder:group-v1', { name: 'zoo' }),
      object('VirtualMachine:vm-4', {}),
    );
    expect(nodes.map(({ name }) => name)).toEqual(['zoo', null, 'Web 9', 'web 10', 'a template']);
    expect(nodes.at(-1)?.kind).toBe('Template');
  });

  it('calls unknown what the server did not tell, and never off or fine', () => {
    const noPermission = [{ path: 'runtime.powerState', fault: 'NoPermission' }];
    const { nodes, missing } = contentOf({
      paths: PATHS,
      objects: [
        object('VirtualMachine:vm-1', { name: 'a' }, noPermission),
        object('VirtualMachine:vm-2', { name: 'b' }, noPermission),
        object('HostSystem:host-1', { name: 'c' }),
        object('Datastore:ds-1', { name: 'd' }),
      ],
    });
    expect(nodes.map(({ state }) => state)).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
    expect(missing).toEqual([{ path: 'runtime.powerState', reason: 'NoPermission', count: 2 }]);
  });

  it('tells the states that matter', () => {
    const states = (type: string, values: Readonly<Record<string, DecodedValue>>) =>
      nodesOf(object(`${type}:x`, { name: 'x', ...values }))[0]?.state;
    expect(states('VirtualMachine', { 'runtime.powerState': 'suspended' })).toBe('suspended');
    expect(states('VirtualMachine', { 'runtime.powerState': 'poweredOn', 'runtime.connectionState': 'orphaned' })).toBe(
      'disconnected',
    );
    expect(states('HostSystem', { 'runtime.connectionState': 'notResponding' })).toBe('disconnected');
    expect(states('HostSystem', { 'runtime.connectionState': 'connected', 'runtime.inMaintenanceMode': true })).toBe(
      'maintenance',
    );
    expect(states('Datastore', { 'summary.accessible': false })).toBe('disconnected');
    expect(states('Datastore', { 'summary.accessible': true, 'summary.maintenanceMode': 'inMaintenance' })).toBe(
      'maintenance',
    );
  });

  it('shows port groups below their switch, and those whose switch is not there where they are', () => {
    const owner = (id: string) => new ManagedObjectReference('VmwareDistributedVirtualSwitch', id);
    const nodes = nodesOf(
      object('VmwareDistributedVirtualSwitch:dvs-1', { name: 'switch' }),
      object('DistributedVirtualPortgroup:p-1', { name: 'inside', 'config.distributedVirtualSwitch': owner('dvs-1') }),
      object('DistributedVirtualPortgroup:p-2', { name: 'alone', 'config.distributedVirtualSwitch': owner('dvs-9') }),
      object('OpaqueNetwork:o-1', { name: 'opaque' }),
    );
    expect(nodes.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      'DistributedVirtualSwitch switch',
      'DistributedVirtualPortgroup alone',
      'Network opaque',
    ]);
  });
});

describe('readBranch', () => {
  const asked: unknown[] = [];
  const reading = (datacenters?: readonly ManagedObjectReference[]) => ({
    reader: {
      follow: async (...[from, steps]: readonly unknown[]) => {
        asked.push([String(from), steps]);
        return { paths: PATHS, objects: [] };
      },
      named: async (refs: readonly ManagedObjectReference[]) => {
        asked.push(refs.map(String));
        return { paths: PATHS, objects: [] };
      },
    },
    parseReference,
    datacenters: async () => datacenters,
  });
  const signal = new AbortController().signal;

  it('shows the folder of a datacenter that belongs to the view', async () => {
    asked.length = 0;
    await readBranch(reading(), { view: 'storage', ref: 'Datacenter:datacenter-3' }, signal);
    expect(asked).toEqual([
      [
        'Datacenter:datacenter-3',
        [{ type: 'Datacenter', path: 'datastoreFolder', next: [{ type: 'Folder', path: 'childEntity' }] }],
      ],
    ]);
  });

  it('begins with the chosen datacenters where the tree is restricted', async () => {
    asked.length = 0;
    const only = [new ManagedObjectReference('Datacenter', 'datacenter-4')];
    await readBranch(reading(only), { view: 'hosts', ref: 'root' }, signal);
    expect(asked).toEqual([['Datacenter:datacenter-4']]);
  });

  it.each(['VirtualMachine:vm-1', 'Nonsense:1', 'no reference', ':x'])('refuses %s', async (ref) => {
    await expect(readBranch(reading(), { view: 'hosts', ref }, signal)).rejects.toThrow('is no object that others');
  });
});
