import { beforeEach, describe, expect, it } from 'vitest';
import { chunkKey, lockKey, manifestKey } from './cache-keys.ts';
import { MemoryTier } from './memory-tier.ts';
import { RecordingStore } from './store-fixture.ts';

const LIMIT = 1000;
const chunk = (name: string) => chunkKey('namespace', name);
const manifest = manifestKey({ namespace: 'namespace', type: 'HostSystem', scope: 'all' });

describe('the memory tier', () => {
  let store: RecordingStore;
  let tier: MemoryTier;
  beforeEach(() => {
    store = new RecordingStore();
    tier = new MemoryTier(store, LIMIT);
  });

  const reads = () => store.calls.filter((call) => call === 'get').length;

  it('reads a chunk from the store once', async () => {
    store.values.set(chunk('a'), Uint8Array.of(1));
    expect(await tier.get(chunk('a'))).toEqual(Uint8Array.of(1));
    expect(await tier.get(chunk('a'))).toEqual(Uint8Array.of(1));
    expect(reads()).toBe(1);
    expect(tier.bytes).toBe(1);
  });

  it('keeps what it writes, after the store has it', async () => {
    await tier.set(chunk('a'), Uint8Array.of(1, 2), 50);
    expect(store.lives.get(chunk('a'))).toBe(50);
    expect(await tier.get(chunk('a'))).toEqual(Uint8Array.of(1, 2));
    expect(reads()).toBe(0);
    store.failure = new Error('away');
    await expect(tier.set(chunk('b'), Uint8Array.of(3), 50)).rejects.toThrow('away');
    store.failure = undefined;
    expect(await tier.get(chunk('b'))).toBeUndefined();
  });

  it('never keeps a manifest or anything else that may change', async () => {
    for (const key of [manifest, lockKey('namespace', 'all'), 'vmo:{x}:v1:srv']) {
      await tier.set(key, Uint8Array.of(1), 50);
      store.values.set(key, Uint8Array.of(2));
      expect(await tier.get(key)).toEqual(Uint8Array.of(2));
      store.values.set(key, Uint8Array.of(3));
      expect(await tier.get(key)).toEqual(Uint8Array.of(3));
    }
    expect(tier.bytes).toBe(0);
  });

  it('stays within its bounds and lets go first of what was not used for longest', async () => {
    for (const name of ['a', 'b', 'c', 'd']) await tier.set(chunk(name), new Uint8Array(250), 50);
    expect(tier.bytes).toBe(1000);
    await tier.get(chunk('a'));
    await tier.set(chunk('e'), new Uint8Array(200), 50);
    expect(tier.bytes).toBe(950);
    expect(reads()).toBe(0);
    for (const name of ['a', 'c', 'd', 'e']) await tier.get(chunk(name));
    expect(reads()).toBe(0);
    await tier.get(chunk('b'));
    expect(reads()).toBe(1);
    for (let index = 0; index < 100; index += 1) {
      await tier.set(chunk(`many-${index}`), new Uint8Array(1 + (index % 250)), 50);
      expect(tier.bytes).toBeLessThanOrEqual(LIMIT);
    }
  });

  it('counts a chunk that is written twice once', async () => {
    await tier.set(chunk('a'), new Uint8Array(100), 50);
    await tier.set(chunk('a'), new Uint8Array(60), 50);
    expect(tier.bytes).toBe(60);
  });

  it('leaves a chunk that would push most others out to the store', async () => {
    await tier.set(chunk('huge'), new Uint8Array(251), 50);
    expect(tier.bytes).toBe(0);
    expect(await tier.get(chunk('huge'))).toHaveLength(251);
  });

  it('forgets what is deleted, and everything when it closes', async () => {
    await tier.set(chunk('a'), Uint8Array.of(1), 50);
    await tier.set(chunk('b'), Uint8Array.of(2), 50);
    await tier.delete([chunk('a'), manifest]);
    expect(tier.bytes).toBe(1);
    expect(await tier.get(chunk('a'))).toBeUndefined();
    await tier.close();
    expect(tier.bytes).toBe(0);
    expect(store.calls.at(-1)).toBe('close');
  });
});
