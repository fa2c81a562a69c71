import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type DemoVcenter, startDemoVcenter } from '../../main/demo/demo-vcenter.ts';
import type { CacheAmount, CacheEntry, CacheInfo } from '../../shared/cache-view.ts';
import { type RedisServer, startRedis } from '../fixtures/servers/redis.ts';
import { requireTools } from '../fixtures/servers/required-tools.ts';
import { CliHome, reportOf } from './cache-cli-fixture.ts';

const REDIS_PASSWORD = 'hunter2-of-redis';

describe.runIf(requireTools('redis'))('the cache commands', () => {
  let demo: DemoVcenter;
  let server: RedisServer;
  beforeAll(async () => {
    demo = await startDemoVcenter({ vms: 150, seed: 8 });
    server = await startRedis(['--requirepass', REDIS_PASSWORD, '--maxmemory', '32mb']);
  });
  afterAll(() => Promise.all([server?.close(), demo?.close()]));

  describe.each([
    ['the embedded store', () => ({}) as Record<string, string>],
    ['Redis', () => ({ REDIS_HOST: '127.0.0.1', REDIS_PORT: String(server.port), REDIS_PASSWORD })],
  ])('on %s', (where, settings) => {
    const embedded = where !== 'Redis';

    it('say what is there, list it, and clear it', async () => {
      const home = await CliHome.make(demo, settings());
      const collected = await home.collect();
      const info = async () => reportOf<CacheInfo>(await home.run(['cache', 'stats', '--json']));
      const before = await info();
      expect(before).toMatchObject({ state: 'ready', backend: embedded ? 'embedded' : 'redis' });
      expect(before.location).toBe(
        embedded ? `${home.folder}/.local/share/heapsphere/cache.db` : `127.0.0.1:${server.port}`,
      );
      expect(before.memory.usedBytes).toBeGreaterThan(collected.cache.storedBytes);
      expect(before.memory.maxBytes).toBe(embedded ? 512 * 1024 * 1024 : 32 * 1024 * 1024);
      expect(before.advice).toEqual(embedded ? [] : [expect.stringContaining('volatile-ttl')]);
      expect(before.entries.reduce((sum, { rows }) => sum + rows, 0)).toBe(collected.total);
      expect(before.entries.reduce((sum, { chunks }) => sum + chunks, 0)).toBe(collected.batches);

      const stats = await home.run(['cache', 'stats']);
      expect(stats).toMatchObject({ code: 0, stderr: '' });
      expect(stats.stdout).toContain(`backend   ${before.backend}, ${before.location}`);
      expect(stats.stdout).toMatch(/entries +14, \d+ rows/);

      const list = await home.run(['cache', 'list']);
      const lines = list.stdout.trim().split('\n');
      expect(lines).toHaveLength(before.entries.length);
      expect(lines.find((line) => line.startsWith('VMs'))).toMatch(/ 150 .+ just now .+fresh for (59|60) min/);
      const { entries } = reportOf<CacheInfo>(await home.run(['cache', 'list', '--json']));
      expect(byKind(entries)).toEqual(byKind(before.entries));
      for (const { expiresAt, freshUntil } of entries) expect(expiresAt).toBeGreaterThan(freshUntil);

      const some = reportOf<CacheAmount>(await home.run(['cache', 'clear', '--types', 'vm,host', '--json']));
      const chosen = before.entries.filter(({ type }) => type === 'VirtualMachine' || type === 'HostSystem');
      expect(some).toEqual({
        entries: 2,
        chunks: chosen.reduce((sum, { chunks }) => sum + chunks, 0),
        storedBytes: chosen.reduce((sum, { storedBytes }) => sum + storedBytes, 0),
      });
      expect((await info()).entries).toHaveLength(before.entries.length - 2);
      const again = await home.collect();
      // Templates are read together with the VMs.
      const templates = before.entries.find(({ type }) => type === 'Template')?.chunks ?? Number.NaN;
      expect(again.cache.hits).toBe(again.batches - some.chunks - templates);

      const all = await home.run(['cache', 'clear']);
      expect(all).toMatchObject({ code: 0, stderr: '' });
      expect(all.stdout).toMatch(/^Removed 14 entries, \d+ chunks, /);
      expect((await info()).entries).toEqual([]);
      if (embedded) expect((await info()).memory.usedBytes).toBe(0);
      expect((await home.run(['cache', 'list'])).stdout).toBe('Nothing is cached.\n');

      const said = [stats, list, all].map(({ stdout, stderr }) => stdout + stderr).join('');
      for (const secret of [REDIS_PASSWORD, demo.user]) expect(said).not.toContain(secret);
    });

    it('refuse a kind there is not', async () => {
      const home = await CliHome.make(demo, settings());
      const refused = await home.run(['cache', 'clear', '--types', 'toaster']);
      expect(refused.code).toBe(2);
      expect(refused.stderr).toContain('toaster');
    });
  });

  it('say that Redis is away: exit code 4, and never its password', async () => {
    const gone = await startRedis();
    onTestFinished(() => gone.close());
    await gone.close();
    const home = await CliHome.make(demo, { REDIS_URL: `redis://:${REDIS_PASSWORD}@127.0.0.1:${gone.port}` });
    for (const args of [['stats'], ['list', '--json'], ['clear']]) {
      const { code, stdout, stderr } = await home.run(['cache', ...args]);
      expect(code).toBe(4);
      expect(stderr).toContain(`Redis at 127.0.0.1:${gone.port} refuses the connection.`);
      expect(stdout + stderr).not.toContain(REDIS_PASSWORD);
    }
  });

  it('refuse a URL that is not one, without repeating it: exit code 2', async () => {
    const home = await CliHome.make(demo, { REDIS_URL: `redis://:${REDIS_PASSWORD}@host/words` });
    const { code, stdout, stderr } = await home.run(['cache', 'stats']);
    expect(code).toBe(2);
    expect(stderr).toContain('REDIS_URL');
    expect(stdout + stderr).not.toContain(REDIS_PASSWORD);
  });
});

/** Without the moment they expire at, which Redis tells as a time from now on. */
function byKind(entries: readonly CacheEntry[]): Omit<CacheEntry, 'expiresAt'>[] {
  return entries.map(({ expiresAt: _, ...entry }) => entry).toSorted((a, b) => a.type.localeCompare(b.type));
}
