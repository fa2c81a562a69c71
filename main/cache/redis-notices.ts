import { setTimeout as pause } from 'node:timers/promises';
import type { Cluster, Redis } from 'ioredis';
import { noticesKey } from './cache-keys.ts';
import { type ChangeNotice, type NoticeBoard, noticeFields, readNotice } from './change-notices.ts';
import { redisClient, waitingUpTo } from './redis-client.ts';
import { redisError } from './redis-errors.ts';
import { COMMAND_TIMEOUT_MS, type RedisTarget } from './redis-options.ts';

/** More than a day of notices of a hundred vCenters every ten minutes is of use to nobody who was away. */
const MOST_NOTICES = 10_000;
/** A stream that nobody writes to any more goes as all entries of the cache do. */
const LIFE_MS = 7 * 24 * 60 * 60 * 1000;
/** How long one question waits at the server for an answer. */
const BLOCK_MS = 5000;
const READ_COUNT = 100;
/** Pause before a server that failed is asked again. */
const RETRY_MS = 1000;
const BEFORE_ALL = '0-0';

interface Writer {
  readonly client: Redis | Cluster;
  readonly firstAttempt: Promise<void>;
  lastError: Error | undefined;
}

/**
 * Notices on a capped Redis Stream, on connections of their own: reading waits at the server. Who was cut off goes on after
 * the last notice that it has read.
 */
export class RedisNotices implements NoticeBoard {
  readonly #target: RedisTarget;
  readonly #key: string;
  readonly #blockMs: number;
  readonly #retryMs: number;
  readonly #followers = new Set<() => Promise<void>>();
  #writer: Writer | undefined;

  /** @param secret names the stream: teams that share a server do not hear of each other */
  constructor(target: RedisTarget, secret: string, { blockMs = BLOCK_MS, retryMs = RETRY_MS } = {}) {
    this.#target = target;
    this.#key = noticesKey(secret);
    this.#blockMs = blockMs;
    this.#retryMs = retryMs;
  }

  async publish(notice: ChangeNotice): Promise<void> {
    const since = performance.now();
    try {
      this.#writer ??= writerAt(this.#target);
      const { client } = this.#writer;
      await this.#writer.firstAttempt;
      await client.xadd(this.#key, 'MAXLEN', '~', MOST_NOTICES, '*', ...noticeFields(notice));
      await client.pexpire(this.#key, LIFE_MS);
    } catch (error) {
      const timedOut = performance.now() - since >= COMMAND_TIMEOUT_MS;
      throw redisError(error, { location: this.#target.location, lastConnectError: this.#writer?.lastError, timedOut });
    }
  }

  follow(listener: (notice: ChangeNotice) => void): () => Promise<void> {
    const client = quietClient(waitingUpTo(this.#target, this.#blockMs));
    const stopped = new AbortController();
    const reading = this.#read(client, stopped.signal, listener);
    const stop = async (): Promise<void> => {
      this.#followers.delete(stop);
      stopped.abort();
      // Also ends the question that waits at the server.
      client.disconnect();
      await reading;
    };
    this.#followers.add(stop);
    return stop;
  }

  async close(): Promise<void> {
    this.#writer?.client.disconnect();
    await Promise.all([...this.#followers].map((stop) => stop()));
  }

  async #read(client: Redis | Cluster, signal: AbortSignal, listener: (notice: ChangeNotice) => void): Promise<void> {
    let last: string | undefined;
    while (!signal.aborted) {
      try {
        if (client.status === 'wait') await client.connect();
        // Asked once: "$" instead would lose what comes while the connection is down.
        last ??= await this.#newest(client);
        const answer = await client.xread('COUNT', READ_COUNT, 'BLOCK', this.#blockMs, 'STREAMS', this.#key, last);
        for (const [id, fields] of answer?.[0]?.[1] ?? []) {
          last = id;
          const notice = readNotice(fields);
          if (notice && !signal.aborted) listener(notice);
        }
      } catch {
        // The cache's own client tells what is wrong with the server.
        await pause(this.#retryMs, undefined, { signal }).catch(() => {});
      }
    }
  }

  async #newest(client: Redis | Cluster): Promise<string> {
    const [entry] = await client.xrevrange(this.#key, '+', '-', 'COUNT', 1);
    return entry?.[0] ?? BEFORE_ALL;
  }
}

/** Once the first attempt to connect has failed, commands fail too, and the last error says why. */
function writerAt(target: RedisTarget): Writer {
  const client = redisClient(target);
  const writer: Writer = { client, firstAttempt: client.connect().catch(() => {}), lastError: undefined };
  client.on('error', (error: Error) => {
    writer.lastError = error;
  });
  return writer;
}

function quietClient(target: RedisTarget): Redis | Cluster {
  const client = redisClient(target);
  client.on('error', () => {});
  return client;
}
