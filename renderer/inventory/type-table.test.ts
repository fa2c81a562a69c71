import { describe, expect, it } from 'vitest';
import { batch } from './batch-fixture.ts';
import { TypeTable } from './type-table.ts';

describe('TypeTable', () => {
  it('keeps cells by the kind of their attribute', () => {
    const table = new TypeTable('VirtualMachine');
    table.append(
      batch('VirtualMachine', ['1', '2'], {
        name: ['web', 'db'],
        'config.hardware.memoryMB': [4096, null],
        'runtime.bootTime': ['2026-03-01T12:00:00Z', null],
        datastore: [['Datastore:1', 'Datastore:2'], null],
      }),
    );
    expect(table.rows).toBe(2);
    expect(table.refs).toEqual(['VirtualMachine:1', 'VirtualMachine:2']);
    expect(table.cell(0, 'config.hardware.memoryMB')).toBe(4096);
    expect(table.cell(0, 'runtime.bootTime')).toBe(Date.UTC(2026, 2, 1, 12));
    expect(table.cell(0, 'datastore')).toEqual(['Datastore:1', 'Datastore:2']);
    expect(table.cell(1, 'config.hardware.memoryMB')).toBeNull();
    expect(table.column('config.hardware.memoryMB')?.storage).toBe('numbers');
  });

  it('has a column for what any batch brought, and for nothing else', () => {
    const table = new TypeTable('VirtualMachine');
    table.append(batch('VirtualMachine', ['1'], { name: ['web'] }));
    table.append(batch('VirtualMachine', ['2'], { name: ['db'], 'config.firmware': ['efi'] }));
    table.append(batch('VirtualMachine', ['3'], { name: ['lb'] }));
    expect(table.paths).toEqual(['name', 'config.firmware']);
    expect(table.column('overallStatus')).toBeUndefined();
    expect([0, 1, 2].map((row) => table.cell(row, 'config.firmware'))).toEqual([null, 'efi', null]);
  });

  it('sums up the data objects of optional attributes', () => {
    const table = new TypeTable('VirtualMachine');
    table.append(
      batch('VirtualMachine', ['1', '2'], {
        name: ['web', 'db'],
        'guest.net': [[{ network: 'VM Network' }, { network: 'Backup' }], [{ network: 'VM Network', connected: true }]],
        'config.bootOptions.efiSecureBootEnabled': [true, false],
      }),
    );
    expect(table.cell(0, 'guest.net')).toBe('2 items');
    expect(table.cell(1, 'guest.net')).toBe('network VM Network · connected yes');
    expect(table.cell(0, 'config.bootOptions.efiSecureBootEnabled')).toBe(true);
  });

  it('picks essential attributes out of whole properties, and keeps those as columns of their own', () => {
    const table = new TypeTable('HostSystem');
    table.append(
      batch('HostSystem', ['1'], {
        name: ['esx1'],
        summary: [{ hardware: { vendor: 'Dell', numCpuCores: 32 }, rebootRequired: false }],
      }),
    );
    expect(table.cell(0, 'summary.hardware.vendor')).toBe('Dell');
    expect(table.cell(0, 'summary.hardware.numCpuCores')).toBe(32);
    expect(table.cell(0, 'summary.rebootRequired')).toBe(false);
    expect(table.cell(0, 'summary.hardware.model')).toBeNull();
    expect(table.cell(0, 'summary')).toBe('rebootRequired no · +1');
    expect(table.column('runtime.powerState')).toBeUndefined();
  });
});
