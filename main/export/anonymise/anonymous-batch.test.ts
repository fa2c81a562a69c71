import { describe, expect, it } from 'vitest';
import { availableAttributes } from '../../../shared/attribute-selection.ts';
import { type Cell, RESOURCE_TYPES } from '../../../shared/inventory.ts';
import { batchOf } from '../export-fixture.ts';
import { anonymousBatch } from './anonymous-batch.ts';
import { TEXT_PATHS } from './identities.ts';
import { Pseudonyms } from './pseudonyms.ts';

const pseudonyms = new Pseudonyms('secret');
const REVEALING = 'acme-payroll';

describe('anonymousBatch', () => {
  it.each(RESOURCE_TYPES)('hides every text of a %s that is not known to be harmless', (type) => {
    const row: Record<string, Cell> = { id: '1' };
    for (const { path, kind } of availableAttributes(type)) {
      if (kind === 'text' && TEXT_PATHS[path] !== 'open') row[path] = REVEALING;
      if (kind === 'data') row[path] = [{ key: 1, name: REVEALING, anything: { deeper: [REVEALING] } }];
    }
    const batch = anonymousBatch(batchOf(type, row), pseudonyms);
    expect(Object.keys(batch.columns)).toContain('name');
    expect(JSON.stringify(batch)).not.toContain(REVEALING);
  });

  it('keeps ids, numbers, words of the API, times, and what is unset', () => {
    const row = {
      id: 'vm-1',
      'runtime.host': 'HostSystem:host-1',
      datastore: ['Datastore:ds-1'],
      'config.hardware.numCPU': 4,
      'runtime.powerState': 'poweredOn',
      'runtime.bootTime': '2026-01-01T00:00:00.000Z',
      'config.guestFullName': 'Debian GNU/Linux 12 (64-bit)',
      'guest.ipAddress': null,
      'config.template': false,
    };
    expect(anonymousBatch(batchOf('VirtualMachine', row), pseudonyms)).toEqual(batchOf('VirtualMachine', row));
  });

  it('keeps of a device what it is', () => {
    const device = {
      _typeName: 'VirtualVmxnet3',
      key: 4000,
      deviceInfo: { label: 'Network adapter 1', summary: REVEALING },
      macAddress: '00:50:56:00:00:01',
      backing: { deviceName: 'VLAN 7', port: { portgroupKey: 'dvportgroup-1', switchUuid: '50 56' } },
    };
    const batch = anonymousBatch(
      batchOf('VirtualMachine', { id: '1', 'config.hardware.device': [device] }),
      pseudonyms,
    );
    expect(batch.columns['config.hardware.device']?.[0]).toEqual([
      {
        _typeName: 'VirtualVmxnet3',
        key: 4000,
        deviceInfo: { label: 'Network adapter 1', summary: expect.stringMatching(/^text-/) },
        macAddress: expect.stringMatching(/^02:/),
        backing: {
          deviceName: pseudonyms.of('name of network', 'VLAN 7'),
          port: { portgroupKey: 'dvportgroup-1', switchUuid: pseudonyms.of('uuid', '50 56') },
        },
      },
    ]);
  });

  it('hides the texts of whole objects, as they come with pruning off', () => {
    const config = {
      name: REVEALING,
      files: { vmPathName: `[${REVEALING}] a.vmx` },
      host: { state: REVEALING, x: [REVEALING] },
    };
    const batch = anonymousBatch(
      batchOf('VirtualMachine', { id: '1', config, value: [{ value: REVEALING }] }),
      pseudonyms,
    );
    expect(JSON.stringify(batch.columns.value)).not.toContain(REVEALING);
    expect(JSON.stringify(batch.columns.config)).not.toMatch(new RegExp(`"(name|vmPathName|x)":[^,}]*${REVEALING}`));
  });

  it('gives a network the name that it has in the devices of its VMs', () => {
    const network = anonymousBatch(batchOf('Network', { id: 'n', name: 'VLAN 7%2f8' }), pseudonyms);
    expect(network.columns.name?.[0]).toBe(pseudonyms.of('name of network', 'VLAN 7/8'));
  });
});
