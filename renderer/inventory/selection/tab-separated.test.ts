import { describe, expect, it } from 'vitest';
import { batch } from '../batch-fixture.ts';
import { columnsOf } from '../columns.ts';
import { TypeTable } from '../type-table.ts';
import { pastedText, tabSeparated } from './tab-separated.ts';

describe('tabSeparated', () => {
  it('gives headings and shown values, unset ones empty', () => {
    const table = new TypeTable('VirtualMachine');
    table.append(
      batch('VirtualMachine', ['1', '2'], {
        name: ['web%2f1', '=SUM(A1)'],
        'runtime.host': ['HostSystem:h1', null],
        'config.hardware.memoryMB': [2048, null],
      }),
    );
    const columns = columnsOf('VirtualMachine', table.paths);
    expect(columns.map(({ label }) => label)).toEqual(['Name', 'Memory', 'Host']);
    expect(tabSeparated(table, [1, 0], columns, (ref) => `name of ${ref}`)).toBe(
      "Name\tMemory\tHost\n'=SUM(A1)\t\t\nweb/1\t2.00 GiB\tname of HostSystem:h1\n",
    );
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@x', "'@x"],
    ['a\tb\r\nc', 'a b c'],
    ['\t=1', ' =1'],
    ['plain', 'plain'],
  ])('makes %j safe to paste', (text, expected) => {
    expect(pastedText(text)).toBe(expected);
  });
});
