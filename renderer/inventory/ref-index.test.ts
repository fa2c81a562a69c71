import { describe, expect, it } from 'vitest';
import { RefIndex } from './ref-index.ts';

describe('RefIndex', () => {
  it('finds the row of every reference of a list that grows', () => {
    const refs: string[] = [];
    const index = new RefIndex(refs);
    expect(index.find('VirtualMachine:vm-0')).toBeUndefined();
    for (let row = 0; row < 5000; row += 1) refs.push(`VirtualMachine:vm-${row * 7}`);
    for (const row of [0, 1, 1023, 1024, 4999]) expect(index.find(`VirtualMachine:vm-${row * 7}`)).toBe(row);
    expect(index.find('VirtualMachine:vm-1')).toBeUndefined();
    refs.push('HostSystem:host-1');
    expect(index.find('HostSystem:host-1')).toBe(5000);
  });

  it('finds rows under their new numbers once it was told to forget the old ones', () => {
    const refs = ['a', 'b', 'c'];
    const index = new RefIndex(refs);
    expect(index.find('c')).toBe(2);
    refs.splice(0, 3, 'c', 'a');
    index.forget();
    expect([index.find('a'), index.find('b'), index.find('c')]).toEqual([1, undefined, 0]);
  });
});
