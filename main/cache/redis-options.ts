import type { ClusterNode, ClusterOptions, RedisOptions } from 'ioredis';
import { HeapsphereError } from '../../shared/errors.ts';
import type { Settings } from '../../shared/settings.ts';

/** Options of a client; replies keep their classic shapes. */
type ClientOptions = Omit<RedisOptions, 'replyMapping'>;

/** How to reach Redis: one server, a cluster by some of its nodes, or what a group of sentinels watches. */
export type RedisTarget =
  | { readonly kind: 'single'; readonly options: ClientOptions; readonly location: string }
  | {
      readonly kind: 'cluster';
      readonly nodes: ClusterNode[];
      readonly options: Omit<ClusterOptions, 'redisOptions'> & {
        readonly redisOptions: Omit<NonNullable<ClusterOptions['redisOptions']>, 'replyMapping'>;
      };
      readonly location: string;
    };

const DEFAULT_PORT = 6379;
const SENTINEL_PORT = 26_379;
/** A cache that answers later than this is slower than asking vCenter. */
export const COMMAND_TIMEOUT_MS = 1000;
const CONNECT_TIMEOUT_MS = 1500;
/** Longest wait for a first connection that can be used. */
export const FIRST_CONNECT_MS = 2000;
const LONGEST_RETRY_MS = 5000;

/** Commands fail at once while Redis is away: queued ones would pile up in our own heap. */
const COMMON: ClientOptions = {
  lazyConnect: true,
  enableOfflineQueue: false,
  // A server that is not ready says why in answer to a command; the check would wait for it instead.
  enableReadyCheck: false,
  maxRetriesPerRequest: 1,
  commandTimeout: COMMAND_TIMEOUT_MS,
  connectTimeout: CONNECT_TIMEOUT_MS,
  connectionName: 'heapsphere',
  retryStrategy: (times) => Math.min(LONGEST_RETRY_MS, 100 * 2 ** Math.min(times, 10)) + Math.random() * 200,
};

type RedisSettings = Pick<
  Settings,
  'redisUrl' | 'redisHost' | 'redisPort' | 'redisDb' | 'redisUsername' | 'redisPassword'
>;

/**
 * Where to cache, by the settings; undefined: in the embedded store. REDIS_URL beats REDIS_HOST. Forms of the URL:
 * redis[s]://[user:password@]host[:port][/db], redis[s]-cluster://[user:password@]host[:port],host[:port]...,
 * redis[s]-sentinel://[user:password@]host[:port],host[:port].../NAME[/db]. Throws `usage` without repeating the URL.
 */
export function redisTarget(settings: RedisSettings): RedisTarget | undefined {
  if (settings.redisUrl !== undefined) return redisTargetOf(settings.redisUrl, CACHE_URL);
  const { redisHost: host, redisPort: port, redisDb: db, redisUsername: username, redisPassword: password } = settings;
  if (host === undefined) return undefined;
  return {
    kind: 'single',
    location: placeOf({ host, port }),
    options: { ...COMMON, host, port, db, ...(username ? { username } : {}), ...(password ? { password } : {}) },
  };
}

/** The setting that a URL is from, for messages. */
export interface UrlSetting {
  readonly name: string;
  readonly field: string;
}

const CACHE_URL: UrlSetting = { name: 'REDIS_URL', field: 'redisUrl' };

/** The place that a URL of these forms names. Throws `usage` naming the setting, without repeating the URL. */
export function redisTargetOf(url: string, setting: UrlSetting): RedisTarget {
  try {
    return parsedUrl(url);
  } catch (error) {
    if (error instanceof BadUrl) throw badUrl(error.message, setting);
    throw error;
  }
}

function parsedUrl(url: string): RedisTarget {
  const [, scheme = '', tls, form, userInfo, hosts = '', path = ''] =
    /^(redis(s?)(?:-(cluster|sentinel))?):\/\/(?:([^@/]*)@)?([^@/?#]+)(\/[^?#]*)?$/.exec(url) ?? [];
  if (scheme === '') throw new BadUrl('it has another form');
  const [user = '', ...rest] = (userInfo ?? '').split(':');
  const shared: ClientOptions = {
    ...COMMON,
    ...(user === '' ? {} : { username: decode(user) }),
    ...(rest.length === 0 ? {} : { password: decode(rest.join(':')) }),
    ...(tls ? { tls: {} } : {}),
  };
  const nodes = hosts.split(',').map((host) => nodeOf(host, form === 'sentinel' ? SENTINEL_PORT : DEFAULT_PORT));
  const parts = path.split('/').filter((part) => part !== '');
  if (form === 'cluster') {
    if (parts.length > 0) throw new BadUrl('a cluster has no database number');
    const location = `cluster of ${nodes.map(placeOf).join(', ')}`;
    return { kind: 'cluster', nodes, location, options: clusterOptions(shared) };
  }
  if (form === 'sentinel') {
    const [name, db, ...more] = parts;
    if (name === undefined || more.length > 0) throw new BadUrl('it does not name what the sentinels watch');
    const sentinel: ClientOptions = {
      sentinels: nodes,
      name: decode(name),
      // Tells a primary from a replica that was one.
      enableReadyCheck: true,
      ...(tls ? { enableTLSForSentinelMode: true, sentinelTLS: {} } : {}),
    };
    return {
      kind: 'single',
      location: `${decode(name)} behind sentinels`,
      options: { ...shared, ...sentinel, db: numberOf(db) },
    };
  }
  const [node, ...others] = nodes;
  if (node === undefined || others.length > 0 || parts.length > 1)
    throw new BadUrl('redis:// takes one host and one database');
  return {
    kind: 'single',
    location: placeOf(node),
    options: { ...shared, ...node, db: numberOf(parts[0]) },
  };
}

function clusterOptions(redisOptions: ClientOptions): Extract<RedisTarget, { kind: 'cluster' }>['options'] {
  const { lazyConnect, enableOfflineQueue, retryStrategy, ...perNode } = redisOptions;
  return {
    lazyConnect: true,
    enableOfflineQueue: false,
    redisOptions: perNode,
    slotsRefreshTimeout: COMMAND_TIMEOUT_MS,
    retryDelayOnClusterDown: 0,
    clusterRetryStrategy: (times) => Math.min(LONGEST_RETRY_MS, 100 * 2 ** Math.min(times, 10)),
  };
}

function placeOf({ host, port }: { readonly host: string; readonly port: number }): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

function nodeOf(text: string, defaultPort: number): { host: string; port: number } {
  const [, host, port] = /^(\[[0-9a-f:.]+\]|[^:[\]]+)(?::(\d{1,5}))?$/i.exec(text) ?? [];
  const number = port === undefined ? defaultPort : Number(port);
  if (host === undefined || number < 1 || number > 65_535) throw new BadUrl('a host or port is not one');
  return { host: host.replace(/^\[|\]$/g, ''), port: number };
}

function numberOf(db: string | undefined): number {
  if (db === undefined) return 0;
  if (!/^\d{1,5}$/.test(db)) throw new BadUrl('the database is not a number');
  return Number(db);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new BadUrl('a part of it is not percent-encoded correctly');
  }
}

/** Why a URL is not understood, as the second half of a sentence. */
class BadUrl extends Error {}

function badUrl(why: string, { name, field }: UrlSetting): HeapsphereError {
  return new HeapsphereError({
    code: 'usage',
    message: `${name} (not shown) is not understood: ${why}.`,
    action:
      'Allowed: redis://[user:password@]host[:port][/db], rediss:// for TLS, redis-cluster://host,host and redis-sentinel://host,host/NAME.',
    field,
  });
}
