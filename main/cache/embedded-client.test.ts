import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../e2e/fixtures/temporary-folder-fixture.ts';
import { startEmbeddedStore } from './embedded-client.ts';

describe('the embedded store in its thread', () => {
  it('keeps what it is given, and closes', async () => {
    const path = join(await temporaryFolder(), 'cache.db');
    const store = startEmbeddedStore({ path, maxBytes: 1_000_000 });
    await store.set('vmo:a', Uint8Array.of(1, 2), 60_000);
    expect(await store.get('vmo:a')).toEqual(Uint8Array.of(1, 2));
    await store.close();
    await expect(store.get('vmo:a')).rejects.toMatchObject({ name: 'CacheError', unreachable: true });
    await store.close();
  });

  it('rejects every call, saying why, when the file cannot be opened, and still closes', async () => {
    const path = join(await temporaryFolder(), 'cache.db');
    await mkdir(path);
    const store = startEmbeddedStore({ path, maxBytes: 1_000_000 });
    const refused = {
      name: 'CacheError',
      message: expect.stringContaining(`The embedded cache ${path} cannot be opened`),
      unreachable: true,
    };
    await expect(store.get('vmo:a')).rejects.toMatchObject(refused);
    await expect(store.set('vmo:a', new Uint8Array(), 1000)).rejects.toMatchObject(refused);
    await expect(store.list('')).rejects.toMatchObject(refused);
    await store.close();
  });

  it('starts anew beside a file of garbage', async () => {
    const path = join(await temporaryFolder(), 'cache.db');
    await writeFile(path, 'garbage '.repeat(100));
    const store = startEmbeddedStore({ path, maxBytes: 1_000_000 });
    await store.set('vmo:a', Uint8Array.of(1), 60_000);
    expect(await store.list('vmo:')).toHaveLength(1);
    await store.close();
  });
});
