import { describe, expect, it } from 'vitest';
import { columnsOf, type TableColumn } from '../columns.ts';
import type { ColumnFilter } from './column-filter.ts';
import { conditionOf, draftOf, operatorsOf } from './filter-draft.ts';

const columns = columnsOf('VirtualMachine', [
  'name',
  'runtime.powerState',
  'config.hardware.memoryMB',
  'runtime.bootTime',
  'runtime.host',
]);

function column(path: string): TableColumn {
  const found = columns.find((each) => each.path === path);
  if (found === undefined) throw new Error(`no column ${path}`);
  return found;
}

describe('filter draft', () => {
  it('offers what suits the column', () => {
    const operators = (path: string) => operatorsOf(column(path)).map(({ value }) => value);
    expect(operators('name')).toEqual(['contains', 'is', 'starts', 'unset', 'set']);
    expect(operators('runtime.host')).toEqual(['contains', 'is', 'starts', 'unset', 'set']);
    expect(operators('runtime.powerState')).toEqual(['one-of', 'unset', 'set']);
    expect(operators('config.hardware.memoryMB')).toEqual(['compares', 'unset', 'set']);
    expect(operators('runtime.bootTime')).toEqual(['before', 'after', 'unset', 'set']);
  });

  it.each<ColumnFilter>([
    { path: 'name', kind: 'text', operator: 'starts', text: 'web' },
    { path: 'runtime.powerState', kind: 'choice', values: ['poweredOn'] },
    { path: 'config.hardware.memoryMB', kind: 'number', expression: '> 4 GiB' },
    { path: 'runtime.bootTime', kind: 'time', operator: 'after', day: '2026-03-01' },
    { path: 'name', kind: 'presence', set: false },
    { path: 'name', kind: 'presence', set: true },
  ])('shows a filter and gives it back: %j', (filter) => {
    const { path, ...condition } = filter;
    expect(conditionOf(draftOf(column(path), filter), column(path), false)).toEqual(condition);
  });

  it('says what is missing', () => {
    const problem = (path: string) => conditionOf(draftOf(column(path), undefined), column(path), false);
    expect(problem('name')).toEqual({ problem: 'Type a text.' });
    expect(problem('runtime.powerState')).toEqual({ problem: 'Choose at least one value.' });
    expect(problem('runtime.bootTime')).toEqual({ problem: 'Choose a day.' });
    expect(problem('config.hardware.memoryMB')).toEqual({ problem: 'Type a comparison, such as > 4 GiB.' });
  });
});
