import { describe, expect, it } from 'vitest';
import { RefList } from './ref-list.ts';

describe('RefList', () => {
  const refs = () =>
    new RefList(['k1/HostSystem:host-1', 'k12/HostSystem:host-1', 'HostSystem:a/b', 'k1/HostSystem:x']);

  it('tells the reference of a row and the row of a reference', () => {
    expect(refs().at(1)).toBe('k12/HostSystem:host-1');
    expect([refs().at(4), refs().at(undefined)]).toEqual([undefined, undefined]);
    expect([refs().find('k1/HostSystem:x'), refs().find('HostSystem:host-1')]).toEqual([3, undefined]);
    expect([refs().is(0, 'k1/HostSystem:host-1'), refs().is(1, 'k1/HostSystem:host-1')]).toEqual([true, false]);
    expect([...refs().entries()].map(([row, ref]) => `${row} ${ref}`)).toEqual(
      [...refs()].map((ref, row) => `${row} ${ref}`),
    );
  });

  it('tells the rows of a vCenter, and those that are of none', () => {
    const rowsOf = (key: string) => [0, 1, 2, 3].filter(refs().isOf(key));
    expect([rowsOf('k1'), rowsOf('k12'), rowsOf(''), rowsOf('k')]).toEqual([[0, 3], [1], [2], []]);
  });

  it('finds rows where they are once others are gone, and rows of another list behind its own', () => {
    const list = refs();
    expect(list.find('k1/HostSystem:x')).toBe(3);
    list.keep({ rows: 2, bounds: Uint32Array.of(0, 1, 3, 4) });
    list.take(refs(), { rows: 1, bounds: Uint32Array.of(2, 3) });
    expect([...list]).toEqual(['k1/HostSystem:host-1', 'k1/HostSystem:x', 'HostSystem:a/b']);
    expect([...list].map((ref) => list.find(ref))).toEqual([0, 1, 2]);
    expect(list.find('k12/HostSystem:host-1')).toBeUndefined();
  });
});
