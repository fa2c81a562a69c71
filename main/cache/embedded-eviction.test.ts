import { statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../e2e/fixtures/temporary-folder-fixture.ts';
import { chunkKey, manifestKey } from './cache-keys.ts';
import { EmbeddedStore } from './embedded-store.ts';

const MB = 1024 * 1024;
const DAY = 24 * 60 * 60 * 1000;

describe('a full embedded store', () => {
  let now = 1_000_000;
  let path: string;
  let store: EmbeddedStore;

  beforeEach(async () => {
    path = join(await temporaryFolder(), 'cache.db');
    store = new EmbeddedStore({ path, maxBytes: 16 * MB, now: () => now });
    onTestFinished(() => store.close());
  });

  const manifestOf = (namespace: string) => manifestKey({ namespace, type: 'VirtualMachine', scope: 'all' });

  /** Writes a generation as collections do: chunks of 256 KiB first, its manifest last. */
  function write(namespace: string, hashes: readonly string[]): void {
    for (const hash of hashes) {
      now += 10;
      const key = chunkKey(namespace, hash);
      if (!store.touch(key, DAY)) store.set(key, new Uint8Array(MB / 4), DAY);
    }
    now += 10;
    store.set(manifestOf(namespace), new Uint8Array(100), DAY);
  }

  function whole(namespace: string, hashes: readonly string[]): boolean {
    const there = hashes.filter((hash) => store.get(chunkKey(namespace, hash)));
    return there.length === hashes.length && store.get(manifestOf(namespace)) !== undefined;
  }

  const hashes = (letter: string, count: number) => Array.from({ length: count }, (_, index) => `${letter}${index}`);

  it('drops the oldest generation and keeps the younger ones whole', () => {
    write('one', hashes('a', 24));
    write('two', hashes('b', 24));
    expect(whole('one', hashes('a', 24))).toBe(true);
    write('three', hashes('c', 24));
    expect(store.list('vmo:{one}')).toEqual([]);
    expect(whole('two', hashes('b', 24))).toBe(true);
    expect(whole('three', hashes('c', 24))).toBe(true);
  });

  it('keeps what a younger generation has touched', () => {
    write('one', hashes('a', 24));
    write('two', hashes('b', 24));
    // Collected again and unchanged: now the younger of the two.
    write('one', hashes('a', 24));
    write('three', hashes('c', 24));
    expect(store.list('vmo:{two}')).toEqual([]);
    expect(whole('one', hashes('a', 24))).toBe(true);
    expect(whole('three', hashes('c', 24))).toBe(true);
  });

  it('stays under its limit, on the disk as well', () => {
    let most = 0;
    for (let round = 0; round < 12; round += 1) {
      write(`estate-${round}`, hashes(`r${round}-`, 20));
      most = Math.max(most, Number(store.info().memory.usedBytes));
    }
    expect(most).toBeGreaterThan(14 * MB);
    // The size is looked at every 2 MiB.
    expect(most).toBeLessThan(18 * MB);
    expect(statSync(path).size).toBeLessThan(20 * MB);
    expect(whole('estate-11', hashes('r11-', 20))).toBe(true);
  });

  it('takes a generation larger than all of it without growing', () => {
    write('huge', hashes('h', 200));
    expect(Number(store.info().memory.usedBytes)).toBeLessThan(18 * MB);
    expect(whole('huge', hashes('h', 200))).toBe(false);
  });

  it('drops what has expired before anything that lives', () => {
    write('one', hashes('a', 24));
    now += DAY;
    write('two', hashes('b', 24));
    write('three', hashes('c', 24));
    expect(whole('two', hashes('b', 24))).toBe(true);
    expect(whole('three', hashes('c', 24))).toBe(true);
    expect(Number(store.info().memory.usedBytes)).toBe(12 * MB + 200);
  });

  it('gives the disk back what is deleted', () => {
    write('one', hashes('a', 40));
    const before = statSync(path).size;
    store.delete(hashes('a', 40).map((hash) => chunkKey('one', hash)));
    store.close();
    store = new EmbeddedStore({ path, maxBytes: 16 * MB, now: () => now });
    expect(before).toBeGreaterThan(6 * MB);
    expect(statSync(path).size).toBeLessThan(MB / 2);
  });
});
