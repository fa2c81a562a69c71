import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ResourceType } from '../../shared/inventory.ts';
import { chunkHash, chunkKey, KEY_PREFIX, manifestKey, serverKey } from './cache-keys.ts';
import { encodeChunk } from './chunk-codec.ts';
import type { CollectionCache } from './collection-cache.ts';
import { ABOUT, IDENTITY, NAMESPACE as namespace, openTestCache, type TestCache } from './collection-cache-fixture.ts';
import { encodeManifest } from './manifest.ts';

const DAY = 24 * 60 * 60 * 1000;

describe('the cache of a collection', () => {
  let test: TestCache;
  beforeEach(async () => {
    test = await openTestCache();
  });
  const cacheOf: TestCache['cacheOf'] = (change) => test.cacheOf(change);

  const keyOf = (type: ResourceType) => manifestKey({ namespace, type, scope: 'scope' });
  /** A chunk of ten rows, no two of them the same. */
  const newChunk = () => {
    const refs = Array.from({ length: 10 }, () => `VirtualMachine:${randomBytes(8).toString('hex')}`);
    return encodeChunk(JSON.stringify({ type: 'VirtualMachine', refs, columns: {} }), 10, { codec: 'plain' });
  };
  const [first, second, third] = [newChunk(), newChunk(), newChunk()] as const;
  const chunks = [first, second, third];

  async function write(cache: CollectionCache, type: ResourceType = 'VirtualMachine', written = chunks) {
    const writer = cache.begin(type, await cache.manifest(type));
    for (const { bytes, rawBytes } of written) await writer.add(bytes, 10, rawBytes);
    await writer.commit([]);
    return writer.counts;
  }

  it('gives back what was written', async () => {
    expect(await write(cacheOf())).toEqual({ written: 3, unchanged: 0 });
    const cache = cacheOf({ token: 'two' });
    const manifest = await cache.manifest('VirtualMachine');
    expect(manifest).toMatchObject({
      type: 'VirtualMachine',
      vcenter: { ...ABOUT, server: IDENTITY.server },
      datacenters: ['DC0'],
      pruned: true,
      codec: 'gzip',
      collectedAt: test.now,
      rows: 30,
      missing: [],
    });
    expect(manifest?.chunks.map(({ rows, raw, stored }) => [rows, raw, stored])).toEqual(
      chunks.map(({ bytes, rawBytes }) => [10, rawBytes, bytes.byteLength]),
    );
    const read = await Promise.all((manifest?.chunks ?? []).map((entry) => cache.chunk(entry)));
    expect(read).toEqual(chunks.map(({ bytes }) => bytes));
    expect(await cache.manifest('HostSystem')).toBeUndefined();
  });

  it('is another one for another user, secret, scope or vCenter', async () => {
    await write(cacheOf());
    const others = [
      cacheOf({ user: 'you@vsphere.local' }),
      cacheOf({ secret: 'a secret of others' }),
      cacheOf({ scope: 'other' }),
      cacheOf(),
    ];
    others[3]?.bind({ ...ABOUT, instanceUuid: 'uuid-2' });
    for (const other of others) expect(await other.manifest('VirtualMachine')).toBeUndefined();
    // The same vCenter by another address.
    expect(await cacheOf({ server: 'https://10.0.0.1/sdk' }).manifest('VirtualMachine')).toBeDefined();
  });

  it('counts as fresh for the expiry, templates three times as long, and stays for a week after that', async () => {
    const cache = cacheOf();
    await write(cache, 'VirtualMachine');
    await write(cache, 'Template');
    expect((await cache.manifest('VirtualMachine'))?.freshUntil).toBe(test.now + 3_600_000);
    expect((await cache.manifest('Template'))?.freshUntil).toBe(test.now + 3 * 3_600_000);
    const lives = new Map((await test.store.list(KEY_PREFIX)).map(({ key, expiresAt }) => [key, expiresAt - test.now]));
    expect(lives.get(keyOf('VirtualMachine'))).toBe(3_600_000 + 7 * DAY);
    expect(lives.get(keyOf('Template'))).toBe(3 * 3_600_000 + 7 * DAY);
    expect(lives.size).toBe(5);
    test.now += 3_600_000 + 7 * DAY;
    expect(await cache.manifest('VirtualMachine')).toBeUndefined();
    expect(await cache.manifest('Template')).toBeDefined();
  });

  it('touches what is the same instead of writing it again', async () => {
    const cache = cacheOf();
    await write(cache);
    test.now += DAY;
    expect(await write(cache, 'VirtualMachine', [first, newChunk(), third])).toEqual({ written: 1, unchanged: 2 });
    const lives = new Map((await test.store.list(KEY_PREFIX)).map(({ key, expiresAt }) => [key, expiresAt - test.now]));
    expect(lives.get(chunkKey(namespace, chunkHash(first.bytes)))).toBe(3_600_000 + 7 * DAY);
    expect(lives.get(chunkKey(namespace, chunkHash(second.bytes)))).toBe(3_600_000 + 6 * DAY);
  });

  it('writes again what was evicted in the meantime', async () => {
    const cache = cacheOf();
    await write(cache);
    await test.store.delete([chunkKey(namespace, chunkHash(second.bytes))]);
    expect(await write(cache)).toEqual({ written: 1, unchanged: 2 });
  });

  it('shows no generation before all of it is there', async () => {
    const cache = cacheOf();
    const writer = cache.begin('VirtualMachine', undefined);
    for (const { bytes, rawBytes } of chunks) await writer.add(bytes, 10, rawBytes);
    expect(await cacheOf().manifest('VirtualMachine')).toBeUndefined();
    await writer.commit([]);
    expect(await cacheOf().manifest('VirtualMachine')).toBeDefined();
  });

  it('gives nothing for a chunk that is gone, or whose key holds other bytes', async () => {
    const cache = cacheOf();
    await write(cache);
    const [gone, replaced, shorter] = (await cache.manifest('VirtualMachine'))?.chunks ?? [];
    if (!gone || !replaced || !shorter) throw new Error('a chunk is missing');
    await test.store.delete([chunkKey(namespace, gone.hash)]);
    await test.store.set(chunkKey(namespace, replaced.hash), randomBytes(replaced.stored), DAY);
    await test.store.set(chunkKey(namespace, shorter.hash), randomBytes(10), DAY);
    for (const entry of [gone, replaced, shorter]) expect(await cache.chunk(entry)).toBeUndefined();
  });

  it('gives nothing for a chunk that unpacks to more, or to other rows, than its manifest says', async () => {
    const cache = cacheOf();
    await write(cache);
    const [entry] = (await cache.manifest('VirtualMachine'))?.chunks ?? [];
    if (!entry) throw new Error('the chunk is missing');
    expect(await cache.chunk(entry)).toBeDefined();
    expect(await cache.chunk({ ...entry, raw: entry.raw - 1 })).toBeUndefined();
    expect(await cache.chunk({ ...entry, rows: 11 })).toBeUndefined();
  });

  it('takes a manifest of garbage, or of another kind, for none', async () => {
    const cache = cacheOf();
    await write(cache, 'HostSystem');
    const manifest = await cache.manifest('HostSystem');
    if (!manifest) throw new Error('the manifest is missing');
    for (const bytes of [randomBytes(300), Buffer.from('{"format":1}'), new Uint8Array(), encodeManifest(manifest)]) {
      await test.store.set(keyOf('VirtualMachine'), bytes, DAY);
      expect(await cache.manifest('VirtualMachine')).toBeUndefined();
    }
    await cache.forget('HostSystem');
    expect(await cache.manifest('HostSystem')).toBeUndefined();
  });

  it('remembers who answered at an address, for that user', async () => {
    await cacheOf().remember();
    expect(await cacheOf().lastKnown()).toEqual(ABOUT);
    expect(await cacheOf({ user: 'you' }).lastKnown()).toBeUndefined();
    expect(await cacheOf({ server: 'https://other/sdk' }).lastKnown()).toBeUndefined();
    const key = serverKey(IDENTITY.secret, IDENTITY.server, IDENTITY.user);
    for (const bytes of [randomBytes(100), Buffer.from(JSON.stringify({ about: ABOUT })), Buffer.from('null')]) {
      await test.store.set(key, bytes, DAY);
      expect(await cacheOf().lastKnown()).toBeUndefined();
    }
  });

  it('tells vCenters without an identity apart by their address', async () => {
    const anonymous = { ...ABOUT, instanceUuid: '' };
    const [here, there] = [cacheOf(), cacheOf({ server: 'https://other/sdk' })];
    for (const cache of [here, there]) cache.bind(anonymous);
    await write(here);
    expect(await here.manifest('VirtualMachine')).toBeDefined();
    expect(await there.manifest('VirtualMachine')).toBeUndefined();
  });
});
