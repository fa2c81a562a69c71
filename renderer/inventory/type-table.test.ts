import { describe, expect, it } from 'vitest';
import { batch } from './batch-fixture.ts';
import { allRows, runsOf } from './row-runs.ts';
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
    expect([...table.refs]).toEqual(['VirtualMachine:1', 'VirtualMachine:2']);
    expect(table.cell(0, 'config.hardware.memoryMB')).toBe(4096);
    expect(table.cell(0, 'runtime.bootTime')).toBe(Date.UTC(2026, 2, 1, 12));
    expect(table.cell(0, 'datastore')).toEqual(['Datastore:1', 'Datastore:2']);
    expect(table.cell(1, 'config.hardware.memoryMB')).toBeNull();
    expect(table.column('config.hardware.memoryMB')?.storage).toBe('numbers');
  });

  it('takes values that no collection brings, leaves them unset in rows that come later, and takes them anew', () => {
    const table = new TypeTable('VirtualMachine');
    table.append(batch('VirtualMachine', ['1', '2'], { name: ['web', 'db'] }));
    table.annotate('snapshot.count', [2, 0]);
    table.append(batch('VirtualMachine', ['3'], { name: ['lb'] }));
    expect([...table.refs].map((_, row) => table.cell(row, 'snapshot.count'))).toEqual([2, 0, null]);
    expect(table.column('snapshot.count')?.storage).toBe('numbers');
    table.annotate('snapshot.count', [null, 1, 5]);
    expect([...table.refs].map((_, row) => table.cell(row, 'snapshot.count'))).toEqual([null, 1, 5]);
    expect(table.paths).toEqual(['name', 'snapshot.count']);
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

  it('makes a table of some of its rows, and takes in rows of another one', () => {
    const table = new TypeTable('Datastore');
    const capacity = [1024, null, '9007199254740993', 5];
    table.append(
      batch('Datastore', ['1', '2', '3', '4'], {
        name: ['a', 'b', 'c', 'b'],
        'summary.capacity': capacity,
        'summary.type': ['VMFS', 'NFS', null, 'VMFS'],
      }),
    );
    const some = table.only(runsOf(Uint32Array.of(2, 0, 3)));
    expect([...some.refs]).toEqual(['Datastore:3', 'Datastore:1', 'Datastore:4']);
    const cells = (of: TypeTable, path: string) => [...of.refs].map((_, row) => of.cell(row, path));
    expect(cells(some, 'summary.capacity')).toEqual(['9007199254740993', 1024, 5]);
    expect(cells(some, 'summary.type')).toEqual([null, 'VMFS', 'VMFS']);
    const type = some.column('summary.type');
    expect(type?.storage === 'values' && type.distinct, 'NFS is gone with its row').toBe(2);
    const other = new TypeTable('Datastore');
    other.append(batch('Datastore', ['9'], { name: ['z'], 'summary.url': ['ds:///z'] }));
    some.take(other, allRows(1));
    expect(some.paths).toEqual(['name', 'summary.type', 'summary.capacity', 'summary.url']);
    expect(cells(some, 'name')).toEqual(['c', 'a', 'b', 'z']);
    expect(cells(some, 'summary.capacity').at(-1)).toBeNull();
    expect(cells(some, 'summary.url')).toEqual([null, null, null, 'ds:///z']);
    some.append(batch('Datastore', ['10'], { name: ['y'], 'summary.capacity': [7] }));
    expect(cells(some, 'summary.capacity').at(-1)).toBe(7);
    expect(cells(table, 'name'), 'the first table is as it was').toEqual(['a', 'b', 'c', 'b']);
  });

  it('tells cells of rows that it took in while their columns are yet to be made', () => {
    const table = (...names: readonly string[]) => {
      const made = new TypeTable('Datastore');
      made.append(batch('Datastore', names, { name: names, [`only.${names[0]}`]: names }));
      return made;
    };
    const some = table('a', 'b', 'c', 'd').only(runsOf(Uint32Array.of(0, 2, 3)));
    some.column('name');
    some.take(table('e', 'f'), allRows(2));
    some.take(table('g', 'h'), runsOf(Uint32Array.of(1)));
    const told = () =>
      ['name', 'only.a', 'only.e', 'only.g'].map((path) => [0, 1, 2, 3, 4, 5, 6].map((row) => some.cell(row, path)));
    const before = told();
    expect(before).toEqual([
      ['a', 'c', 'd', 'e', 'f', 'h', null],
      ['a', 'c', 'd', null, null, null, null],
      [null, null, null, 'e', 'f', null, null],
      [null, null, null, null, null, 'h', null],
    ]);
    some.settle(Number.POSITIVE_INFINITY);
    expect(told()).toEqual(before);
  });

  it('makes the columns of some of its rows one by one, when there is time or somebody asks', () => {
    const table = new TypeTable('VirtualMachine');
    const names = Array.from({ length: 20_000 }, (_, row) => `vm-${row}`);
    table.append(
      batch('VirtualMachine', names, { name: names, 'config.hardware.memoryMB': names.map((_, row) => row) }),
    );
    const odd = Uint32Array.from({ length: 10_000 }, (_, index) => index * 2 + 1);
    const some = table.only(runsOf(odd));
    expect(some.settle(Number.NEGATIVE_INFINITY), 'there was no time').toBe(false);
    expect([some.cell(0, 'name'), some.cell(10_000, 'name')], 'cells need no column').toEqual(['vm-1', null]);
    expect([some.has('name'), some.has('config.firmware')]).toEqual([true, false]);
    const memory = some.column('config.hardware.memoryMB');
    expect(memory?.cell(9999)).toBe(19_999);
    expect(some.settle(Number.NEGATIVE_INFINITY), 'the name is left').toBe(false);
    expect(some.settle(Number.POSITIVE_INFINITY)).toBe(true);
    expect(some.settle(Number.NEGATIVE_INFINITY), 'nothing is left').toBe(true);
    expect([0, 1, 9999].map((row) => some.cell(row, 'name'))).toEqual(['vm-1', 'vm-3', 'vm-19999']);
    some.append(batch('VirtualMachine', ['new'], { name: ['vm-1'] }));
    const name = some.column('name');
    if (name?.storage !== 'values') throw new Error('a name is a value');
    expect(name.code(10_000), 'a name that is there already').toBe(name.code(0));
  });

  it('leaves out columns that the rows it keeps have nothing in', () => {
    const table = new TypeTable('VirtualMachine');
    table.append(batch('VirtualMachine', ['1'], { name: ['a'], 'guest.net': [[]], 'config.hardware.memoryMB': [1] }));
    table.append(batch('VirtualMachine', ['2'], { name: ['b'] }));
    expect(table.only(runsOf(Uint32Array.of(1))).paths).toEqual(['name']);
    expect(table.only(runsOf(Uint32Array.of(0))).paths).toEqual(table.paths);
    expect(table.only(allRows(0)).paths).toEqual([]);
  });

  it('takes in more distinct values than the codes of its columns had room for', () => {
    const names = Array.from({ length: 70_000 }, (_, index) => `vm-${index}`);
    const table = new TypeTable('VirtualMachine');
    table.append(batch('VirtualMachine', names, { name: names }));
    const copy = new TypeTable('VirtualMachine');
    copy.append(batch('VirtualMachine', ['first'], { name: ['first'] }));
    copy.take(table, allRows(table.rows));
    expect(copy.rows).toBe(70_001);
    expect([0, 1, 256, 65_537, 70_000].map((row) => copy.cell(row, 'name'))).toEqual([
      'first',
      'vm-0',
      'vm-255',
      'vm-65536',
      'vm-69999',
    ]);
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
