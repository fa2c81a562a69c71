import { describe, expect, it } from 'vitest';
import {
  isOf,
  isRoot,
  managedTypeOf,
  moIdOf,
  qualify,
  rootOf,
  unqualified,
  vcenterKey,
  vcenterOf,
} from './qualified-ref.ts';

describe('qualified references', () => {
  it.each([
    ['k1', 'VirtualMachine:vm-42', 'VirtualMachine', 'vm-42'],
    ['k1', 'Folder:group/d1:2', 'Folder', 'group/d1:2'],
    ['', 'Folder:group/d1', 'Folder', 'group/d1'],
    ['', 'Datastore:', 'Datastore', ''],
  ])('of the vCenter "%s", %s comes back whole', (key, ref, type, id) => {
    const qualified = qualify(key, ref);
    expect(vcenterOf(qualified)).toBe(key);
    expect(unqualified(qualified)).toBe(ref);
    expect(managedTypeOf(qualified)).toBe(type);
    expect(moIdOf(qualified)).toBe(id);
    expect(isOf(key)(qualified)).toBe(true);
    expect(isOf('k')(qualified)).toBe(false);
  });

  it('tells the same id in two vCenters apart', () => {
    expect(qualify('a', 'HostSystem:host-9')).not.toBe(qualify('b', 'HostSystem:host-9'));
  });

  it('knows the top of a tree', () => {
    expect([rootOf('k1'), vcenterOf(rootOf('k1')), isRoot(rootOf('k1')), isRoot(rootOf(''))]).toEqual([
      'k1/root',
      'k1',
      true,
      true,
    ]);
    expect(isRoot('k1/Folder:root')).toBe(false);
  });
});

describe('vcenterKey', () => {
  const uuid = 'dbed6e0c-bd88-4ef6-b594-21283e1c677f';

  it('is short, always the same, and another one for another vCenter', () => {
    const key = vcenterKey(uuid, new Set());
    expect(key).toMatch(/^[0-9a-z]{1,7}$/);
    expect(vcenterKey(uuid, new Set(['other']))).toBe(key);
    expect(vcenterKey('5f1e6c2a-1111-2222-3333-444455556666', new Set())).not.toBe(key);
  });

  it('gives way to a vCenter that has it already', () => {
    const key = vcenterKey(uuid, new Set());
    const other = vcenterKey(uuid, new Set([key]));
    expect(other).not.toBe(key);
    expect(vcenterOf(qualify(other, 'Folder:a'))).toBe(other);
  });
});
