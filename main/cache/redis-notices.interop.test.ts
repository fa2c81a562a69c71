import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RedisServer, startRedis } from '../../e2e/fixtures/servers/redis.ts';
import { requireTools } from '../../e2e/fixtures/servers/required-tools.ts';
import { noticesKey } from './cache-keys.ts';
import type { ChangeNotice } from './change-notices.ts';
import type { RedisNotices } from './redis-notices.ts';
import { noticesAt, TEAM_SECRET } from './redis-notices-fixture.ts';

const WAIT = { timeout: 20_000, interval: 20 };

function notice(rowsSince: number): ChangeNotice {
  return { namespace: 'estate', scope: 'all', rowsSince };
}

describe.runIf(requireTools('redis'))('notices of new rows', () => {
  let server: RedisServer;
  let admin: Redis;
  beforeAll(async () => {
    server = await startRedis();
    admin = new Redis(server.url);
  });
  afterAll(async () => {
    admin?.disconnect();
    await server?.close();
  });
  beforeEach(async () => void (await admin.flushall()));

  const board = (secret?: string) => noticesAt(server.url, secret === undefined ? {} : { secret });

  /** Follows; resolves once its first question waits at the server. */
  async function followed(following: RedisNotices): Promise<{ heard: ChangeNotice[]; stop: () => Promise<void> }> {
    const heard: ChangeNotice[] = [];
    const stop = following.follow((one) => void heard.push(one));
    await expect.poll(() => blocked(), WAIT).toBe(1);
    return { heard, stop };
  }

  const blocked = async () => Number(/blocked_clients:(\d+)/.exec(await admin.info('clients'))?.[1]);

  it('reach those who follow, from the moment they do, and nobody with another secret', async () => {
    const writer = board();
    await writer.publish(notice(1));
    await board('a secret of another team').publish(notice(2));
    const { heard } = await followed(board());
    await writer.publish(notice(3));
    await writer.publish(notice(4));
    await expect.poll(() => heard, WAIT).toEqual([notice(3), notice(4)]);
  });

  it('that came while a follower was cut off are told when it is back', async () => {
    const { heard } = await followed(board());
    const writer = board();
    await writer.publish(notice(1));
    await expect.poll(() => heard, WAIT).toHaveLength(1);
    // Cut off and told in one breath: it cannot be back in between.
    const told = ['namespace', 'estate', 'scope', 'all', 'rowsSince', '2'];
    await admin
      .pipeline()
      .call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes')
      .xadd(noticesKey(TEAM_SECRET), '*', ...told)
      .exec();
    await expect.poll(() => heard, WAIT).toEqual([notice(1), notice(2)]);
  });

  it('that are not understood are passed over', async () => {
    const { heard } = await followed(board());
    await admin.xadd(noticesKey(TEAM_SECRET), '*', 'namespace', 'estate', 'rowsSince', 'yesterday');
    await admin.xadd(noticesKey(TEAM_SECRET), '*', 'hello', 'world');
    await board().publish(notice(5));
    await expect.poll(() => heard, WAIT).toEqual([notice(5)]);
  });

  it('are kept for a while and capped, and need no more rights than the cache does', async () => {
    await admin.call('ACL', 'SETUSER', 'team', 'reset', 'on', '>pass', '~vmo:*', '+@read', '+@write', '+@connection');
    const limited = noticesAt(`redis://team:pass@127.0.0.1:${server.port}`);
    const { heard } = await followed(limited);
    const filler = admin.pipeline();
    for (let at = 0; at < 10_300; at += 1) filler.xadd(noticesKey(TEAM_SECRET), '*', 'hello', 'world');
    await filler.exec();
    await limited.publish(notice(6));
    await expect.poll(() => heard, WAIT).toEqual([notice(6)]);
    expect(await admin.xlen(noticesKey(TEAM_SECRET))).toBeLessThan(10_200);
    expect(await admin.pttl(noticesKey(TEAM_SECRET))).toBeGreaterThan(6 * 24 * 3_600_000);
  });

  it('end with their follower at once, and say what keeps them from being written', async () => {
    const { stop } = await followed(noticesAt(server.url, { blockMs: 60_000 }));
    await stop();
    await expect.poll(() => blocked(), WAIT).toBe(0);
    const away = noticesAt('redis://127.0.0.1:1');
    await expect(away.publish(notice(7))).rejects.toMatchObject({
      name: 'CacheError',
      message: 'Redis at 127.0.0.1:1 refuses the connection.',
    });
  });
});
