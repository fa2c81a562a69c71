import { describe, expect, it } from 'vitest';
import type { DecodedValue } from '../vsphere/decoded-value.ts';
import { ManagedObjectReference } from '../vsphere/managed-object-reference.ts';
import { machineDetails } from './machine-details.ts';

const snapshot = (id: string) => new ManagedObjectReference('VirtualMachineSnapshot', id);

function rowsOf(label: string, values: Readonly<Record<string, DecodedValue>>): unknown {
  return machineDetails(new Map(Object.entries(values))).find((section) => section.label === label)?.rows;
}

describe('machineDetails', () => {
  it('lists a tree of snapshots, each after its parent', () => {
    const taken = new Date('2026-03-01T12:00:00Z');
    const tree = (id: string, children: DecodedValue[]): DecodedValue => ({
      snapshot: snapshot(id),
      name: `snapshot ${id}`,
      description: '',
      createTime: taken,
      state: 'poweredOff',
      childSnapshotList: children,
    });
    const info = { currentSnapshot: snapshot('2'), rootSnapshotList: [tree('1', [tree('2', [])]), tree('3', [])] };
    expect(rowsOf('Snapshots', { snapshot: info })).toEqual([
      ['snapshot 1', taken.getTime(), 'poweredOff', false, null],
      ['\u2003snapshot 2', taken.getTime(), 'poweredOff', true, null],
      ['snapshot 3', taken.getTime(), 'poweredOff', false, null],
    ]);
  });

  it('finds the network of an adapter in each kind of backing', () => {
    const card = (backing: DecodedValue): DecodedValue => ({ key: 4000, macAddress: '00:50:56:00:00:01', backing });
    const device = [
      card({ network: new ManagedObjectReference('Network', 'network-7'), deviceName: 'VM Network' }),
      card({ port: { portgroupKey: 'dvportgroup-9' } }),
      card({ opaqueNetworkId: 'nsx-1' }),
      card({ deviceName: 'gone network' }),
    ];
    const rows = rowsOf('Network adapters', {
      'config.hardware.device': device,
      'guest.net': [{ deviceConfigId: 4000, ipAddress: ['10.0.0.1', 'fe80::1'] }],
    }) as unknown[][];
    expect(rows.map((row) => row[3])).toEqual([
      'Network:network-7',
      'DistributedVirtualPortgroup:dvportgroup-9',
      'nsx-1',
      'gone network',
    ]);
    expect(rows[0]?.[4]).toBe('10.0.0.1, fe80::1');
  });

  it('takes kilobytes from servers that do not know bytes, and leaves other devices out', () => {
    const device = [
      { key: 200, busNumber: 0 },
      { key: 2000, capacityInKB: 1024, deviceInfo: { label: 'Hard disk 1' } },
    ];
    expect(rowsOf('Disks', { 'config.hardware.device': device })).toEqual([
      ['Hard disk 1', 1_048_576, null, null, null, null],
    ]);
  });

  it('names custom attributes, also those whose definition is not told', () => {
    const values = {
      customValue: [
        { key: 1, value: 'team a' },
        { key: 2, value: '' },
      ],
      availableField: [{ key: 1, name: 'Owner' }],
    };
    expect(rowsOf('Custom attributes', values)).toEqual([
      ['Owner', 'team a'],
      ['Attribute 2', ''],
    ]);
  });

  it('has nothing to tell of a machine that has nothing', () => {
    expect(machineDetails(new Map()).map(({ rows }) => rows)).toEqual([[], [], [], [], []]);
  });
});
