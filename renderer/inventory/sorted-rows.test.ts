import { describe, expect, it } from 'vitest';
import type { Column } from './column.ts';
import type { StoredCell } from './column-storage.ts';
import { NumberColumn } from './number-column.ts';
import type { SortDirection } from './sort-keys.ts';
import { SortedRows } from './sorted-rows.ts';
import { ValueColumn } from './value-column.ts';

const textOf = (cell: StoredCell): string => (cell === null ? '' : String(cell));

function by(column: Column, direction: SortDirection, text = textOf): SortedRows {
  return new SortedRows([{ column: () => column, direction, textOf: text }]);
}

function numbers(values: readonly (number | null)[]): NumberColumn {
  const column = new NumberColumn((cell) => Number(cell));
  column.append(values);
  return column;
}

/** A deterministic sequence of numbers from 0 up to, without, `below`. */
function sequence(length: number, below: number): number[] {
  let state = 42;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  });
}

describe('SortedRows', () => {
  it('sorts numbers in both directions, unset ones last and equal ones in order of arrival', () => {
    const column = numbers([3, null, 1, 3, null, 2]);
    expect([...by(column, 'ascending', textOf).upTo(6)]).toEqual([2, 5, 0, 3, 1, 4]);
    expect([...by(column, 'descending', textOf).upTo(6)]).toEqual([0, 3, 5, 2, 1, 4]);
  });

  it('sorts texts as people do, empty ones last', () => {
    const column = new ValueColumn();
    column.append(['vm-10', '', 'VM-9', null, 'vm-1']);
    expect([...by(column, 'ascending', textOf).upTo(5)]).toEqual([4, 2, 0, 1, 3]);
    expect([...by(column, 'descending', textOf).upTo(5)]).toEqual([0, 2, 4, 1, 3]);
  });

  it('sorts values by the text they are given', () => {
    const column = new ValueColumn();
    column.append(['HostSystem:1', 'HostSystem:2']);
    const names: Readonly<Record<string, string>> = { 'HostSystem:1': 'zulu', 'HostSystem:2': 'alpha' };
    const byName = by(column, 'ascending', (cell) => names[String(cell)] ?? '');
    expect([...byName.upTo(2)]).toEqual([1, 0]);
  });

  it.each(['ascending', 'descending'] as const)('merges what arrives into the order there is, %s', (direction) => {
    const values = sequence(5000, 700).map((value) => (value % 50 === 0 ? null : value));
    const texts = new ValueColumn();
    texts.append(values.map((value) => (value === null ? null : `host ${value}`)));
    for (const column of [numbers(values), texts]) {
      const grown = by(column, direction, textOf);
      for (const rows of [0, 1, 3, 700, 701, 2500, 5000]) grown.upTo(rows);
      const whole = by(column, direction, textOf).upTo(5000);
      expect(grown.upTo(5000)).toEqual(whole);
      expect(new Set(whole).size).toBe(5000);
    }
  });

  it('sorts by one column after another, equal rows in order of arrival', () => {
    const power = new ValueColumn();
    power.append(['on', 'off', 'on', null, 'off', 'on']);
    const memory = numbers([4, 8, null, 2, 16, 4]);
    const sorted = new SortedRows([
      { column: () => power, direction: 'descending', textOf },
      { column: () => memory, direction: 'ascending', textOf },
    ]);
    expect([...sorted.upTo(6)]).toEqual([0, 5, 2, 1, 4, 3]);
  });

  it('sorts the same from nothing as by merging, by more combinations than one number holds', () => {
    const wide = [5, 7, 11, 13].map((factor) =>
      numbers(sequence(3000, 1e6).map((value) => (value * factor) % 999_983)),
    );
    const columns = wide.map((column, index) => ({
      column: () => column,
      direction: index % 2 === 0 ? ('ascending' as const) : ('descending' as const),
      textOf,
    }));
    const grown = new SortedRows(columns);
    for (const rows of [1, 1500, 3000]) grown.upTo(rows);
    expect(new SortedRows(columns).upTo(3000)).toEqual(grown.upTo(3000));
  });
});
