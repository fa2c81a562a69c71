import { expect, it } from 'vitest';
import { batch } from '../batch-fixture.ts';
import { TypeTable } from '../type-table.ts';
import { sumsOf } from './sums.ts';

it('adds up what is known, and tells for how many rows it is not', () => {
  const table = new TypeTable('VirtualMachine');
  table.append(
    batch('VirtualMachine', ['1', '2', '3'], {
      name: ['a', 'b', 'c'],
      'config.hardware.numCPU': [2, null, 4],
      'config.hardware.memoryMB': [1024, 2048, 4096],
      'summary.storage.committed': [null, null, 2 ** 40],
    }),
  );
  expect(sumsOf(table, Uint32Array.of(0, 1, 2))).toEqual([
    { label: 'vCPUs', text: '6', unset: 1 },
    { label: 'Memory', text: '7.00 GiB', unset: 0 },
    { label: 'Storage used', text: '1.00 TiB', unset: 2 },
  ]);
  expect(sumsOf(table, Uint32Array.of(0))).toContainEqual({ label: 'Storage used', text: 'unknown', unset: 0 });
  expect(sumsOf(new TypeTable('Folder'), Uint32Array.of(0))).toEqual([]);
});
