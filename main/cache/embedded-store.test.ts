import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../e2e/fixtures/temporary-folder-fixture.ts';
import { EmbeddedStore } from './embedded-store.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);

describe('the embedded store', () => {
  let now = 1_000_000;
  let path: string;
  let store: EmbeddedStore;
  const open = () => {
    const opened = new EmbeddedStore({ path, maxBytes: 100_000_000, now: () => now });
    onTestFinished(() => opened.close());
    return opened;
  };

  beforeEach(async () => {
    path = join(await temporaryFolder(), 'cache.db');
    store = open();
  });

  it('keeps what it is given until its time is over', () => {
    store.set('vmo:a', bytes(1, 2, 255), 1000);
    store.set('vmo:b', bytes(), 2000);
    expect(store.get('vmo:a')).toEqual(bytes(1, 2, 255));
    expect(store.get('vmo:b')).toEqual(bytes());
    expect(store.get('vmo:c')).toBeUndefined();
    now += 999;
    expect(store.get('vmo:a')).toEqual(bytes(1, 2, 255));
    now += 1;
    expect(store.get('vmo:a')).toBeUndefined();
    expect(store.get('vmo:b')).toEqual(bytes());
  });

  it('replaces value and life', () => {
    store.set('vmo:a', bytes(1), 1000);
    store.set('vmo:a', bytes(2, 3), 5000);
    now += 4000;
    expect(store.get('vmo:a')).toEqual(bytes(2, 3));
    expect(store.info().memory.usedBytes).toBe(2);
  });

  it('renews a life by touching, and not that of the dead', () => {
    store.set('vmo:a', bytes(1), 1000);
    now += 900;
    expect(store.touch('vmo:a', 1000)).toBe(true);
    now += 900;
    expect(store.get('vmo:a')).toEqual(bytes(1));
    now += 100;
    expect(store.touch('vmo:a', 1000)).toBe(false);
    expect(store.touch('vmo:never', 1000)).toBe(false);
    expect(store.get('vmo:a')).toBeUndefined();
  });

  it('lists what lives below a prefix, taken by the letter', () => {
    const keys = ['vmo:{a}:1', 'vmo:{a}:2', 'vmo:{A}:1', 'vmo:{_}:1', 'vmo:{%}:1', 'xvmo:{a}:1'];
    for (const [index, key] of keys.entries()) store.set(key, bytes(1), 1000 + index);
    expect(store.list('vmo:{a}:')).toEqual([
      { key: 'vmo:{a}:1', expiresAt: now + 1000 },
      { key: 'vmo:{a}:2', expiresAt: now + 1001 },
    ]);
    expect(store.list('vmo:{_}').map(({ key }) => key)).toEqual(['vmo:{_}:1']);
    expect(store.list('vmo:{%}').map(({ key }) => key)).toEqual(['vmo:{%}:1']);
    expect(store.list('vmo:')).toHaveLength(5);
    expect(store.list('vmo:', '}:2').map(({ key }) => key)).toEqual(['vmo:{a}:2']);
    expect(store.list('vmo:{A', 'a')).toEqual([]);
    now += 1001;
    expect(store.list('vmo:{a}:')).toEqual([]);
  });

  it('deletes what it is told, and takes no offence at what is not there', () => {
    for (const key of ['vmo:a', 'vmo:b', 'vmo:c']) store.set(key, bytes(1), 1000);
    store.delete(['vmo:a', 'vmo:nothing', 'vmo:c']);
    expect(store.list('').map(({ key }) => key)).toEqual(['vmo:b']);
    store.delete([]);
  });

  it('lets nobody wait for a lock that a clock has left in the future', () => {
    expect(store.lock('vmo:lock', 'one', 15_000)).toBe(true);
    now -= 24 * 3_600_000;
    expect(store.lock('vmo:lock', 'two', 15_000)).toBe(true);
    expect(store.lock('vmo:lock', 'one', 15_000)).toBe(false);
  });

  it('gives a lock to one token at a time', () => {
    expect(store.lock('vmo:lock', 'one', 1000)).toBe(true);
    expect(store.lock('vmo:lock', 'two', 1000)).toBe(false);
    now += 900;
    expect(store.lock('vmo:lock', 'one', 1000)).toBe(true);
    now += 900;
    expect(store.lock('vmo:lock', 'two', 1000)).toBe(false);
    store.unlock('vmo:lock', 'two');
    expect(store.lock('vmo:lock', 'two', 1000)).toBe(false);
    store.unlock('vmo:lock', 'one');
    expect(store.lock('vmo:lock', 'two', 1000)).toBe(true);
    now += 1000;
    expect(store.lock('vmo:lock', 'three', 1000)).toBe(true);
    // Locks are no entries.
    expect(store.list('')).toEqual([]);
  });

  it('shares its file with another store', () => {
    const other = open();
    store.set('vmo:a', bytes(1), 1000);
    other.set('vmo:b', bytes(2), 1000);
    expect(other.get('vmo:a')).toEqual(bytes(1));
    expect(store.list('vmo:')).toEqual(other.list('vmo:'));
    expect(store.lock('vmo:lock', 'one', 1000)).toBe(true);
    expect(other.lock('vmo:lock', 'two', 1000)).toBe(false);
    other.delete(['vmo:a']);
    expect(store.get('vmo:a')).toBeUndefined();
  });

  it('is there again when it is opened again, without what has expired', () => {
    store.set('vmo:a', bytes(1), 1000);
    store.set('vmo:b', bytes(2), 5000);
    now += 2000;
    const again = open();
    expect(again.get('vmo:b')).toEqual(bytes(2));
    expect(again.info()).toEqual({
      backend: 'embedded',
      location: path,
      memory: { usedBytes: 1, maxBytes: 100_000_000 },
    });
  });

  it('is for its owner alone, with all its files', async () => {
    store.set('vmo:a', bytes(1), 1000);
    for (const suffix of ['', '-wal', '-shm']) expect((await stat(path + suffix)).mode & 0o777, suffix).toBe(0o600);
  });
});
