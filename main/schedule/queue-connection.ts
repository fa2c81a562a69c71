import { Redis } from 'ioredis';
import { type ErrorData, HeapsphereError } from '../../shared/errors.ts';
import type { RedisTarget } from '../cache/redis-options.ts';

/** Jobs that are evicted are lost; BullMQ works with no other policy. */
const POLICY = 'noeviction';

export interface QueueConnectionOptions {
  readonly target: Extract<RedisTarget, { kind: 'single' }>;
  /** What an error of the client means. */
  readonly explain: (error: unknown) => ErrorData;
  readonly onAway: (error: ErrorData) => void;
  readonly onBack: () => void;
}

/** A client that ends with its copies: BullMQ makes one for each worker, and leaves it connecting for ever when the server is away. */
class OwnedRedis extends Redis {
  readonly #copies = new Set<Redis>();

  override duplicate(...args: Parameters<Redis['duplicate']>): ReturnType<Redis['duplicate']> {
    const copy = super.duplicate(...args);
    this.#copies.add(copy as Redis);
    return copy;
  }

  override disconnect(reconnect?: boolean): void {
    super.disconnect(reconnect);
    if (reconnect !== true) for (const copy of this.#copies) copy.disconnect();
  }
}

/** The connection of a fleet's queue: commands wait while the server is away, and each outage is told of once. */
export class QueueConnection {
  readonly client: Redis;
  readonly #options: QueueConnectionOptions;
  #away = false;

  constructor(options: QueueConnectionOptions) {
    const { target, explain, onAway, onBack } = options;
    this.#options = options;
    const { commandTimeout: _, enableReadyCheck: __, ...rest } = target.options;
    // Jobs are few: what waits here is a handful of commands. A server that loads its data has no jobs yet.
    this.client = new OwnedRedis({
      ...rest,
      enableOfflineQueue: true,
      maxRetriesPerRequest: null,
      enableReadyCheck: true,
      connectionName: 'heapsphere-queue',
    });
    this.client.on('error', (error: Error) => {
      if (this.#away) return;
      this.#away = true;
      onAway(explain(error));
    });
    this.client.on('ready', () => {
      if (!this.#away) return;
      this.#away = false;
      onBack();
    });
  }

  /** Whether the server is out of reach at the moment. */
  get away(): boolean {
    return this.#away;
  }

  /**
   * Waits until the server can be used, however long it is away. Rejects with `cannot-connect` where it refuses us, and with
   * `usage` for one that evicts.
   */
  async usable(signal: AbortSignal): Promise<void> {
    // What fails is told as an outage, and tried again by the client.
    void this.client.connect().catch(() => {});
    const { promise: aborted, reject } = Promise.withResolvers<never>();
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    try {
      const info = await Promise.race([this.client.info('memory'), aborted]);
      const policy = /^maxmemory_policy:(\S+)/m.exec(info)?.[1];
      if (policy !== undefined && policy !== POLICY) throw evicts(policy, this.#options.target.location);
    } catch (error) {
      if (signal.aborted || error instanceof HeapsphereError) throw error;
      throw new HeapsphereError(this.#options.explain(error), { cause: error });
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  close(): void {
    this.client.disconnect();
  }
}

function evicts(policy: string, location: string): HeapsphereError {
  return new HeapsphereError({
    code: 'usage',
    message: `The queue's Redis at ${location} has the policy ${policy}: it may throw away jobs that nobody has done yet.`,
    action: `Set its maxmemory-policy to ${POLICY}, or name another Redis with HEAPSPHERE_QUEUE_URL; the one of the cache evicts on purpose.`,
    field: 'queueUrl',
  });
}
