import { describe, expect, it } from 'vitest';
import type { MemoryTick } from '../../shared/contract.ts';
import { TICKS_PER_PACK, TickRing } from './tick-ring.ts';

const PACKS = 6;
const CAPACITY = PACKS * TICKS_PER_PACK;

const tick = (at: number): MemoryTick => ({ at, rss: at * 2, processes: [], isolates: [], gc: [], batches: [] });

function ringWith(ticks: number): TickRing {
  const ring = new TickRing(CAPACITY);
  for (let at = 0; at < ticks; at += 1) ring.push(tick(at));
  return ring;
}

describe('TickRing', () => {
  it.each([0, 1, TICKS_PER_PACK, CAPACITY - 1, CAPACITY, CAPACITY + 1, 3 * CAPACITY + 7])(
    'gives the newest of %i back, oldest first',
    async (ticks) => {
      const first = Math.max(0, ticks - CAPACITY);
      expect(await ringWith(ticks).all()).toEqual(
        Array.from({ length: Math.min(ticks, CAPACITY) }, (_, index) => tick(first + index)),
      );
    },
  );

  it('lets other work of the thread come between the packs', async () => {
    let turns = 0;
    let done = false;
    const turn = () => {
      turns += 1;
      if (!done) setImmediate(turn);
    };
    setImmediate(turn);
    await ringWith(CAPACITY).all();
    done = true;
    expect(turns).toBeGreaterThanOrEqual(PACKS - 1);
  });

  it('tells of the moment it was asked, whatever comes meanwhile', async () => {
    const ring = ringWith(CAPACITY + 3);
    const asked = ring.all();
    for (let at = CAPACITY + 3; at < 2 * CAPACITY; at += 1) ring.push(tick(at));
    expect((await asked).at(-1)).toEqual(tick(CAPACITY + 2));
    expect((await asked)[0]).toEqual(tick(3));
  });
});
