import { Cluster, Redis } from 'ioredis';
import type { RedisTarget } from './redis-options.ts';

/** A client that connects when it is told to: see redis-options.ts. */
export function redisClient(target: RedisTarget): Redis | Cluster {
  return target.kind === 'cluster' ? new Cluster([...target.nodes], target.options) : new Redis(target.options);
}

/** The same place for commands that wait there for up to so many milliseconds, within which they are no sign of trouble. */
export function waitingUpTo(target: RedisTarget, milliseconds: number): RedisTarget {
  const limit = (commandTimeout: number | undefined) => ({ commandTimeout: milliseconds + (commandTimeout ?? 0) });
  if (target.kind === 'single') {
    return { ...target, options: { ...target.options, ...limit(target.options.commandTimeout) } };
  }
  const { redisOptions } = target.options;
  const options = { ...target.options, redisOptions: { ...redisOptions, ...limit(redisOptions.commandTimeout) } };
  return { ...target, options };
}
