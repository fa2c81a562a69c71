import { randomBytes } from 'node:crypto';
import { crc32, gzipSync } from 'node:zlib';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chunkHash } from '../../main/cache/cache-keys.ts';
import { encodeChunk } from '../../main/cache/chunk-codec.ts';
import { decodeManifest, encodeManifest, type Manifest } from '../../main/cache/manifest.ts';
import { type DemoVcenter, startDemoVcenter } from '../../main/demo/demo-vcenter.ts';
import { CHUNK_HEADER_BYTES, MANIFEST_MAGIC, writeChunkHeader } from '../../shared/chunk.ts';
import type { CollectionState } from '../../shared/contract.ts';
import { type RedisServer, startRedis } from '../fixtures/servers/redis.ts';
import { requireTools } from '../fixtures/servers/required-tools.ts';
import { collect, expectWhole } from './cached-collection-fixture.ts';

const MB = 1024 * 1024;
const BOMB = gzipSync(Buffer.alloc(200 * MB, ' '), { level: 1 });

describe.runIf(requireTools('redis'))('a collection whose cache holds what it should not', () => {
  let demo: DemoVcenter;
  let server: RedisServer;
  let admin: Redis;
  let first: CollectionState;

  beforeAll(async () => {
    demo = await startDemoVcenter({ vms: 250, seed: 4 });
    server = await startRedis();
    admin = new Redis(server.url);
    first = await collectAgain();
  });
  afterAll(async () => {
    admin?.disconnect();
    await Promise.all([server?.close(), demo?.close()]);
  });
  async function collectAgain(): Promise<CollectionState> {
    const texts = { redisUrl: server.url, cacheSecret: 'a secret of the team' };
    return collect(demo, { texts });
  }

  async function manifestOf(type: string): Promise<{ readonly key: string; readonly manifest: Manifest }> {
    const [key = ''] = await admin.keys(`vmo:*:man:${type}:*`);
    const bytes = await admin.getBuffer(key);
    if (!bytes) throw new Error(`no manifest of ${type}`);
    return { key, manifest: decodeManifest(bytes) };
  }

  const put = (key: string, bytes: Uint8Array) => admin.set(key, Buffer.from(bytes), 'EX', 3600);
  const chunkKeyBeside = (manifestKey: string, hash: string) => manifestKey.replace(/:man:.*/, `:chk:${hash}`);

  /** Puts other bytes in place of a kind's first chunk, and has its manifest name them as if they were its own. */
  async function replaceChunk(type: string, make: (old: Buffer) => { bytes: Uint8Array; raw?: number }): Promise<void> {
    const { key, manifest } = await manifestOf(type);
    const [entry, ...others] = manifest.chunks;
    const old = entry && (await admin.getBuffer(chunkKeyBeside(key, entry.hash)));
    if (!old) throw new Error('the chunk is missing');
    const { bytes, raw = entry.raw } = make(old);
    const hash = chunkHash(bytes);
    await put(chunkKeyBeside(key, hash), bytes);
    const chunks = [{ ...entry, hash, raw, stored: bytes.byteLength }, ...others];
    await put(key, encodeManifest({ ...manifest, chunks }));
  }

  /** Every kind from the cache, but that one from vCenter, where it is written anew. */
  async function expectReadAgain(type: 'HostSystem' | 'VirtualMachine', chunks: number): Promise<void> {
    const before = process.memoryUsage();
    const state = await collectAgain();
    expectWhole(state, demo);
    expect(state.cache).toMatchObject({ backend: 'redis', state: 'in use' });
    expect(state.cache.collectedAt[type]).toBeUndefined();
    expect(Object.keys(state.cache.collectedAt)).toContain('Datastore');
    expect(state.cache.hits).toBe(first.chunks - chunks);
    expect(state.bytesReceived).toBeGreaterThan(10_000);
    // Nothing of what could have been unpacked was, on the main thread either.
    expect(process.memoryUsage().arrayBuffers - before.arrayBuffers).toBeLessThan(32 * MB);
    // What the next case begins with is whole again.
    const { key, manifest } = await manifestOf(type);
    expect(manifest.rows).toBe(demo.counts[type]);
    const keys = manifest.chunks.map(({ hash }) => chunkKeyBeside(key, hash));
    expect(await admin.exists(...keys)).toBe(new Set(keys).size);
  }

  it('takes all of it otherwise', async () => {
    const state = await collectAgain();
    expectWhole(state, demo);
    expect(state.cache).toMatchObject({ state: 'in use', hits: first.chunks, written: 0 });
    expect(state.bytesReceived).toBeLessThan(10_000);
  });

  it.each<[string, (old: Buffer) => { bytes: Uint8Array; raw?: number }]>([
    ['garbage', (old) => ({ bytes: randomBytes(old.byteLength) })],
    ['half a gzip', (old) => ({ bytes: sealed(old.subarray(CHUNK_HEADER_BYTES, old.byteLength / 2), old) })],
    ['a wrong checksum', (old) => ({ bytes: Buffer.from(old).fill(0xee, 20, 24) })],
    ['an older format', (old) => ({ bytes: Buffer.from(old).fill(0, 4, 5) })],
    ['a gzip bomb', (old) => bomb(old, 200 * MB)],
    ['a gzip bomb that hides its size from the manifest', (old) => ({ ...bomb(old, 200 * MB), raw: 5000 })],
    ['a gzip bomb that hides its size everywhere', (old) => bomb(old, 5000)],
    ['millions of empty lists', (old) => lists(old, 8_000_000)],
    ['rows of a kind there is not', (old) => rowsOf('Toaster', old)],
    ['rows of another kind', (old) => rowsOf('Datastore', old)],
    ['a program for Python', () => ({ bytes: Buffer.from("cos\nsystem\n(S'touch /tmp/heapsphere-was-here'\ntR.") })],
  ])('reads a kind again of which a chunk is %s', async (_, make) => {
    await replaceChunk('HostSystem', make);
    await expectReadAgain('HostSystem', await chunksOf('HostSystem'));
  });

  it('reads a kind again whose chunks were evicted', async () => {
    const chunks = await chunksOf('VirtualMachine');
    const { key, manifest } = await manifestOf('VirtualMachine');
    await admin.unlink(...manifest.chunks.map(({ hash }) => chunkKeyBeside(key, hash)));
    // Templates come with the VMs, from vCenter as well.
    await expectReadAgain('VirtualMachine', chunks + (await chunksOf('Template')));
  });

  it.each<[string, (old: Manifest) => Uint8Array]>([
    ['garbage', () => randomBytes(500)],
    ['nothing', () => new Uint8Array()],
    ['text', () => Buffer.from('{"format":1}')],
    ['a chunk', () => encodeChunk('{}', 0, { codec: 'plain' }).bytes],
    ['another format', (old) => sealedManifest({ ...old, format: 0 })],
    ['wrong by the million', (old) => sealedManifest({ ...old, chunks: new Array(900_000).fill(0) })],
    ['about another kind', (old) => sealedManifest({ ...old, type: 'Datastore' })],
  ])('reads a kind again whose manifest is %s', async (_, make) => {
    const chunks = await chunksOf('HostSystem');
    const { key, manifest } = await manifestOf('HostSystem');
    await put(key, make(manifest));
    await expectReadAgain('HostSystem', chunks);
  });

  async function chunksOf(type: string): Promise<number> {
    return (await manifestOf(type)).manifest.chunks.length;
  }
});

const rowsIn = (chunk: Buffer) => chunk.readUInt32BE(8);
const rawBytesOf = (chunk: Buffer) => chunk.readUInt32BE(12);

/** A chunk of any body, whose header is right about it and says of the rest what the old one said. */
function sealed(body: Uint8Array, old: Buffer, rawBytes = rawBytesOf(old)): Uint8Array {
  const bytes = new Uint8Array(CHUNK_HEADER_BYTES + body.byteLength);
  bytes.set(body, CHUNK_HEADER_BYTES);
  const header = {
    codec: 'gzip',
    rows: rowsIn(old),
    rawBytes,
    storedBytes: body.byteLength,
    crc32: crc32(body),
  } as const;
  writeChunkHeader(bytes, header);
  return bytes;
}

/** Unpacks to 200 MB, whatever it claims. */
function bomb(old: Buffer, raw: number): { bytes: Uint8Array; raw: number } {
  return { bytes: sealed(BOMB, old, raw), raw };
}

function lists(old: Buffer, count: number): { bytes: Uint8Array; raw: number } {
  const json = `{"type":"HostSystem","refs":[],"columns":{"name":[${'[],'.repeat(count - 1)}[]]}}`;
  const { bytes, rawBytes } = encodeChunk(json, rowsIn(old), { codec: 'gzip', level: 1 });
  return { bytes, raw: rawBytes };
}

function rowsOf(type: string, old: Buffer): { bytes: Uint8Array; raw: number } {
  const refs = Array.from({ length: rowsIn(old) }, (_, row) => `${type}:${row}`);
  const { bytes, rawBytes } = encodeChunk(JSON.stringify({ type, refs, columns: {} }), refs.length, { codec: 'plain' });
  return { bytes, raw: rawBytes };
}

function sealedManifest(content: object): Uint8Array {
  return encodeChunk(JSON.stringify(content), 1, { codec: 'gzip', level: 6 }, MANIFEST_MAGIC).bytes;
}
