import { describe, expect, it } from 'vitest';
import { type ChangeFilter, isFiltering, NO_FILTER } from './change-filter.ts';
import { ChangeRows } from './change-rows.ts';
import { changed, pageOf } from './changes-fixture.ts';

const cpu = (name: string, before: number, after: number) =>
  changed(name, [{ path: 'config.hardware.numCPU', before, after }]);
const PAGE = pageOf([
  { type: 'VirtualMachine', kind: 'added', ref: 'VirtualMachine:vm-1', name: 'web-1', values: [] },
  { type: 'Datastore', kind: 'removed', ref: 'Datastore:ds-1', name: 'fast', values: [] },
  cpu('web-2', 2, 4),
  changed('db', [{ path: 'name', before: 'web-3', after: 'db' }]),
]);

function shownBy(change: Partial<ChangeFilter>): readonly (string | undefined)[] {
  const rows = new ChangeRows();
  rows.add(PAGE);
  rows.filterBy({ ...NO_FILTER, ...change });
  return Array.from({ length: rows.shown }, (_, position) => rows.at(position)?.name);
}

describe('ChangeRows', () => {
  it.each<[Partial<ChangeFilter>, readonly string[]]>([
    [{}, ['web-1', 'fast', 'web-2', 'db']],
    [{ kind: 'changed' }, ['web-2', 'db']],
    [{ type: 'Datastore' }, ['fast']],
    [{ path: 'name' }, ['db']],
    [{ text: 'WEB' }, ['web-1', 'web-2', 'db']],
    [{ text: 'web vcpu' }, ['web-2']],
    [{ text: 'ds-1' }, ['fast']],
    [{ text: 'nothing' }, []],
    [{ kind: 'added', text: 'fast' }, []],
  ])('shows what %j lets through', (change, names) => {
    expect(shownBy(change)).toEqual(names);
    expect(isFiltering({ ...NO_FILTER, ...change })).toBe(Object.keys(change).length > 0);
  });

  it('takes what comes later through the filter as well', () => {
    const rows = new ChangeRows();
    rows.filterBy({ ...NO_FILTER, kind: 'changed' });
    rows.add(PAGE);
    rows.add(pageOf([cpu('late', 1, 2)]));
    expect([rows.length, rows.shown, rows.at(2)?.name, rows.at(3)]).toEqual([5, 3, 'late', undefined]);
  });

  it('holds no more than its bound, and counts the rest', () => {
    const rows = new ChangeRows(3);
    rows.add(PAGE);
    rows.add(PAGE);
    expect([rows.length, rows.left, rows.shown]).toEqual([3, 5, 3]);
  });
});
