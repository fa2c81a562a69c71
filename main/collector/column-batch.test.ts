import { describe, expect, it } from 'vitest';
import { ManagedObjectReference } from '../vsphere/managed-object-reference.ts';
import { batchJson, ColumnBatchBuilder } from './column-batch.ts';

describe('ColumnBatchBuilder', () => {
  it('keeps columns as long as the refs, with null for what is unset', () => {
    const paths = ['name', 'cpu'];
    const builder = new ColumnBatchBuilder('VirtualMachine', () => paths);
    builder.add({ kind: 'VirtualMachine', ref: 'VirtualMachine:vm-1', cells: ['a'] });
    builder.add({ kind: 'VirtualMachine', ref: 'VirtualMachine:vm-2', cells: [undefined, 0] });
    // Pruning off: a property that only the third object has.
    paths.push('late');
    builder.add({ kind: 'VirtualMachine', ref: 'VirtualMachine:vm-3', cells: ['c', undefined, false] });
    expect(builder.rows).toBe(3);
    expect(builder.finish()).toEqual({
      type: 'VirtualMachine',
      refs: ['VirtualMachine:vm-1', 'VirtualMachine:vm-2', 'VirtualMachine:vm-3'],
      columns: { name: ['a', null, 'c'], cpu: [null, 0, null], late: [null, null, false] },
    });
    expect(builder.rows).toBe(0);
  });
});

describe('batchJson', () => {
  it('writes references, times and large integers as text', () => {
    const json = batchJson({
      type: 'VirtualMachine',
      refs: ['VirtualMachine:vm-1'],
      columns: {
        host: [new ManagedObjectReference('HostSystem', 'host-1')],
        booted: [new Date('2026-01-02T03:04:05Z')],
        big: [9007199254740993n],
      },
    });
    expect(JSON.parse(json).columns).toEqual({
      host: ['HostSystem:host-1'],
      booted: ['2026-01-02T03:04:05.000Z'],
      big: ['9007199254740993'],
    });
  });
});
