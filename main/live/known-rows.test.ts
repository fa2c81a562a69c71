import { describe, expect, it } from 'vitest';
import { KnownRows } from './known-rows.ts';

describe('KnownRows', () => {
  it('remembers kind and hash of objects whatever their ids look like, until they are deleted', () => {
    const known = new KnownRows();
    const refs = [
      'VirtualMachine:vm-1',
      'VirtualMachine:vm-01',
      'HostSystem:host-300',
      'Folder:group-d1',
      'Odd:name',
      'Odd:vm-9999999999',
    ];
    for (const [index, ref] of refs.entries()) known.set(ref, { kind: index + 1, hash: 0xffff_fff0 + index });
    expect(known.size).toBe(6);
    for (const [index, ref] of refs.entries())
      expect(known.get(ref), ref).toEqual({ kind: index + 1, hash: 0xffff_fff0 + index });
    expect(known.get('VirtualMachine:vm-2')).toBeUndefined();
    for (const ref of refs) known.delete(ref);
    known.delete('VirtualMachine:vm-2');
    expect(known.size).toBe(0);
    expect(refs.map((ref) => known.get(ref))).toEqual(refs.map(() => undefined));
  });

  it('names the objects that a round did not meet', () => {
    const known = new KnownRows();
    for (const ref of ['VirtualMachine:vm-1', 'VirtualMachine:vm-700', 'Odd:a', 'Odd:b'])
      known.set(ref, { kind: 3, hash: 1 });
    expect([...known.unseen()]).toEqual([]);
    known.beginRound();
    known.set('VirtualMachine:vm-1', { kind: 3, hash: 2 });
    known.set('Odd:b', { kind: 3, hash: 1 });
    const gone: string[] = [];
    for (const [ref, kind] of known.unseen()) {
      gone.push(`${ref} ${kind}`);
      known.delete(ref);
    }
    expect(gone).toEqual(['VirtualMachine:vm-700 3', 'Odd:a 3']);
    expect(known.size).toBe(2);
  });

  it('holds 100,000 machines in half a megabyte, and no more after three times as many were made and deleted', () => {
    const known = new KnownRows();
    for (let number = 0; number < 100_000; number += 1)
      known.set(`VirtualMachine:vm-${number}`, { kind: 13, hash: number });
    expect(known.tableBytes).toBeLessThanOrEqual(512 * 1024);
    for (let number = 100_000; number < 400_000; number += 1) {
      known.set(`VirtualMachine:vm-${number}`, { kind: 13, hash: number });
      known.delete(`VirtualMachine:vm-${number - 100_000}`);
    }
    expect(known.size).toBe(100_000);
    expect(known.tableBytes).toBeLessThanOrEqual(512 * 1024);
  });
});
