import { resolveSettings } from '../settings/resolve.ts';
import { redisTarget } from './redis-options.ts';
import { RedisStore } from './redis-store.ts';

/** A store at a URL, understood as the setting is. */
export function connectedStore(redisUrl: string): RedisStore {
  const target = redisTarget(resolveSettings({ commandLine: { redisUrl } }).settings);
  if (!target) throw new Error('the URL names no Redis');
  return new RedisStore(target);
}
