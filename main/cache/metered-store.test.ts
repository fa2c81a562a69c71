import { beforeEach, describe, expect, it } from 'vitest';
import { CacheError } from './cache-store.ts';
import { MeteredStore } from './metered-store.ts';
import { RecordingStore } from './store-fixture.ts';

describe('the metered store', () => {
  let store: RecordingStore;
  let metered: MeteredStore;
  beforeEach(() => {
    store = new RecordingStore();
    metered = new MeteredStore(store, () => 4711);
  });

  it('counts hits and misses, what is stored and what was there', async () => {
    await metered.set('vmo:a', Uint8Array.of(1), 10);
    await metered.set('vmo:b', Uint8Array.of(2), 10);
    await metered.get('vmo:a');
    await metered.get('vmo:c');
    await metered.get('vmo:d');
    await metered.touch('vmo:a', 10);
    await metered.touch('vmo:c', 10);
    await metered.list('vmo:');
    await metered.lock('vmo:l', 'one', 10);
    await metered.unlock('vmo:l', 'one');
    await metered.delete(['vmo:b']);
    await metered.info();
    expect(metered.tally).toEqual({
      reads: { hits: 1, misses: 2, errors: 0 },
      writes: { stored: 2, unchanged: 1, errors: 0 },
    });
    expect(store.values.size).toBe(1);
  });

  it('counts failures, keeps the last with what to do, and passes it on as it is', async () => {
    const failure = new CacheError('Redis at h:1 is full.', 'Raise maxmemory.', false);
    store.failure = failure;
    await expect(metered.get('vmo:a')).rejects.toBe(failure);
    await expect(metered.list('vmo:')).rejects.toBe(failure);
    await expect(metered.set('vmo:a', new Uint8Array(), 1)).rejects.toBe(failure);
    await expect(metered.lock('vmo:l', 'one', 1)).rejects.toBe(failure);
    expect(metered.tally).toEqual({
      reads: { hits: 0, misses: 0, errors: 2 },
      writes: { stored: 0, unchanged: 0, errors: 2 },
      problem: { message: 'Redis at h:1 is full.', action: 'Raise maxmemory.', at: 4711 },
    });
    store.failure = new Error('disk is full');
    await expect(metered.info()).rejects.toThrow('disk is full');
    expect(metered.tally.problem?.message).toBe('disk is full');
    expect(metered.tally.problem?.action).toContain('without a cache');
    expect(metered.tally.writes.errors).toBe(2);
  });

  it('hands out counts that do not change afterwards', async () => {
    const before = metered.tally;
    await metered.get('vmo:a');
    expect(before.reads.misses).toBe(0);
  });
});
