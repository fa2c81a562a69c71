import { describe, expect, it } from 'vitest';
import { positionOf } from './position-of.ts';
import { RefList } from './ref-list.ts';

describe('positionOf', () => {
  const table = { refs: new RefList(['VirtualMachine:a', 'VirtualMachine:b', 'VirtualMachine:c']) };

  it('finds an object wherever sorting put it', () => {
    expect(positionOf('VirtualMachine:a', table, Uint32Array.of(2, 0, 1))).toBe(1);
    expect(positionOf('VirtualMachine:c', table, Uint32Array.of(2, 0, 1))).toBe(0);
  });

  it('is undefined for an object that is filtered out, gone, or was never chosen', () => {
    expect(positionOf('VirtualMachine:b', table, Uint32Array.of(2, 0))).toBeUndefined();
    expect(positionOf('VirtualMachine:x', table, Uint32Array.of(2, 0, 1))).toBeUndefined();
    expect(positionOf(undefined, table, Uint32Array.of(2, 0, 1))).toBeUndefined();
  });
});
