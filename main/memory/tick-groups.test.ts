import { expect, it } from 'vitest';
import type { MemoryTick } from '../../shared/contract.ts';
import { groupTicks } from './tick-groups.ts';

it('tells four ticks at a time, oldest first, and none twice', () => {
  const told: number[][] = [];
  const listen = groupTicks((ticks) => told.push(ticks.map(({ at }) => at)));
  for (let at = 1; at <= 9; at += 1) {
    listen({ at, rss: 2, processes: [], isolates: [], gc: [], batches: [] } satisfies MemoryTick);
  }
  expect(told).toEqual([
    [1, 2, 3, 4],
    [5, 6, 7, 8],
  ]);
});
