import { expect, it } from 'vitest';
import { cellAt } from './cell-at.ts';
import type { Cell } from './inventory.ts';

it('reads a property out of its own column, or out of the whole one that contains it', () => {
  const summary = { accessible: false, vmfs: { uuid: 'u-1' } } as unknown as Cell;
  const columns = { name: ['a', 'b'], summary: [summary, null], 'summary.capacity': [7, null] };
  const read = (path: string, row = 0) => cellAt({ columns }, path, row);
  expect([read('name', 1), read('summary.capacity')]).toEqual(['b', 7]);
  expect([read('summary.accessible'), read('summary.vmfs.uuid')]).toEqual([false, 'u-1']);
  expect([read('summary.url'), read('summary.accessible', 1), read('name.first'), read('config.uuid')]).toEqual([
    null,
    null,
    null,
    null,
  ]);
});
