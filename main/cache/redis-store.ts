import { Cluster, Redis } from 'ioredis';
import type { CacheInfo } from '../../shared/cache-view.ts';
import { type CacheStore, MOST_LISTED, type StoredKey, type StoreInfo } from './cache-store.ts';
import { redisError } from './redis-errors.ts';
import { COMMAND_TIMEOUT_MS, type RedisTarget } from './redis-options.ts';

const SCAN_COUNT = 500;

/** Takes the lock, or renews it for its holder. */
const LOCK = `if redis.call('set', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return 1 end
if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('pexpire', KEYS[1], ARGV[2]) end
return 0`;
/** Deletes the lock of its holder only: it may have expired and been taken by somebody else. */
const UNLOCK = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0`;

/** A cache in Redis or Valkey: one server, a cluster, or what sentinels watch. */
export class RedisStore implements CacheStore {
  readonly #target: RedisTarget;
  readonly #client: Redis | Cluster;
  /** Settles once the first attempt to connect has an end, whichever. */
  readonly #firstAttempt: Promise<void>;
  #lastConnectError: Error | undefined;

  constructor(target: RedisTarget) {
    this.#target = target;
    this.#client = connectTo(target);
    this.#client.on('error', (error: Error) => {
      this.#lastConnectError = error;
    });
    this.#client.on('ready', () => {
      this.#lastConnectError = undefined;
    });
    this.#firstAttempt = this.#client.connect().then(
      () => {},
      (error: Error) => {
        this.#lastConnectError ??= error;
      },
    );
  }

  async get(key: string): Promise<Uint8Array | undefined> {
    return (await this.#run((client) => client.getBuffer(key))) ?? undefined;
  }

  async set(key: string, value: Uint8Array, ttlMs: number): Promise<void> {
    const buffer = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    await this.#run((client) => client.set(key, buffer, 'PX', Math.ceil(ttlMs)));
  }

  async touch(key: string, ttlMs: number): Promise<boolean> {
    return (await this.#run((client) => client.pexpire(key, Math.ceil(ttlMs)))) === 1;
  }

  async delete(keys: readonly string[]): Promise<void> {
    // One by one: the keys of a request may lie in several slots of a cluster.
    await this.#run((client) => Promise.all(keys.map((key) => client.unlink(key))));
  }

  async list(prefix: string): Promise<readonly StoredKey[]> {
    const found = new Set<string>();
    await this.#run(async (client) => {
      const nodes = client instanceof Cluster ? client.nodes('master') : [client];
      for (const node of nodes) await scan(node, `${escapeGlob(prefix)}*`, found);
    });
    const keys = [...found];
    const lives = await this.#run((client) => Promise.all(keys.map((key) => client.pttl(key))));
    const now = Date.now();
    // One that went in between has no life left.
    return keys
      .map((key, index) => ({ key, expiresAt: now + Math.max(0, lives[index] ?? 0) }))
      .filter(({ expiresAt }) => expiresAt > now);
  }

  async lock(key: string, token: string, ttlMs: number): Promise<boolean> {
    return (await this.#run((client) => client.eval(LOCK, 1, key, token, String(Math.ceil(ttlMs))))) === 1;
  }

  async unlock(key: string, token: string): Promise<void> {
    await this.#run((client) => client.eval(UNLOCK, 1, key, token));
  }

  async info(): Promise<StoreInfo> {
    const { location } = this.#target;
    const text = await this.#run((client) => (client instanceof Cluster ? firstMaster(client) : client).info());
    return { backend: 'redis', location, memory: memoryOf(text) };
  }

  async close(): Promise<void> {
    this.#client.disconnect();
    await this.#firstAttempt;
  }

  async #run<T>(command: (client: Redis | Cluster) => Promise<T>): Promise<T> {
    await this.#firstAttempt;
    const since = performance.now();
    try {
      return await command(this.#client);
    } catch (error) {
      throw redisError(error, {
        location: this.#target.location,
        lastConnectError: this.#lastConnectError,
        timedOut: performance.now() - since >= COMMAND_TIMEOUT_MS,
      });
    }
  }
}

function connectTo(target: RedisTarget): Redis | Cluster {
  return target.kind === 'cluster' ? new Cluster([...target.nodes], target.options) : new Redis(target.options);
}

async function scan(node: Redis, pattern: string, found: Set<string>): Promise<void> {
  let cursor = '0';
  do {
    const [next, keys] = await node.scan(cursor, 'MATCH', pattern, 'COUNT', SCAN_COUNT);
    for (const key of keys) found.add(key);
    cursor = next;
  } while (cursor !== '0' && found.size < MOST_LISTED);
}

function firstMaster(cluster: Cluster): Redis {
  const [node] = cluster.nodes('master');
  if (node === undefined) throw new Error('the cluster has no primary');
  return node;
}

function escapeGlob(text: string): string {
  return text.replaceAll(/[\\*?[\]^]/g, (character) => `\\${character}`);
}

/** What an operator wants to know of INFO's answer, which is lines of name:value. */
function memoryOf(info: string): CacheInfo['memory'] {
  const fields = new Map(
    info.split(/\r?\n/).map((line) => [line.split(':', 1)[0] ?? '', line.slice(line.indexOf(':') + 1)]),
  );
  const numberOf = (name: string): number | undefined => {
    const value = Number(fields.get(name) ?? Number.NaN);
    return Number.isFinite(value) ? value : undefined;
  };
  const usedBytes = numberOf('used_memory');
  const maxBytes = numberOf('maxmemory');
  const policy = fields.get('maxmemory_policy');
  const version = fields.get('valkey_version') ?? fields.get('redis_version');
  return {
    ...(usedBytes === undefined ? {} : { usedBytes }),
    ...(maxBytes === undefined || maxBytes === 0 ? {} : { maxBytes }),
    ...(policy === undefined ? {} : { policy }),
    ...(version === undefined ? {} : { version }),
  };
}
