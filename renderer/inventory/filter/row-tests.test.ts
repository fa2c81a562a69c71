import { describe, expect, it } from 'vitest';
import { ESSENTIAL_ATTRIBUTES } from '../../../shared/essential-attributes.ts';
import { batch } from '../batch-fixture.ts';
import { cellText } from '../cell-text.ts';
import { RANDOM_PIECES, randomTexts } from '../random-texts-fixture.ts';
import { TypeTable } from '../type-table.ts';
import { type Condition, TEXT_OPERATORS } from './column-filter.ts';
import { quickTest } from './quick-test.ts';
import { RowFilter } from './row-filter.ts';
import { columnTest } from './row-tests.ts';

const names: Readonly<Record<string, string>> = { 'HostSystem:h1': 'esx-alpha', 'HostSystem:h2': 'esx-beta' };
const nameOf = (ref: string): string => names[ref] ?? ref;

function vms(): TypeTable {
  const table = new TypeTable('VirtualMachine');
  table.append(
    batch('VirtualMachine', ['1', '2', '3', '4'], {
      name: ['web%2f1', 'WEB-2', 'db', 'lims'],
      'runtime.powerState': ['poweredOn', 'poweredOff', null, 'poweredOn'],
      'runtime.consolidationNeeded': [true, false, null, false],
      'runtime.host': ['HostSystem:h1', 'HostSystem:h2', 'HostSystem:h1', null],
      'config.hardware.memoryMB': [1024, 4096, null, 8192],
      'summary.quickStats.guestMemoryUsage': [50, 4000, 10, 819.2],
      'runtime.bootTime': ['2026-03-01T12:00:00Z', '2026-03-10T12:00:00Z', null, '2026-02-01T12:00:00Z'],
    }),
  );
  return table;
}

function kept(path: string, condition: Condition): readonly number[] {
  const table = vms();
  const test = columnTest(table, { ...condition, path }, nameOf);
  return [0, 1, 2, 3].filter(test);
}

describe('columnTest', () => {
  it('compares texts as they are shown, without case', () => {
    expect(kept('name', { kind: 'text', operator: 'contains', text: ' /1 ' })).toEqual([0]);
    expect(kept('name', { kind: 'text', operator: 'starts', text: 'web' })).toEqual([0, 1]);
    expect(kept('name', { kind: 'text', operator: 'is', text: 'DB' })).toEqual([2]);
    expect(kept('runtime.host', { kind: 'text', operator: 'contains', text: 'alpha' })).toEqual([0, 2]);
  });

  it('finds texts of every kind of attribute as they are shown', () => {
    const states = ['poweredOn', 'guestToolsNotRunning', 'VMFS', 'HostSystem:h1', 'HostSystem:h2', ''];
    const texts = [...states, ...randomTexts(400, 5)];
    const cells = texts.map((text, row) => (row % 7 === 3 ? [text, 'HostSystem:h1'] : row % 11 === 5 ? null : text));
    const attributes = ESSENTIAL_ATTRIBUTES.VirtualMachine.filter(({ kind }) => kind !== 'integer' && kind !== 'time');
    const table = new TypeTable('VirtualMachine');
    const columns = Object.fromEntries([...attributes.map(({ path }) => path), 'other'].map((path) => [path, cells]));
    table.append(
      batch(
        'VirtualMachine',
        texts.map((_, row) => String(row)),
        columns,
      ),
    );
    const naive = {
      contains: (text: string, needle: string) => text.includes(needle),
      is: (text: string, needle: string) => text === needle,
      starts: (text: string, needle: string) => text.startsWith(needle),
    };
    for (const path of Object.keys(columns)) {
      const attribute = attributes.find((each) => each.path === path);
      const shown = texts.map((_, row) => cellText(table.cell(row, path), attribute, nameOf).toLowerCase());
      for (const text of [...RANDOM_PIECES, '/', '\\', 'esx', 'On', 'not running', 'powered', 'HostSystem', ', e']) {
        for (const operator of TEXT_OPERATORS) {
          const test = columnTest(table, { path, kind: 'text', operator, text }, nameOf);
          const expected = shown.map((each, row) => {
            return table.cell(row, path) !== null && naive[operator](each, text.trim().toLowerCase());
          });
          expect(
            texts.map((_, row) => test(row)),
            `${path} ${operator} ${JSON.stringify(text)}`,
          ).toEqual(expected);
        }
      }
    }
  });

  it('compares numbers with their units, and shares of their whole', () => {
    const memory = 'config.hardware.memoryMB';
    expect(kept(memory, { kind: 'number', expression: '>= 4 GiB' })).toEqual([1, 3]);
    expect(kept(memory, { kind: 'number', expression: '> 1 GiB and < 8 GiB' })).toEqual([1]);
    expect(kept(memory, { kind: 'number', expression: 'nonsense' })).toEqual([]);
    const active = 'summary.quickStats.guestMemoryUsage';
    expect(kept(active, { kind: 'number', expression: '<= 10 %' }), 'no whole, no share').toEqual([0, 3]);
  });

  it('takes chosen states and flags', () => {
    const power = 'runtime.powerState';
    expect(kept(power, { kind: 'choice', values: ['poweredOn', 'suspended'] })).toEqual([0, 3]);
    expect(kept('runtime.consolidationNeeded', { kind: 'choice', values: ['false'] })).toEqual([1, 3]);
  });

  it('compares moments with whole days', () => {
    const booted = 'runtime.bootTime';
    expect(kept(booted, { kind: 'time', operator: 'before', day: '2026-03-01' })).toEqual([3]);
    expect(kept(booted, { kind: 'time', operator: 'after', day: '2026-03-01' })).toEqual([1]);
  });

  it('tells unset from set, also for a column that nobody brought', () => {
    expect(kept('runtime.powerState', { kind: 'presence', set: false })).toEqual([2]);
    expect(kept('runtime.powerState', { kind: 'presence', set: true })).toEqual([0, 1, 3]);
    expect(kept('config.firmware', { kind: 'presence', set: false })).toEqual([0, 1, 2, 3]);
    expect(kept('config.firmware', { kind: 'text', operator: 'contains', text: '' })).toEqual([]);
  });
});

describe('quickTest', () => {
  const found = (text: string, paths: readonly string[] = vms().paths): readonly number[] => {
    const table = vms();
    return [0, 1, 2, 3].filter(quickTest(table, text, () => paths, nameOf));
  };

  it('finds a text in any shown column', () => {
    expect(found('beta')).toEqual([1]);
    expect(found('ON')).toEqual([0, 3]);
    expect(found('4.00 gib')).toEqual([1]);
    expect(found('beta', ['name'])).toEqual([]);
    expect(found('2026-03')).toEqual([0, 1]);
    expect(found('3.91'), 'a point').toEqual([1]);
    expect(found('3.9.1')).toEqual([]);
  });

  it('looks into columns that come later', () => {
    const table = vms();
    const test = quickTest(table, 'rocky', () => table.paths, nameOf);
    expect(test(0)).toBe(false);
    table.append(batch('VirtualMachine', ['5'], { name: ['x'], 'config.guestFullName': ['Rocky Linux'] }));
    expect(test(4)).toBe(true);
  });
});

describe('RowFilter', () => {
  it('looks for as long as it may, goes on where it was, and keeps the order it is given', () => {
    const seen: number[] = [];
    const filter = new RowFilter([
      (row) => {
        seen.push(row);
        return row % 2 === 0;
      },
      (row) => row % 3 === 0,
    ]);
    expect(filter.look(1000, 0)).toBe(false);
    expect(seen.length).toBeLessThan(1000);
    while (!filter.look(1000, 0));
    expect(seen).toEqual(Array.from({ length: 1000 }, (_, row) => row));
    expect([...filter.apply(Uint32Array.of(12, 7, 6, 3, 0, 2000))]).toEqual([12, 6, 0]);
    expect(filter.look(1001, 0)).toBe(true);
    expect(seen.length).toBe(1001);
  });
});
