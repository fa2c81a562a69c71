import { expect, it } from 'vitest';
import { batch } from '../batch-fixture.ts';
import { TypeTable } from '../type-table.ts';
import { choicesOf } from './choices-of.ts';

it('counts the values of a column, most frequent first, without the unset ones', () => {
  const table = new TypeTable('VirtualMachine');
  table.append(
    batch('VirtualMachine', ['1', '2', '3', '4'], {
      'runtime.powerState': ['poweredOff', 'poweredOn', null, 'poweredOn'],
      'runtime.consolidationNeeded': [null, false, null, null],
      'config.hardware.numCPU': [1, 2, 3, 4],
    }),
  );
  expect(choicesOf(table, 'runtime.powerState')).toEqual([
    { value: 'poweredOn', count: 2 },
    { value: 'poweredOff', count: 1 },
  ]);
  expect(choicesOf(table, 'runtime.consolidationNeeded')).toEqual([{ value: 'false', count: 1 }]);
  expect(choicesOf(table, 'config.hardware.numCPU')).toEqual([]);
  expect(choicesOf(table, 'config.firmware')).toEqual([]);
});
