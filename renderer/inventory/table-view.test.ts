import { describe, expect, it } from 'vitest';
import { batch } from './batch-fixture.ts';
import { Estate } from './estate.ts';
import type { TableFilter } from './filter/column-filter.ts';
import { TableView } from './table-view.ts';

/** The rows on screen once all of them are filtered. */
function rowsOf(view: TableView): readonly number[] {
  expect(view.look(Number.POSITIVE_INFINITY)).toBe(true);
  return [...view.rows()];
}

const quick = (text: string): TableFilter => ({ quick: text, columns: [] });
const byName = (): readonly string[] => ['name'];

function vms(...rows: readonly (readonly [id: string, name: string, host: string, memory: number | null])[]) {
  return batch(
    'VirtualMachine',
    rows.map(([id]) => id),
    {
      name: rows.map(([, name]) => name),
      'runtime.host': rows.map(([, , host]) => `HostSystem:${host}`),
      'config.hardware.memoryMB': rows.map(([, , , memory]) => memory),
    },
  );
}

describe('TableView', () => {
  it('shows the order of arrival until it is told to sort', () => {
    const estate = new Estate();
    const view = new TableView(estate, 'VirtualMachine');
    expect(rowsOf(view)).toEqual([]);
    estate.append(vms(['1', 'web', 'h1', 4096], ['2', 'db', 'h2', null], ['3', 'app', 'h1', 1024]), 'vcenter');
    expect(rowsOf(view)).toEqual([0, 1, 2]);
    view.sortBy([{ path: 'config.hardware.memoryMB', direction: 'descending' }]);
    expect(rowsOf(view)).toEqual([0, 2, 1]);
    view.sortBy([]);
    expect(rowsOf(view)).toEqual([0, 1, 2]);
  });

  it('keeps its order and its filter when a vCenter is dropped from among its rows', () => {
    const estate = new Estate();
    const qualified = (key: string, from: number) => {
      const rows = vms(
        ...[0, 1, 2].map(
          (index) => [`${from + index}`, `${'cba'[index]}-${key}`, 'h1', (from * 7 + index) % 5] as const,
        ),
      );
      return { ...rows, refs: rows.refs.map((ref) => `${key}/${ref}`) };
    };
    for (let from = 0; from < 30; from += 6) {
      estate.append(qualified('one', from), 'vcenter', 'one');
      estate.append(qualified('two', from + 3), 'vcenter', 'two');
    }
    const view = new TableView(estate, 'VirtualMachine');
    const setUp = (each: TableView) => {
      each.sortBy([
        { path: 'config.hardware.memoryMB', direction: 'descending' },
        { path: 'name', direction: 'ascending' },
      ]);
      each.filterBy(quick('a-'), byName);
      return each;
    };
    expect(rowsOf(setUp(view))).toHaveLength(10);
    const ahead = estate.prepareDrop('one').get('VirtualMachine');
    if (ahead === undefined) throw new Error('rows of the vCenter are there');
    view.prepareReplaced(ahead);
    const mapping = estate.drop('one').get('VirtualMachine');
    expect(mapping, 'as it was worked out ahead').toBe(ahead);
    if (mapping === undefined) throw new Error('rows of the dropped vCenter were there');
    view.replaced(mapping);
    expect(view.look(Number.NEGATIVE_INFINITY), 'rows that passed are known, with no column made yet').toBe(true);
    const fresh = () => rowsOf(setUp(new TableView(estate, 'VirtualMachine')));
    expect(rowsOf(view)).toEqual(fresh());
    expect(rowsOf(view)).toHaveLength(5);
    estate.append(qualified('two', 100), 'vcenter', 'two');
    expect(rowsOf(view)).toEqual(fresh());
    view.sortBy([{ path: 'name', direction: 'descending' }]);
    view.filterBy(quick(''), byName);
    expect(rowsOf(view)).toHaveLength(18);
  });

  it('filters rows of which columns are yet to be made once these are', () => {
    const estate = new Estate();
    for (const key of ['one', 'two']) {
      const rows = vms(['1', `web-${key}`, 'h1', 1], ['2', `db-${key}`, 'h1', 1]);
      estate.append({ ...rows, refs: rows.refs.map((ref) => `${key}/${ref}`) }, 'vcenter', key);
    }
    estate.drop('one');
    const view = new TableView(estate, 'VirtualMachine');
    view.filterBy(quick('web'), byName);
    expect(view.look(Number.NEGATIVE_INFINITY)).toBe(false);
    expect(estate.table('VirtualMachine').settle(Number.NEGATIVE_INFINITY), 'none was made meanwhile').toBe(false);
    expect(rowsOf(view)).toEqual([0]);
  });

  it('filters within the sorted order, and goes on doing so while rows arrive', () => {
    const estate = new Estate();
    const view = new TableView(estate, 'VirtualMachine');
    view.sortBy([{ path: 'name', direction: 'ascending' }]);
    view.filterBy(quick('web'), byName);
    estate.append(vms(['1', 'web-10', 'h1', 1], ['2', 'db', 'h1', 1], ['3', 'web-9', 'h1', 1]), 'vcenter');
    expect(rowsOf(view)).toEqual([2, 0]);
    estate.append(vms(['4', 'WEB-2', 'h1', 1]), 'vcenter');
    expect(rowsOf(view)).toEqual([3, 2, 0]);
    view.filterBy(quick(''), byName);
    expect(rowsOf(view)).toEqual([1, 3, 2, 0]);
  });

  it('sorts references by the names they resolve to, again when a name comes or changes', () => {
    const estate = new Estate();
    const view = new TableView(estate, 'VirtualMachine');
    estate.append(vms(['1', 'a', 'h1', 1], ['2', 'b', 'h2', 1]), 'vcenter');
    view.sortBy([{ path: 'runtime.host', direction: 'ascending' }]);
    expect(rowsOf(view)).toEqual([0, 1]);
    estate.append(batch('HostSystem', ['h1', 'h2'], { name: ['zulu', 'alpha'] }), 'vcenter');
    expect(rowsOf(view)).toEqual([1, 0]);
    estate.append(batch('HostSystem', ['h2'], { name: ['zz'] }), 'vcenter');
    expect(rowsOf(view)).toEqual([0, 1]);
  });

  it('keeps the order of arrival for a column the collection did not bring', () => {
    const estate = new Estate();
    const view = new TableView(estate, 'VirtualMachine');
    view.sortBy([{ path: 'config.firmware', direction: 'ascending' }]);
    estate.append(vms(['1', 'a', 'h1', 1], ['2', 'b', 'h2', 1]), 'vcenter');
    expect(rowsOf(view)).toEqual([0, 1]);
  });

  it('filters by columns, anew when a name that they show comes', () => {
    const estate = new Estate();
    const view = new TableView(estate, 'VirtualMachine');
    const column = { path: 'runtime.host', kind: 'text', operator: 'contains', text: 'zulu' } as const;
    view.filterBy({ quick: '', columns: [column] }, byName);
    estate.append(vms(['1', 'a', 'h1', 1], ['2', 'b', 'h2', 1]), 'vcenter');
    expect(rowsOf(view)).toEqual([]);
    estate.append(batch('HostSystem', ['h1', 'h2'], { name: ['alpha', 'zulu'] }), 'vcenter');
    expect(rowsOf(view)).toEqual([1]);
  });

  it('tells that it has not looked at all rows yet', () => {
    const estate = new Estate();
    const view = new TableView(estate, 'VirtualMachine');
    const ids = Array.from({ length: 1000 }, (_, index) => String(index));
    estate.append(batch('VirtualMachine', ids, { name: ids }), 'vcenter');
    expect(view.look(0)).toBe(true);
    view.filterBy(quick('99'), byName);
    expect(view.look(0)).toBe(false);
    expect(view.rows().length).toBeLessThan(19);
    while (!view.look(0));
    expect(view.rows().length).toBe(19);
  });
});
