import { describe, expect, it } from 'vitest';
import { columnsOf } from '../inventory/columns.ts';
import { filterText } from '../inventory/filter/filter-text.ts';
import { arrangeColumns, DEFAULT_LAYOUT } from '../inventory/layout/column-layout.ts';
import { VCENTER_PATH, withoutVcenter } from './vcenter-column.ts';

const PATHS = [VCENTER_PATH, 'name', 'runtime.powerState', 'layoutEx.file'];
const shown = (several: boolean, layout = DEFAULT_LAYOUT) =>
  arrangeColumns(columnsOf('VirtualMachine', PATHS, several), layout).columns.map(({ label }) => label);

describe('the column of the vCenter', () => {
  it('stands after the name while there are several', () => {
    expect(shown(true)).toEqual(['Name', 'vCenter', 'Power', 'Files']);
    expect(shown(false)).toEqual(['Name', 'Power', 'Files']);
    expect(columnsOf('VirtualMachine', [], true)).toEqual([]);
  });

  it('stands before columns that were arranged when there was one, and where it is put itself', () => {
    const layout = { ...DEFAULT_LAYOUT, order: ['name', 'layoutEx.file', 'runtime.powerState'] };
    expect(shown(true, layout)).toEqual(['Name', 'vCenter', 'Files', 'Power']);
    const order = ['name', 'runtime.powerState', VCENTER_PATH];
    expect(shown(true, { ...layout, order })).toEqual(['Name', 'Power', 'vCenter', 'Files']);
    expect(shown(true, { ...layout, hidden: [VCENTER_PATH] })).not.toContain('vCenter');
  });

  it('shows names of vCenters as they are', () => {
    const filter = { kind: 'choice', path: VCENTER_PATH, values: ['vcenter', 'poweredOn'] } as const;
    expect(filterText(filter, 'vCenter')).toBe('vCenter is vcenter, poweredOn');
  });
});

describe('withoutVcenter', () => {
  const power = { kind: 'choice', path: 'runtime.powerState', values: ['a'] } as const;
  const of = (...values: readonly string[]) => ({
    quick: 'web',
    columns: [power, { kind: 'choice', path: VCENTER_PATH, values } as const],
  });

  it('takes a closed vCenter out of a choice, and the choice away with the last one', () => {
    expect(withoutVcenter(of('a', 'b'), 'a', true)).toEqual(of('b'));
    expect(withoutVcenter(of('a'), 'a', true)).toEqual({ quick: 'web', columns: [power] });
  });

  it('takes away any filter by vCenter once one is left', () => {
    expect(withoutVcenter(of('b'), 'a', false)).toEqual({ quick: 'web', columns: [power] });
  });

  it('leaves other filters alone', () => {
    const others = of('b', 'c');
    expect(withoutVcenter(others, 'a', true)).toBe(others);
    const none = { quick: '', columns: [power] };
    expect(withoutVcenter(none, 'a', false)).toBe(none);
  });
});
