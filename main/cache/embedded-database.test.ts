import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../e2e/fixtures/temporary-folder-fixture.ts';
import { CacheError } from './cache-store.ts';
import { startEmbeddedStore } from './embedded-client.ts';
import { EmbeddedStore } from './embedded-store.ts';

const value = new Uint8Array(4096).fill(7);

describe('the file of the embedded store', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
    path = join(folder, 'cache.db');
  });

  function openStore(): EmbeddedStore {
    const store = new EmbeddedStore({ path, maxBytes: 100_000_000 });
    onTestFinished(() => store.close());
    return store;
  }

  const asides = async () => (await readdir(folder)).filter((name) => name.endsWith('.bad'));

  it.each([
    ['text', 'This is not a database. '.repeat(1000)],
    ['a few bytes', 'hello'],
  ])('is set aside when it holds %s', async (_, content) => {
    await writeFile(path, content);
    const store = openStore();
    store.set('vmo:a', value, 1000);
    expect(store.get('vmo:a')).toEqual(value);
    expect(await readFile(`${path}.bad`, 'utf8')).toBe(content);
  });

  it.each([
    ['a newer format', 'PRAGMA user_version = 2; CREATE TABLE entries (key TEXT, later TEXT)'],
    ['tables of another program', 'CREATE TABLE entries (name TEXT)'],
    ['tables that lack a column', 'PRAGMA user_version = 1; CREATE TABLE entries (key, bytes, expires, touched)'],
  ])('is set aside when it has %s', async (_, sql) => {
    const other = new DatabaseSync(path);
    other.exec(sql);
    other.close();
    const store = openStore();
    store.set('vmo:a', value, 1000);
    expect(store.get('vmo:a')).toEqual(value);
    const aside = new DatabaseSync(`${path}.bad`);
    onTestFinished(() => aside.close());
    expect(sql).toContain(aside.prepare('SELECT sql FROM sqlite_schema').get()?.sql);
  });

  it('is set aside once it turns out to be damaged inside', async () => {
    const first = new EmbeddedStore({ path, maxBytes: 100_000_000 });
    for (let index = 0; index < 200; index += 1) first.set(`vmo:${index}`, value, 1_000_000);
    first.close();
    const content = await readFile(path);
    // Everything but the schema, which is on the first pages.
    await writeFile(path, content.fill(0xee, 20_480));

    const store = openStore();
    const reads = Array.from({ length: 200 }, (_, index) => index).filter((index) => found(store, `vmo:${index}`));
    expect(reads).toEqual([]);
    expect(await asides()).toContain('cache.db.bad');
    store.set('vmo:a', value, 1000);
    expect(store.get('vmo:a')).toEqual(value);
  });

  it('is left alone while somebody else has it locked', async () => {
    const first = openStore();
    first.set('vmo:a', value, 1_000_000);
    const other = new DatabaseSync(path);
    onTestFinished(() => other.close());
    other.exec('BEGIN IMMEDIATE');
    // Readers never wait for a writer, not even for opening.
    expect(openStore().get('vmo:a')).toEqual(value);
    expect(await asides()).toEqual([]);
  });

  it('is refused where it is a folder, which stays', async () => {
    await mkdir(path);
    expect(openStore).toThrow(CacheError);
    expect(openStore).toThrow(
      expect.objectContaining({ unreachable: true, action: expect.stringContaining('collections go on without') }),
    );
    expect(await readdir(folder)).toEqual(['cache.db']);
  });

  it('is opened by eight at the same moment', async () => {
    const stores = Array.from({ length: 8 }, () => startEmbeddedStore({ path, maxBytes: 100_000_000 }));
    onTestFinished(async () => void (await Promise.all(stores.map((store) => store.close()))));
    await Promise.all(stores.map((store, index) => store.set(`vmo:${index}`, value, 60_000)));
    for (const store of stores) expect(await store.list('vmo:')).toHaveLength(8);
    expect(await asides()).toEqual([]);
  });
});

function found(store: EmbeddedStore, key: string): boolean {
  try {
    return store.get(key) !== undefined;
  } catch {
    return false;
  }
}
