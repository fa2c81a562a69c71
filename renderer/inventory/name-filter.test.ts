import { describe, expect, it } from 'vitest';
import { batch } from './batch-fixture.ts';
import { NameFilter } from './name-filter.ts';
import { TypeTable } from './type-table.ts';

describe('NameFilter', () => {
  const order = (...rows: readonly number[]): Uint32Array => Uint32Array.from(rows);

  it('keeps the rows whose display name contains the text, in the order given', () => {
    const table = new TypeTable('Network');
    table.append(batch('Network', ['1', '2', '3', '4'], { name: ['DMZ/a'.replace('/', '%2f'), 'dmz b', null, 'LAN'] }));
    expect([...new NameFilter(table, 'dmz').apply(order(3, 2, 1, 0))]).toEqual([1, 0]);
    expect([...new NameFilter(table, 'DMZ/').apply(order(0, 1, 2, 3))]).toEqual([0]);
    expect([...new NameFilter(table, '%2f').apply(order(0, 1, 2, 3))]).toEqual([]);
  });

  it('looks at rows that arrive later too', () => {
    const table = new TypeTable('Network');
    const filter = new NameFilter(table, 'a');
    expect([...filter.apply(order())]).toEqual([]);
    table.append(batch('Network', ['1', '2'], { name: ['a', 'b'] }));
    expect([...filter.apply(order(0, 1))]).toEqual([0]);
    table.append(batch('Network', ['3'], { name: ['ba'] }));
    expect([...filter.apply(order(2, 1, 0))]).toEqual([2, 0]);
  });
});
