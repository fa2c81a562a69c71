import { Cluster, type Redis } from 'ioredis';
import type { CacheInfo } from '../../shared/cache-view.ts';
import { type CacheStore, MOST_LISTED, type StoredKey, type StoreInfo } from './cache-store.ts';
import { redisClient } from './redis-client.ts';
import { redisError } from './redis-errors.ts';
import { COMMAND_TIMEOUT_MS, FIRST_CONNECT_MS, type RedisTarget } from './redis-options.ts';

const SCAN_COUNT = 500;
const COMMANDS_AT_ONCE = 500;

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
  /** Settles once the first attempt to connect has an end, whichever, or has taken too long. */
  readonly #firstAttempt: Promise<void>;
  #lastConnectError: Error | undefined;
  /** Why this server cannot be used at all. */
  #refusal: Error | undefined;

  constructor(target: RedisTarget) {
    this.#target = target;
    this.#client = redisClient(target);
    const { promise: failed, resolve: fail } = Promise.withResolvers<void>();
    this.#client.on('error', (error: Error & { readonly command?: { readonly name: string } }) => {
      this.#lastConnectError = error;
      if (error.command?.name === 'select') {
        // The client would go on in database 0, which may be somebody else's.
        this.#refusal = error;
        this.#client.disconnect();
      }
      fail();
    });
    this.#client.on('ready', () => {
      this.#lastConnectError = undefined;
    });
    const attempt = this.#client.connect().catch((error: Error) => {
      this.#lastConnectError ??= error;
    });
    // Sentinels that are away and a cluster that is down are tried again and again: that attempt has no end to wait for.
    this.#firstAttempt = settledWithin(FIRST_CONNECT_MS, Promise.race([attempt, failed]));
  }

  async get(key: string): Promise<Uint8Array | undefined> {
    const value = await this.#run((client) => client.getBuffer(key));
    // The client hands out a view of all that the socket read; whoever keeps or sends it would keep or send all of that.
    return value === null ? undefined : new Uint8Array(value);
  }

  async set(key: string, value: Uint8Array, ttlMs: number): Promise<void> {
    const buffer = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    await this.#run((client) => client.set(key, buffer, 'PX', Math.ceil(ttlMs)));
  }

  async touch(key: string, ttlMs: number): Promise<boolean> {
    return (await this.#run((client) => client.pexpire(key, Math.ceil(ttlMs)))) === 1;
  }

  async delete(keys: readonly string[]): Promise<void> {
    await this.#forEach(keys, (client, key) => client.unlink(key));
  }

  async list(prefix: string, containing = ''): Promise<readonly StoredKey[]> {
    const found = new Set<string>();
    await this.#run(async (client) => {
      const nodes = client instanceof Cluster ? client.nodes('master') : [client];
      for (const node of nodes) await scan(node, `${escapeGlob(prefix)}*${escapeGlob(containing)}*`, found);
    });
    const keys = [...found].slice(0, MOST_LISTED);
    const lives = await this.#forEach(keys, (client, key) => client.pttl(key));
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

  /** One command for each key, since they may lie in several slots of a cluster; so many at a time that none times out. */
  async #forEach<T>(
    keys: readonly string[],
    command: (client: Redis | Cluster, key: string) => Promise<T>,
  ): Promise<readonly T[]> {
    const results: T[] = [];
    for (let from = 0; from < keys.length; from += COMMANDS_AT_ONCE) {
      const some = keys.slice(from, from + COMMANDS_AT_ONCE);
      results.push(...(await this.#run((client) => Promise.all(some.map((key) => command(client, key))))));
    }
    return results;
  }

  async #run<T>(command: (client: Redis | Cluster) => Promise<T>): Promise<T> {
    await this.#firstAttempt;
    const since = performance.now();
    try {
      if (this.#refusal) throw this.#refusal;
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

async function settledWithin(milliseconds: number, attempt: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([attempt, late]);
  clearTimeout(timer);
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
