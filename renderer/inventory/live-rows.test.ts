import { describe, expect, it } from 'vitest';
import { batch } from './batch-fixture.ts';
import { Estate } from './estate.ts';
import type { TableFilter } from './filter/column-filter.ts';
import { TableView } from './table-view.ts';
import { TypeTable } from './type-table.ts';
import { ValueColumn } from './value-column.ts';

const MEMORY = 'config.hardware.memoryMB';
const BOOTED = 'runtime.bootTime';

function machines(...rows: readonly (readonly [id: string, name: string | null, memory: number | null])[]) {
  return batch(
    'VirtualMachine',
    rows.map(([id]) => id),
    { name: rows.map(([, name]) => name), [MEMORY]: rows.map(([, , memory]) => memory) },
  );
}

const rowsOf = (table: TypeTable) =>
  [...table.refs].map((ref, row) => `${ref.slice(15)} ${table.cell(row, 'name')} ${table.cell(row, MEMORY)}`);

describe('a table whose rows change', () => {
  it('takes new values over, leaves columns alone that are not told, and tells which rows are different', () => {
    const table = new TypeTable('VirtualMachine');
    table.append(machines(['1', 'web', 4096], ['2', 'db', null], ['3', 'app', 1024]));
    const patch = batch('VirtualMachine', ['3', '1', '9'], { name: ['app', 'web-2', 'new'] });
    expect(table.patch(patch)).toEqual({ changed: [0], added: [3] });
    expect(rowsOf(table)).toEqual(['1 web-2 4096', '2 db null', '3 app 1024', '9 new null']);
    // The same again is no change.
    expect(table.patch(patch)).toEqual({ changed: [], added: [] });
    expect(table.patch(machines(['2', 'db', 8192], ['1', null, 4096]))).toEqual({ changed: [1, 0], added: [] });
    expect(rowsOf(table)).toEqual(['1 null 4096', '2 db 8192', '3 app 1024', '9 new null']);
  });

  it('gets a column that no row had before', () => {
    const table = new TypeTable('VirtualMachine');
    table.append(machines(['1', 'web', 1], ['2', 'db', 2]));
    table.patch(batch('VirtualMachine', ['2'], { [BOOTED]: ['2026-01-01T00:00:00Z'], datastore: [['Datastore:1']] }));
    expect([0, 1].map((row) => table.cell(row, BOOTED))).toEqual([null, Date.UTC(2026, 0, 1)]);
    expect([0, 1].map((row) => table.cell(row, 'datastore'))).toEqual([null, ['Datastore:1']]);
    expect(table.patch(batch('VirtualMachine', ['2'], { datastore: [['Datastore:1']] })).changed).toEqual([]);
  });

  it('loses the rows of objects that are gone, and finds the others where they are now', () => {
    const table = new TypeTable('VirtualMachine');
    table.append(machines(['1', 'web', 1], ['2', 'db', 2], ['3', 'app', 3], ['4', 'log', 4]));
    const mapping = table.remove(['VirtualMachine:2', 'VirtualMachine:77', 'VirtualMachine:3']);
    expect([...(mapping ?? [])]).toEqual([0, 0xffff_ffff, 0xffff_ffff, 1]);
    expect(rowsOf(table)).toEqual(['1 web 1', '4 log 4']);
    expect(table.rowOf('VirtualMachine:4')).toBe(1);
    expect(table.rowOf('VirtualMachine:2')).toBeUndefined();
    expect(table.remove(['VirtualMachine:2'])).toBeUndefined();
    table.append(machines(['5', null, null]));
    expect(rowsOf(table)).toEqual(['1 web 1', '4 log 4', '5 null null']);
  });

  it('does not hold on to values that come and go for months', () => {
    const column = new ValueColumn();
    column.append(['a', 'b', 'c']);
    for (let turn = 0; turn < 50_000; turn += 1) column.set(1, `name-${turn}`);
    expect(column.distinct).toBeLessThan(10_000);
    expect([0, 1, 2].map((row) => column.cell(row))).toEqual(['a', 'name-49999', 'c']);
    expect(column.codings).toBeGreaterThan(0);
  });

  it('does not hold on to values of rows that come and go for months', () => {
    const column = new ValueColumn();
    column.append(['a', 'b']);
    for (let turn = 0; turn < 200; turn += 1) {
      column.append(Array.from({ length: 100 }, (_, row) => `name-${turn}-${row}`));
      column.keep({ rows: 2, bounds: Uint32Array.of(0, 1, 101, 102) });
    }
    expect(column.distinct).toBeLessThan(10_000);
    expect([0, 1].map((row) => column.cell(row))).toEqual(['a', 'name-199-99']);
  });
});

describe('a view of rows that change', () => {
  /** A sorted and filtered view, and what it should show, worked out from nothing. */
  function views() {
    const estate = new Estate();
    const filter: TableFilter = { quick: 'a', columns: [] };
    const make = () => {
      const view = new TableView(estate, 'VirtualMachine');
      view.sortBy([
        { path: MEMORY, direction: 'descending' },
        { path: 'name', direction: 'ascending' },
      ]);
      view.filterBy(filter, () => ['name']);
      return view;
    };
    const look = (view: TableView) => {
      view.look(Number.POSITIVE_INFINITY);
      return [...view.rows()];
    };
    return { estate, kept: make(), fresh: () => look(make()), look };
  }

  it('shows what a new view would show, after any changes', () => {
    const { estate, kept, fresh, look } = views();
    let roll = 1;
    const dice = (below: number) => {
      roll = Math.imul(roll, 48_271) % 0x7fff_ffff;
      return Math.abs(roll) % below;
    };
    const random = () => machines([String(dice(80)), `${'abc'[dice(3)]}${dice(9)}`, dice(4) === 0 ? null : dice(6)]);
    estate.append(
      machines(...Array.from({ length: 40 }, (_, id) => [String(id), `a${id}`, id % 5] as const)),
      'vcenter',
    );
    expect(look(kept)).toEqual(fresh());
    for (let turn = 0; turn < 400; turn += 1) {
      if (turn % 3 === 2) {
        const mapping = estate.remove('VirtualMachine', [`VirtualMachine:${dice(80)}`, `VirtualMachine:${dice(80)}`]);
        if (mapping) kept.removed(mapping);
      } else kept.changed(new Set(estate.patch(random()).changed));
      if (turn % 4 !== 0) expect(look(kept), `turn ${turn}`).toEqual(fresh());
    }
    expect(look(kept).length).toBeGreaterThan(3);
  });

  it('stays right when a column gives its values other codes', () => {
    const { estate, kept, fresh, look } = views();
    estate.append(machines(['1', 'a1', 1], ['2', 'b', 2], ['3', 'a3', 1]), 'vcenter');
    look(kept);
    for (let turn = 0; turn < 8500; turn += 1) {
      const { changed } = estate.patch(machines(['2', `${turn % 2 === 0 ? 'a' : 'x'}${turn}`, 2]));
      kept.changed(new Set(changed));
    }
    expect(look(kept)).toEqual(fresh());
    kept.changed(new Set(estate.patch(machines(['2', 'a', 0])).changed));
    expect(look(kept)).toEqual(fresh());
    expect(look(kept)).toHaveLength(3);
  });

  it('stays right when values get other codes because rows are gone', () => {
    const { estate, kept, fresh, look } = views();
    estate.append(machines(['old', 'x', 1]), 'vcenter');
    for (let turn = 0; turn < 90; turn += 1) {
      const ids = Array.from({ length: 100 }, (_, row) => `${turn}-${row}`);
      estate.append(
        machines(...ids.map((id, row) => [id, `${row % 2 === 0 ? 'a' : 'x'}${id}`, 1] as const)),
        'vcenter',
      );
      expect(look(kept)).toEqual(fresh());
      const gone = ids.slice(2).map((id) => `VirtualMachine:${id}`);
      const mapping = estate.remove('VirtualMachine', gone);
      if (mapping) kept.removed(mapping);
      expect(look(kept), `turn ${turn}`).toEqual(fresh());
    }
    expect(look(kept)).toHaveLength(90);
  });
});
