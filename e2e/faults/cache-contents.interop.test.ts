import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeChunk, unpack } from '../../main/cache/chunk-codec.ts';
import { decodeManifest } from '../../main/cache/manifest.ts';
import { type DemoVcenter, startDemoVcenter } from '../../main/demo/demo-vcenter.ts';
import { CHUNK_MAGIC, MANIFEST_MAGIC, readChunkHeader } from '../../shared/chunk.ts';
import type { ColumnBatch } from '../../shared/inventory.ts';
import { type RedisServer, startRedis } from '../fixtures/servers/redis.ts';
import { requireTools } from '../fixtures/servers/required-tools.ts';
import { collect, expectWhole } from './cached-collection-fixture.ts';

const LOGIN = { user: 'operator-Zq6w@vsphere.local', password: 'Correct-Horse-Zq6w' };
const SECRET = 'secret-of-the-team-Zq6w';
const DAY_MS = 24 * 60 * 60 * 1000;
const SERVER_MAGIC = 0x48535331;

describe.runIf(requireTools('redis'))('what a collection leaves in Redis', () => {
  let demo: DemoVcenter;
  let server: RedisServer;
  let admin: Redis;
  beforeAll(async () => {
    demo = await startDemoVcenter({ vms: 300, seed: 9, ...LOGIN });
    server = await startRedis(['--requirepass', 'password-of-redis-Zq6w']);
    admin = new Redis(server.url, { password: 'password-of-redis-Zq6w' });
  });
  afterAll(async () => {
    admin?.disconnect();
    await Promise.all([server?.close(), demo?.close()]);
  });

  /** What other dashboards are told on the stream: no secret, and not for ever. */
  async function expectNotices(key: string): Promise<void> {
    expect(key).toMatch(/^vmo:\{[\w-]{22}\}:v1:log$/);
    const life = await admin.pttl(key);
    expect(life).toBeGreaterThan(6 * DAY_MS);
    expect(life).toBeLessThanOrEqual(7 * DAY_MS);
    const told = JSON.stringify(await admin.xrange(key, '-', '+'));
    expect(told).toContain('rowsSince');
    expect(told).not.toContain('Zq6w');
    expect(told).not.toContain('password-of-redis');
  }

  it.each([
    ['gzip', { cacheCodec: 'gzip' }],
    ['zstd', { cacheCodec: 'zstd' }],
    ['plain', { compressResults: 'off' }],
  ])('lives for a while, is in our format (%s), holds the rows as they came, and no secret', async (codec, texts) => {
    await admin.flushall();
    const collected: ColumnBatch[] = [];
    const redis = { redisHost: '127.0.0.1', redisPort: String(server.port), redisPassword: 'password-of-redis-Zq6w' };
    const state = await collect(demo, {
      texts: { ...texts, ...redis, cacheSecret: SECRET, cacheExpiry: '600' },
      onBatch: (batch) => void collected.push(batch),
    });
    expectWhole(state, demo);
    expect(state.cache).toMatchObject({ state: 'in use', written: state.chunks });

    const all = await admin.keys('*');
    const [notices = '', ...noMore] = all.filter((key) => key.endsWith(':log'));
    expect(noMore).toEqual([]);
    await expectNotices(notices);
    const keys = all.filter((key) => key !== notices);
    const stored: ColumnBatch[] = [];
    const listed = new Map<string, number>();
    const magics: number[] = [];
    for (const key of keys) {
      expect(key).toMatch(/^vmo:\{[\w-]{22}\}:v1:(man:\w+:[\w-]+|chk:[\w-]{22}|srv)$/);
      const life = await admin.pttl(key);
      expect(life, key).toBeGreaterThan(7 * DAY_MS);
      expect(life, key).toBeLessThanOrEqual(7 * DAY_MS + 3 * 600_000);
      const bytes = await admin.getBuffer(key);
      if (!bytes) throw new Error(`${key} is gone`);
      const magic = bytes.readUInt32BE(0);
      magics.push(magic);
      const header = readChunkHeader(bytes, magic);
      if (magic === CHUNK_MAGIC) {
        expect(header.codec).toBe(codec);
        stored.push(decodeChunk(bytes));
      }
      if (magic === MANIFEST_MAGIC) {
        const manifest = decodeManifest(bytes);
        expect(manifest.codec).toBe(codec);
        for (const { hash, rows } of manifest.chunks) listed.set(hash, rows);
      }
      // Neither in what lies there, nor in what it unpacks to.
      for (const text of [key, bytes.toString('latin1'), unpack(bytes, header).toString('utf8')]) {
        for (const secret of [LOGIN.user, LOGIN.password, SECRET, 'password-of-redis', 'Zq6w'])
          expect(text.includes(secret), `${key} tells ${secret}`).toBe(false);
      }
    }
    expect(new Set(magics)).toEqual(new Set([CHUNK_MAGIC, MANIFEST_MAGIC, SERVER_MAGIC]));
    expect(magics.filter((magic) => magic === SERVER_MAGIC)).toHaveLength(1);
    // Every chunk is named by a manifest, and the other way round.
    expect(keys.filter((key) => key.includes(':chk:')).map((key) => key.split(':chk:')[1])).toEqual(
      expect.arrayContaining([...listed.keys()]),
    );
    expect(stored).toHaveLength(listed.size);
    expect(sorted(stored)).toEqual(sorted(collected));
    expect([...listed.values()].reduce((sum, rows) => sum + rows, 0)).toBe(state.rows);
    expect(JSON.stringify(state)).not.toContain(LOGIN.password);
  });
});

function sorted(batches: readonly ColumnBatch[]): ColumnBatch[] {
  return batches.toSorted((a, b) => (a.refs[0] ?? '').localeCompare(b.refs[0] ?? ''));
}
