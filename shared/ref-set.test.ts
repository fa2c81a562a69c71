import { describe, expect, it } from 'vitest';
import { ManagedObjectReference } from '../main/vsphere/managed-object-reference.ts';
import { RefSet } from './ref-set.ts';

const ref = (value: string, type = 'VirtualMachine') => new ManagedObjectReference(type, value);

describe('RefSet', () => {
  it('tells new references from known ones', () => {
    const set = new RefSet();
    const refs = [
      'vm-1',
      'vm-01',
      'vm-10',
      'vm-100000',
      'vm-999999999',
      'odd name',
      'vm',
      '',
      'vm-18446744073709551615',
    ].map((value) => ref(value));
    expect(refs.map((each) => set.add(each))).toEqual(refs.map(() => true));
    expect(refs.map((each) => set.add(each))).toEqual(refs.map(() => false));
    expect(set.add(ref('vm-1', 'Folder'))).toBe(true);
    expect(set.size).toBe(refs.length + 1);
  });

  it('holds 100,000 references in about a bit each', () => {
    const set = new RefSet();
    const before = process.memoryUsage().arrayBuffers;
    for (let number = 0; number < 100_000; number += 1) set.add(ref(`vm-${number}`));
    expect(set.size).toBe(100_000);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(128 * 1024);
  });

  it('stays correct when a server invents ever new prefixes', () => {
    const set = new RefSet();
    for (let prefix = 0; prefix < 500; prefix += 1) expect(set.add(ref(`p${prefix}x-1`))).toBe(true);
    for (let prefix = 0; prefix < 500; prefix += 1) expect(set.add(ref(`p${prefix}x-1`))).toBe(false);
  });
});
