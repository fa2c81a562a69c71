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

  it('finds rows under their new numbers once it was told which ones are kept', () => {
    const refs = Array.from({ length: 3000 }, (_, row) => `VirtualMachine:vm-${row}`);
    const index = new RefIndex(refs);
    expect(index.find('VirtualMachine:vm-2999')).toBe(2999);
    refs.splice(0, 1000);
    index.keep({ rows: 2000, bounds: Uint32Array.of(1000, 3000) });
    refs.push('VirtualMachine:vm-0');
    const found = [999, 1000, 2999, 0].map((id) => index.find(`VirtualMachine:vm-${id}`));
    expect(found).toEqual([undefined, 0, 1999, 2000]);
  });
});
