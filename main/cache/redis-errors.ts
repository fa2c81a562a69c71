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
    action: 'Give the ACL user +@read +@write +@connection +info +eval +scan on ~vmo:*, and +cluster for a cluster.',
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

const UNTRUSTED: Explanation = {
  says: 'shows a certificate that is not trusted here',
  action: 'Have the operating system trust its issuer, or name the issuer with NODE_EXTRA_CA_CERTS.',
  unreachable: true,
};
const NOT_VALID: Explanation = {
  says: 'shows a certificate that is not valid at this time',
  action: 'Renew the certificate, or set the clock right.',
  unreachable: true,
};
const NO_TLS: Explanation = {
  says: 'does not speak TLS on this port',
  action: 'Use redis:// instead of rediss://, or the port that Redis has for TLS.',
  unreachable: true,
};
const UNROUTABLE: Explanation = {
  says: 'cannot be reached from here',
  action: 'Check network, VPN and firewall.',
  unreachable: true,
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
  ECONNRESET: {
    says: 'closed the connection',
    action: 'Check that Redis runs, and that this port does not want TLS.',
    unreachable: true,
  },
  EAI_AGAIN: { says: 'has no address: DNS did not answer', action: 'Check DNS and network.', unreachable: true },
  EHOSTUNREACH: UNROUTABLE,
  ENETUNREACH: UNROUTABLE,
  DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
  SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
  CERT_HAS_EXPIRED: NOT_VALID,
  CERT_NOT_YET_VALID: NOT_VALID,
  ERR_TLS_CERT_ALTNAME_INVALID: {
    says: 'shows a certificate for another name',
    action: 'Use the host name that the certificate is for.',
    unreachable: true,
  },
  EPROTO: NO_TLS,
  ERR_SSL_WRONG_VERSION_NUMBER: NO_TLS,
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

/** Errors that have neither code nor type: by what their message begins with. */
const BY_MESSAGE: readonly (readonly [start: string, explanation: Explanation])[] = [
  [
    'ERR DB index is out of range',
    {
      says: 'has no database of that number',
      action: 'Check REDIS_DB, or the number at the end of REDIS_URL.',
      unreachable: true,
    },
  ],
  [
    'ERR This instance has cluster support disabled',
    { says: 'is no cluster', action: 'Use redis:// instead of redis-cluster://.', unreachable: true },
  ],
  ['Command timed out', SLOW],
  [
    'All sentinels are unreachable',
    {
      says: 'cannot be found: no sentinel names its primary',
      action: 'Check the hosts and ports of the sentinels, and the name they watch it by.',
      unreachable: true,
    },
  ],
];

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

/** What an error of ioredis says of the server, and what to do; undefined for one that is not known. */
export function explainRedis(error: unknown): Pick<Explanation, 'says' | 'action'> | undefined {
  return explain(error);
}

function explain(error: unknown): Explanation | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, lastNodeError } = error as NodeJS.ErrnoException & { readonly lastNodeError?: unknown };
  // A cluster of which no node answers as it should.
  if (lastNodeError !== undefined) return explain(lastNodeError);
  if (code !== undefined && BY_SYSTEM_CODE[code]) return BY_SYSTEM_CODE[code];
  const byMessage = BY_MESSAGE.find(([start]) => error.message.startsWith(start))?.[1];
  if (byMessage || error.name !== 'ReplyError') return byMessage;
  // A reply error's message is what the server sent: its code, then words.
  const [replyCode = ''] = error.message.split(' ', 1);
  return (
    BY_CODE[replyCode] ?? {
      says: `answered with ${replyCode.slice(0, 40)}`,
      action: 'Look into the Redis log for the reason.',
    }
  );
}
