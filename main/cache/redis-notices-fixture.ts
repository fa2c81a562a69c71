import { expect, onTestFinished } from 'vitest';
import type { ChangeNotice } from './change-notices.ts';
import { RedisNotices } from './redis-notices.ts';
import { redisTargetOf } from './redis-options.ts';

export const TEAM_SECRET = 'a secret of the team';

/** Notices at a URL, with short waits. Go with the test. */
export function noticesAt(url: string, { secret = TEAM_SECRET, blockMs = 300 } = {}): RedisNotices {
  const target = redisTargetOf(url, { name: 'REDIS_URL', field: 'redisUrl' });
  const notices = new RedisNotices(target, secret, { blockMs, retryMs: 20 });
  onTestFinished(() => notices.close());
  return notices;
}

/** One program tells and another one hears of it. */
export async function expectTold(url: string): Promise<void> {
  const heard = new Set<number>();
  noticesAt(url).follow(({ rowsSince }) => void heard.add(rowsSince));
  const writer = noticesAt(url);
  const notice: ChangeNotice = { namespace: 'estate', scope: 'all', rowsSince: 1 };
  // What is told before the follower has found its place is none of its business.
  await expect
    .poll(async () => {
      await writer.publish(notice);
      return heard.size;
    })
    .toBe(1);
}
