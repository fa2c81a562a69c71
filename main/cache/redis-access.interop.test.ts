import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type RedisServer, startRedis } from '../../e2e/fixtures/servers/redis.ts';
import { requireTools } from '../../e2e/fixtures/servers/required-tools.ts';
import type { RedisStore } from './redis-store.ts';
import { connectedStore } from './redis-store-fixture.ts';

describe.runIf(requireTools('redis'))('the rights that Redis is asked for', () => {
  let server: RedisServer;
  let admin: Redis;
  /** As the advice for NOPERM has them. */
  const ADVISED = '~vmo:* +@read +@write +@connection +info +eval +scan'.split(' ');

  beforeAll(async () => {
    server = await startRedis();
    admin = new Redis(server.url);
  });
  afterAll(async () => {
    admin?.disconnect();
    await server?.close();
  });

  /** A user of its own with the advised rights and changes to them. */
  async function storeOf(name: string, ...changes: readonly string[]): Promise<RedisStore> {
    await admin.call('ACL', 'SETUSER', name, 'reset', 'on', '>pass', ...ADVISED, ...changes);
    const store = connectedStore(`redis://${name}:pass@127.0.0.1:${server.port}`);
    onTestFinished(() => store.close());
    return store;
  }

  it('are enough, and named in the advice as they are', async () => {
    const store = await storeOf('enough');
    await store.set('vmo:a', Uint8Array.of(1), 60_000);
    expect(await store.get('vmo:a')).toEqual(Uint8Array.of(1));
    expect(await store.touch('vmo:a', 60_000)).toBe(true);
    expect(await store.list('vmo:')).toHaveLength(1);
    expect(await store.lock('vmo:lock', 'one', 60_000)).toBe(true);
    expect(await store.lock('vmo:lock', 'one', 60_000)).toBe(true);
    await store.unlock('vmo:lock', 'one');
    expect(await store.lock('vmo:lock', 'two', 60_000)).toBe(true);
    await store.unlock('vmo:lock', 'two');
    await store.delete(['vmo:a']);
    expect((await store.info()).memory.version).toMatch(/^\d+\./);
    const refused: unknown = await store.get('foreign').catch((error: unknown) => error);
    expect(refused).toMatchObject({ action: expect.stringContaining('~vmo:*') });
    for (const right of ADVISED) expect(String((refused as { action: string }).action)).toContain(right);
  });

  it.each<[string, string, (store: RedisStore) => Promise<unknown>]>([
    ['to read', '-@read', (store) => store.get('vmo:a')],
    ['to write', '-@write', (store) => store.set('vmo:a', Uint8Array.of(1), 60_000)],
    ['to run the lock', '-eval', (store) => store.lock('vmo:lock', 'one', 60_000)],
    ['to list', '-scan', (store) => store.list('vmo:')],
    ['to ask for its memory', '-info', (store) => store.info()],
    ['on our keys', 'resetkeys', (store) => store.get('vmo:a')],
  ])('are missed, in so many words, without that %s', async (_, change, call) => {
    const store = await storeOf('less', change);
    await expect(call(store)).rejects.toMatchObject({
      name: 'CacheError',
      message: expect.stringContaining('does not let this user'),
      action: expect.stringContaining('+@read +@write'),
    });
  });

  it('are not had with a wrong password, an unknown user, or none', async () => {
    await admin.call('ACL', 'SETUSER', 'known', 'reset', 'on', '>pass', ...ADVISED);
    const locked = await startRedis(['--requirepass', 'right']);
    onTestFinished(() => locked.close());
    for (const [url, says] of [
      [`redis://known:hunter2@127.0.0.1:${server.port}`, 'refuses user or password'],
      [`redis://unknown:hunter2@127.0.0.1:${server.port}`, 'refuses user or password'],
      [`redis://:hunter2@127.0.0.1:${locked.port}`, 'refuses user or password'],
      [locked.url, 'asks for a password'],
    ] as const) {
      const store = connectedStore(url);
      const error: unknown = await store.get('vmo:a').catch((reason: unknown) => reason);
      await store.close();
      expect(error).toMatchObject({ message: expect.stringContaining(says), unreachable: true });
      expect(`${error} ${JSON.stringify(error)}`).not.toContain('hunter2');
    }
  });
});
