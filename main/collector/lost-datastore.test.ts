import { describe, expect, it } from 'vitest';
import type { ColumnBatch } from '../../shared/inventory.ts';
import { withoutLostSizes } from './lost-datastore.ts';

describe('withoutLostSizes', () => {
  it('unsets sizes of the datastores that are not accessible, and nothing else', () => {
    const batch: ColumnBatch = {
      type: 'Datastore',
      refs: ['Datastore:a', 'Datastore:b', 'Datastore:c'],
      columns: {
        name: ['a', 'b', 'c'],
        'summary.accessible': [false, true, null],
        'summary.capacity': [0, 0, 7],
        'summary.freeSpace': [0, 0, 3],
      },
    };
    expect(withoutLostSizes(batch).columns).toEqual({
      ...batch.columns,
      'summary.capacity': [null, 0, 7],
      'summary.freeSpace': [null, 0, 3],
    });
  });

  it('finds them in whole summaries, too', () => {
    const there = { accessible: true, capacity: 7, url: 'ds:///b' };
    const batch: ColumnBatch = {
      type: 'Datastore',
      refs: ['Datastore:a', 'Datastore:b'],
      columns: { summary: [{ accessible: false, capacity: 0, url: 'ds:///a' }, there], info: [{ freeSpace: 0 }, null] },
    };
    expect(withoutLostSizes(batch).columns).toEqual({
      summary: [{ accessible: false, url: 'ds:///a' }, there],
      info: [{}, null],
    });
  });

  it('leaves other kinds as they are', () => {
    const pods: ColumnBatch = {
      type: 'StoragePod',
      refs: ['StoragePod:a'],
      columns: { 'summary.accessible': [false], 'summary.capacity': [0] },
    };
    expect(withoutLostSizes(pods)).toBe(pods);
  });
});
