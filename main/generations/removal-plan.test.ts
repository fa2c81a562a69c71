import { describe, expect, it } from 'vitest';
import { type Kept, planRemoval } from './removal-plan.ts';

const MIB = 1024 * 1024;
const ROOMY = { perVcenter: 10, maxBytes: 1000 * MIB };

function kept(id: string, hashes: Readonly<Record<string, number>>, more: Partial<Kept> = {}): Kept {
  const chunks = Object.entries(hashes).map(([hash, stored]) => ({ hash, stored, rows: 1 }));
  return { id, scope: 'a', pinned: false, chunks, ...more };
}

describe('planRemoval', () => {
  it('keeps everything within the limits, and counts shared chunks once', () => {
    const plan = planRemoval([kept('1', { x: 10, y: 5 }), kept('2', { x: 10, z: 7 })], ROOMY);
    expect(plan).toEqual({ remove: [], bytes: 22 });
  });

  it('removes the oldest of each scope beyond its number', () => {
    const all = ['1', '2', '3', '4'].map((id) => kept(id, { [id]: 1 }));
    const other = kept('0', { o: 1 }, { scope: 'b' });
    expect(planRemoval([other, ...all], { ...ROOMY, perVcenter: 2 })).toEqual({ remove: ['1', '2'], bytes: 3 });
  });

  it('keeps pinned ones besides', () => {
    const all = [kept('1', { a: 1 }, { pinned: true }), kept('2', { b: 1 }), kept('3', { c: 1 })];
    expect(planRemoval(all, { ...ROOMY, perVcenter: 1 }).remove).toEqual(['2']);
  });

  it('removes the oldest of all until the rest fits, the newest last and pinned ones never', () => {
    const all = [
      kept('1', { a: 10 }, { pinned: true }),
      kept('2', { b: 10 }, { scope: 'b' }),
      kept('3', { c: 10 }),
      kept('4', { c: 10, d: 10 }),
    ];
    expect(planRemoval(all, { ...ROOMY, maxBytes: 30 })).toEqual({ remove: ['2'], bytes: 30 });
    // Without the third nothing is won, because the fourth has its chunk too: it goes all the same, and the fourth after it.
    expect(planRemoval(all, { ...ROOMY, maxBytes: 25 })).toEqual({ remove: ['2', '3', '4'], bytes: 10 });
  });

  it('removes none when none is kept any more', () => {
    expect(planRemoval([kept('1', { a: 1 })], { ...ROOMY, perVcenter: 0 }).remove).toEqual([]);
  });
});
