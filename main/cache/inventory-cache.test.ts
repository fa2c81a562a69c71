import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../e2e/fixtures/temporary-folder-fixture.ts';
import { CHUNK_HEADER_BYTES, writeChunkHeader } from '../../shared/chunk.ts';
import type { ResourceType } from '../../shared/inventory.ts';
import type { SettingTexts } from '../settings/resolve.ts';
import { resolveSettings } from '../settings/resolve.ts';
import { chunkHash, chunkKey, KEY_PREFIX, manifestKey, namespaceOf, treeKey } from './cache-keys.ts';
import { MOST_LISTED } from './cache-store.ts';
import { encodeChunk } from './chunk-codec.ts';
import { CollectionCache } from './collection-cache.ts';
import { type InventoryCache, openCache } from './inventory-cache.ts';

const DAY = 24 * 60 * 60 * 1000;

describe('the cache as people look at it', () => {
  let folder: string;
  let cache: InventoryCache;

  async function open(texts: SettingTexts = {}, memoryTier = false): Promise<InventoryCache> {
    const { settings } = resolveSettings({ commandLine: texts });
    const opened = await openCache({ settings, folder, memoryTier });
    onTestFinished(() => opened.close());
    return opened;
  }

  beforeEach(async () => {
    folder = await temporaryFolder();
    cache = await open();
  });

  /** One chunk of a row for each name. */
  async function write(user: string, type: ResourceType, names: readonly string[], to = cache): Promise<string> {
    const collection = new CollectionCache({
      store: to.store,
      secret: to.secret,
      server: 'https://vc/sdk',
      user,
      scope: 'scope',
      datacenters: [],
      pruned: true,
      codec: 'gzip',
      expirySeconds: 3600,
      now: Date.now,
      token: 'one',
    });
    collection.bind({ name: 'vCenter', apiVersion: '8.0.2.0', instanceUuid: 'uuid-1' });
    const writer = collection.begin(type, undefined);
    for (const name of names) {
      const json = JSON.stringify({ type, refs: [`${type}:${name}`], columns: { name: [name], cpu: [null] } });
      const { bytes, rawBytes } = encodeChunk(json, 1, { codec: 'gzip', level: 6 });
      await writer.add(bytes, 1, rawBytes);
    }
    await writer.commit([]);
    return namespaceOf(to.secret, 'uuid-1', user);
  }

  it('lists what lies there', async () => {
    const namespace = await write('me', 'HostSystem', ['a', 'b']);
    const { entries, ...info } = await cache.info();
    expect(info).toMatchObject({ backend: 'embedded', location: `${folder}/cache.db`, state: 'ready', advice: [] });
    expect(info.writes.stored).toBe(3);
    expect(info).not.toHaveProperty('problem');
    expect(entries).toEqual([
      expect.objectContaining({
        namespace,
        type: 'HostSystem',
        scope: 'scope',
        vcenter: { name: 'vCenter', server: 'https://vc/sdk', instanceUuid: 'uuid-1' },
        rows: 2,
        chunks: 2,
        codec: 'gzip',
      }),
    ]);
    expect(JSON.stringify(entries)).not.toContain('"me"');
  });

  it('leaves out what is no entry, and what cannot be read', async () => {
    const namespace = await write('me', 'HostSystem', ['a']);
    await cache.store.set(manifestKey({ namespace, type: 'Datastore', scope: 'scope' }), Uint8Array.of(1, 2), DAY);
    await cache.store.set(`${KEY_PREFIX}something else`, Uint8Array.of(1), DAY);
    expect((await cache.info()).entries.map(({ type }) => type)).toEqual(['HostSystem']);
  });

  it('shows the rows of a chunk', async () => {
    const namespace = await write('me', 'VirtualMachine', ['a%2fb', 'x'.repeat(300)]);
    const request = { namespace, type: 'VirtualMachine', scope: 'scope' } as const;
    expect(await cache.chunk({ ...request, index: 0 })).toMatchObject({
      codec: 'gzip',
      rows: 1,
      refs: ['VirtualMachine:a%2fb'],
      columns: [
        { path: 'name', cells: ['a/b'] },
        { path: 'cpu', cells: [''] },
      ],
    });
    const { columns } = await cache.chunk({ ...request, index: 1 });
    expect(columns[0]?.cells[0]).toBe(`${'x'.repeat(200)}…`);
    for (const wrong of [
      { ...request, index: 2 },
      { ...request, index: 0, scope: 'other' },
    ])
      await expect(cache.chunk(wrong)).rejects.toMatchObject({ data: { code: 'usage' } });
  });

  it('shows no chunk that is damaged, or too large for the main thread', async () => {
    const namespace = await write('me', 'HostSystem', ['a']);
    const request = { namespace, type: 'HostSystem', scope: 'scope', index: 0 } as const;
    const [{ key } = { key: '' }] = (await cache.store.list(KEY_PREFIX)).filter((each) => each.key.includes(':chk:'));
    const bytes = new Uint8Array(CHUNK_HEADER_BYTES);
    writeChunkHeader(bytes, { codec: 'gzip', rows: 1, rawBytes: 200 * 1024 * 1024, storedBytes: 0, crc32: 0 });
    for (const wrong of [Uint8Array.of(1, 2, 3), bytes]) {
      await cache.store.set(key, wrong, DAY);
      await expect(cache.chunk(request)).rejects.toMatchObject({
        data: { code: 'protocol', message: expect.stringContaining('cannot be shown') },
      });
    }
  });

  it('measures and removes what is chosen, with the chunks that nobody else uses', async () => {
    const namespace = await write('me', 'HostSystem', ['a', 'b']);
    await write('me', 'Datastore', ['c']);
    await write('you', 'HostSystem', ['a']);
    const measured = await cache.measure({ type: 'HostSystem' });
    expect(measured).toMatchObject({ entries: 2, chunks: 3 });
    expect(await cache.measure({ namespace, type: 'HostSystem' })).toMatchObject({ entries: 1, chunks: 2 });
    expect(await cache.measure({ scope: 'other' })).toEqual({ entries: 0, chunks: 0, storedBytes: 0 });
    expect(await cache.invalidate({ type: 'HostSystem' })).toEqual(measured);
    const left = (await cache.store.list(KEY_PREFIX)).map(({ key }) => key);
    expect(left).toHaveLength(2);
    expect(left.every((key) => key.includes(namespace))).toBe(true);
    await cache.invalidate({});
    expect(await cache.store.list(KEY_PREFIX)).toEqual([]);
  });

  it('keeps the chunks that another entry of the same account uses', async () => {
    const namespace = await write('me', 'HostSystem', ['a']);
    const [key = ''] = (await cache.store.list(KEY_PREFIX))
      .map((each) => each.key)
      .filter((each) => /:man:/.test(each));
    const manifest = await cache.store.get(key);
    if (!manifest) throw new Error('the manifest is missing');
    await cache.store.set(manifestKey({ namespace, type: 'HostSystem', scope: 'second' }), manifest, DAY);
    await cache.invalidate({ scope: 'scope' });
    const left = (await cache.store.list(KEY_PREFIX)).map((each) => each.key);
    expect(left.filter((each) => each.startsWith(chunkKey(namespace, '')))).toHaveLength(1);
    await cache.invalidate({ scope: 'second' });
    expect(await cache.store.list(KEY_PREFIX)).toEqual([]);
  });

  it('removes the branches of the tree with their vCenter, and not with one of its kinds', async () => {
    const namespace = await write('me', 'HostSystem', ['a']);
    const other = namespaceOf(cache.secret, 'uuid', 'somebody else');
    const branches = [treeKey(namespace, [], 'root'), treeKey(namespace, ['Berlin'], 'root')];
    const foreign = treeKey(other, [], 'root');
    for (const key of [...branches, foreign]) await cache.store.set(key, Uint8Array.of(1), DAY);
    await cache.invalidate({ namespace, type: 'HostSystem' });
    const left = async () => (await cache.store.list(KEY_PREFIX)).map(({ key }) => key).sort();
    expect(await left()).toEqual([...branches, foreign].sort());
    await cache.invalidate({ namespace });
    expect(await left()).toEqual([foreign]);
  });

  it('leaves nothing behind when everything is removed, but what is being collected goes on', async () => {
    await write('me', 'HostSystem', ['a']);
    // Of an earlier generation.
    await cache.store.set(chunkKey('namespace', 'orphan'), Uint8Array.of(1), DAY);
    await cache.store.set('vmo:{server}:v1:srv', Uint8Array.of(1), DAY);
    await cache.store.set('other:key', Uint8Array.of(1), DAY);
    expect(await cache.store.lock('vmo:{namespace}:v1:lock:scope', 'one', DAY)).toBe(true);
    expect(await cache.invalidate({})).toMatchObject({ entries: 1, chunks: 1 });
    expect((await cache.store.list('')).map(({ key }) => key)).toEqual(['other:key']);
    expect(await cache.store.lock('vmo:{namespace}:v1:lock:scope', 'two', DAY)).toBe(false);
  });

  it('finds every entry among more chunks than a list has room for', async () => {
    const names = Array.from({ length: MOST_LISTED + 500 }, (_, index) => `chunk-${index}`);
    await Promise.all(names.map((name) => cache.store.set(chunkKey('namespace', name), Uint8Array.of(1), DAY)));
    await write('me', 'HostSystem', ['a']);
    expect((await cache.info()).entries.map(({ type }) => type)).toEqual(['HostSystem']);
    await cache.invalidate({});
    expect(await cache.store.list('')).toEqual([]);
  });

  it('says that a store is not there, instead of failing', async () => {
    const away = await open({ redisUrl: 'redis://127.0.0.1:1' });
    expect(await away.info()).toMatchObject({
      backend: 'redis',
      location: '127.0.0.1:1',
      state: 'unavailable',
      problem: { message: 'Redis at 127.0.0.1:1 refuses the connection.' },
      entries: [],
    });
  });

  it('reads chunks that were read before from memory, where that is asked for', async () => {
    const second = await open({}, true);
    const namespace = await write('me', 'HostSystem', ['a'], second);
    const json = JSON.stringify({ type: 'HostSystem', refs: ['HostSystem:a'], columns: { name: ['a'], cpu: [null] } });
    const { bytes } = encodeChunk(json, 1, { codec: 'gzip', level: 6 });
    const key = chunkKey(namespace, chunkHash(bytes));
    await cache.store.delete([key]);
    expect(await second.store.get(key)).toEqual(bytes);
    expect(await cache.store.get(key)).toBeUndefined();
  });
});
