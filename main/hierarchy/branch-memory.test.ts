import { describe, expect, it } from 'vitest';
import { forceGc } from '../memory/force-gc.ts';
import type { LoadedBranch } from './branch.ts';
import { BranchMemory } from './branch-memory.ts';

const branch = (loadedAt: number): LoadedBranch => ({
  place: { view: 'hosts', ref: 'Folder:f' },
  branch: { nodes: [], missing: [], loadedAt, freshUntil: loadedAt },
  origin: 'vcenter',
});

describe('BranchMemory', () => {
  const turn = () => new Promise((resolve) => setTimeout(resolve));

  it('holds a branch until the last window has closed it', () => {
    const memory = new BranchMemory(() => {});
    const [one, other] = [{}, {}];
    memory.hold('a', one);
    memory.put('a', branch(1));
    memory.hold('a', other);
    memory.put('b', branch(2));
    expect(memory.counts).toEqual({ held: 1, idle: 1, reclaimed: 0 });
    expect([...memory.all()].map(([id]) => id)).toEqual(['a', 'b']);
    memory.release('a', one);
    expect(memory.counts.held).toBe(1);
    memory.releaseAll(other);
    expect(memory.counts).toEqual({ held: 0, idle: 2, reclaimed: 0 });
    expect(memory.hasHolders).toBe(false);
  });

  it('counts what was reclaimed, and not what was replaced', async () => {
    let told = 0;
    const memory = new BranchMemory(() => {
      told += 1;
    });
    for (let index = 0; index < 100; index += 1) memory.put('replaced', branch(index));
    for (let index = 0; index < 100; index += 1) memory.put(`b${index}`, branch(index));
    await turn();
    forceGc('major');
    while (memory.counts.idle > 0) await turn();
    expect(memory.counts).toEqual({ held: 0, idle: 0, reclaimed: 101 });
    expect(told).toBeGreaterThanOrEqual(301);
    expect(memory.get('b1')).toBeUndefined();
  });
});
