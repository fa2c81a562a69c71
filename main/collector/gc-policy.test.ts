import { describe, expect, it } from 'vitest';
import { FULL_GC_GROWTH, FULL_GC_TIME_SHARE, GcPolicy, MINOR_GC_GROWTH_BYTES } from './gc-policy.ts';

const LIVE = 16_000_000;

/**
 * A policy on a clock and a heap that the test moves: `young` bytes are left by a batch, `old` of them reach the old
 * generation, and a full collection takes as long as told.
 */
function policyOn({ fullMs = 8 } = {}) {
  const world = { now: 0, live: LIVE, old: 0, young: 0 };
  const forced: string[] = [];
  const policy = new GcPolicy({
    force: (kind) => {
      forced.push(kind);
      world.young = 0;
      if (kind === 'minor') return;
      world.old = 0;
      world.now += fullMs;
    },
    heapUsed: () => world.live + world.old + world.young,
    now: () => world.now,
  });
  const batch = ({ young, old = 0 }: { readonly young: number; readonly old?: number }) => {
    world.now += 8;
    world.young += young;
    world.old += old;
    policy.afterBatch();
  };
  return { policy, forced, world, batch };
}

describe('GcPolicy', () => {
  it('collects the young generation after a batch that was worth it', () => {
    const { forced, batch } = policyOn();
    batch({ young: MINOR_GC_GROWTH_BYTES - 1 });
    expect(forced).toEqual([]);
    batch({ young: 1 });
    batch({ young: MINOR_GC_GROWTH_BYTES });
    expect(forced).toEqual(['minor', 'minor']);
  });

  it('collects everything once what minor collections leave is a share of the live heap, and counts anew from there', () => {
    const { forced, batch } = policyOn({ fullMs: 1 });
    const old = (LIVE * FULL_GC_GROWTH) / 4;
    for (let count = 0; count < 10; count += 1) batch({ young: MINOR_GC_GROWTH_BYTES, old });
    expect(forced.join(' ')).toBe('minor minor minor minor minor major minor minor minor minor minor major');
  });

  it('keeps the heap within that share and one batch, for any number of batches', () => {
    const { world, batch } = policyOn();
    let peak = 0;
    for (let count = 0; count < 10_000; count += 1) {
      batch({ young: MINOR_GC_GROWTH_BYTES, old: 30_000 });
      peak = Math.max(peak, world.live + world.old + world.young);
    }
    expect(peak).toBeLessThan(LIVE * (1 + FULL_GC_GROWTH) + 60_000);
  });

  it('gives full collections no more than their share of the time, however expensive they are', () => {
    const { forced, world, batch } = policyOn({ fullMs: 200 });
    for (let count = 0; count < 5_000; count += 1) batch({ young: MINOR_GC_GROWTH_BYTES, old: LIVE });
    const full = forced.filter((kind) => kind === 'major').length;
    expect(full).toBeGreaterThan(0);
    expect((full * 200) / world.now).toBeLessThan(FULL_GC_TIME_SHARE + 0.01);
  });

  it('counts from the heap that a collection of its own accord left', () => {
    const { forced, world, batch } = policyOn();
    world.live = LIVE / 2;
    batch({ young: 0 });
    batch({ young: MINOR_GC_GROWTH_BYTES, old: (LIVE / 2) * FULL_GC_GROWTH + 1 });
    expect(forced).toEqual(['minor', 'major']);
  });

  it('collects a heap that has grown by less when a view ends, and leaves one that has not', () => {
    const { policy, forced, world } = policyOn();
    world.now += 1000;
    policy.afterView();
    expect(forced).toEqual(['minor']);
    world.old = (LIVE * FULL_GC_GROWTH) / 2 + 1;
    policy.afterView();
    expect(forced).toEqual(['minor', 'minor', 'major']);
  });
});
