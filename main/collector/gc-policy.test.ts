import { describe, expect, it } from 'vitest';
import {
  FULL_GC_GROWTH_BYTES,
  FULL_GC_TIME_SHARE,
  GC_TIME_SHARE,
  GcPolicy,
  MINOR_GC_GROWTH_BYTES,
} from './gc-policy.ts';

/** A policy on a clock and a heap that the test moves; a forced collection takes as long as told. */
function policyOn(world: { now: number; heap: number; costMs: number }) {
  const forced: string[] = [];
  const policy = new GcPolicy({
    force: (kind) => {
      forced.push(kind);
      world.now += world.costMs;
    },
    heapUsed: () => world.heap,
    now: () => world.now,
    cpu: () => world.now,
  });
  return { policy, forced };
}

describe('GcPolicy', () => {
  it('collects the young generation after a batch, and everything once the heap has grown', () => {
    const world = { now: 0, heap: 10_000_000, costMs: 0.5 };
    const { policy, forced } = policyOn(world);
    world.now += 100;
    world.heap += MINOR_GC_GROWTH_BYTES / 2;
    policy.afterBatch();
    expect(forced).toEqual([]);
    world.heap += MINOR_GC_GROWTH_BYTES / 2 + 1;
    policy.afterBatch();
    world.heap += FULL_GC_GROWTH_BYTES;
    world.now += 100;
    policy.afterBatch();
    expect(forced).toEqual(['minor', 'major']);
  });

  it('never takes more than its share of the time, however expensive collections are', () => {
    const world = { now: 0, heap: 0, costMs: 40 };
    const { policy, forced } = policyOn(world);
    for (let batch = 0; batch < 1000; batch += 1) {
      world.now += 5;
      world.heap += MINOR_GC_GROWTH_BYTES + 1;
      policy.afterBatch();
    }
    const shareOf = (kind: string) => (forced.filter((each) => each === kind).length * world.costMs) / world.now;
    expect(shareOf('major')).toBeGreaterThan(0);
    expect(shareOf('major')).toBeLessThan(FULL_GC_TIME_SHARE + 0.02);
    expect(shareOf('minor') + shareOf('major')).toBeLessThan(GC_TIME_SHARE + 0.02);
  });

  it('leaves a small heap alone when a view ends', () => {
    const world = { now: 1000, heap: 1_000_000, costMs: 1 };
    const { policy, forced } = policyOn(world);
    policy.afterView();
    world.heap += FULL_GC_GROWTH_BYTES / 2;
    policy.afterView();
    expect(forced).toEqual(['major']);
  });
});
