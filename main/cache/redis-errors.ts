import { CacheError } from './cache-store.ts';

interface Explanation {
  readonly says: string;
  readonly action: string;
  /** Every other command would fail in the same way. */
  readonly unreachable?: boolean;
}

/** By the error code that Redis puts before its message, as its protocol has it. */
const BY_CODE: Readonly<Record<string, Explanation>> = {
  WRONGPASS: {
    says: 'refuses user or password',
    action: 'Check REDIS_URL, or REDIS_USERNAME and REDIS_PASSWORD.',
    unreachable: true,
  },
  NOAUTH: { says: 'asks for a password', action: 'Set REDIS_PASSWORD, or put it into REDIS_URL.', unreachable: true },
  NOPERM: {
    says: 'does not let this user run a command',
    action: 'Give the ACL user +@read +@write +@connection +info +eval +scan on ~vmo:*.',
  },
  READONLY: { says: 'is a read-only replica', action: 'Point the settings at the primary.' },
  LOADING: {
    says: 'is still loading its data',
    action: 'Wait a moment; the next collection tries again.',
    unreachable: true,
  },
  OOM: {
    says: 'has reached its memory limit and takes no more writes',
    action: 'Raise maxmemory, or choose an eviction policy such as volatile-ttl.',
  },
  MISCONF: { says: 'cannot save to its disk and takes no writes', action: 'Look into the Redis log for the reason.' },
  CLUSTERDOWN: {
    says: 'is a cluster that is down',
    action: 'Look at CLUSTER INFO on one of its nodes.',
    unreachable: true,
  },
  MASTERDOWN: {
    says: 'has lost its primary',
    action: 'Wait for the failover, or look at the sentinels.',
    unreachable: true,
  },
  WRONGTYPE: {
    says: 'holds something else under one of our keys',
    action: 'Delete the keys that begin with vmo: and are not strings.',
  },
};

const BY_SYSTEM_CODE: Readonly<Record<string, Explanation>> = {
  ECONNREFUSED: {
    says: 'refuses the connection',
    action: 'Check host and port, and that Redis runs.',
    unreachable: true,
  },
  ENOTFOUND: {
    says: 'has no address: the name is not known to DNS',
    action: 'Check the spelling of the host.',
    unreachable: true,
  },
  ETIMEDOUT: { says: 'did not answer in time', action: 'Check network and firewall.', unreachable: true },
  ECONNRESET: { says: 'closed the connection', action: 'Check that Redis runs.', unreachable: true },
};

const SLOW: Explanation = {
  says: 'did not answer within a second',
  action: 'A cache that slow is worse than none; check its load and the network.',
  unreachable: true,
};
const AWAY: Explanation = {
  says: 'is not connected',
  action: 'Check that Redis runs; the connection comes back by itself.',
  unreachable: true,
};

/** What is known besides the error itself. */
export interface RedisCircumstances {
  readonly location: string;
  /** Explains the errors of a client that is not connected. */
  readonly lastConnectError: Error | undefined;
  /** Whether the command took as long as commands may take: the client's time-out has no type of its own. */
  readonly timedOut: boolean;
}

/** What an error of ioredis means, as a CacheError. */
export function redisError(error: unknown, { location, lastConnectError, timedOut }: RedisCircumstances): CacheError {
  const { says, action, unreachable } = explain(error) ?? (timedOut ? SLOW : (explain(lastConnectError) ?? AWAY));
  return new CacheError(`Redis at ${location} ${says}.`, action, unreachable ?? false, { cause: error });
}

function explain(error: unknown): Explanation | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as NodeJS.ErrnoException;
  if (code !== undefined && BY_SYSTEM_CODE[code]) return BY_SYSTEM_CODE[code];
  // A reply error's message is what the server sent: its code, then words.
  if (error.name === 'ReplyError') {
    const [replyCode = ''] = error.message.split(' ', 1);
    return (
      BY_CODE[replyCode] ?? {
        says: `answered with ${replyCode.slice(0, 40)}`,
        action: 'Look into the Redis log for the reason.',
      }
    );
  }
  return undefined;
}
