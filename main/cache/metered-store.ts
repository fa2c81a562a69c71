import type { CacheInfo } from '../../shared/cache-view.ts';
import { CacheError, type CacheStore } from './cache-store.ts';

/** Counts what a store did, and remembers what it could not do. */
export class MeteredStore implements CacheStore {
  readonly #store: CacheStore;
  readonly #now: () => number;
  readonly #reads = { hits: 0, misses: 0, errors: 0 };
  readonly #writes = { stored: 0, unchanged: 0, errors: 0 };
  #problem: CacheInfo['problem'];

  constructor(store: CacheStore, now: () => number = Date.now) {
    this.#store = store;
    this.#now = now;
  }

  get tally(): Pick<CacheInfo, 'reads' | 'writes' | 'problem'> {
    return {
      reads: { ...this.#reads },
      writes: { ...this.#writes },
      ...(this.#problem ? { problem: this.#problem } : {}),
    };
  }

  async get(key: string): Promise<Uint8Array | undefined> {
    const value = await this.#watch(() => this.#store.get(key), this.#reads);
    if (value === undefined) this.#reads.misses += 1;
    else this.#reads.hits += 1;
    return value;
  }

  /** A look of whoever shows what is cached: neither a hit nor a miss. */
  peek(key: string): Promise<Uint8Array | undefined> {
    return this.#watch(() => this.#store.get(key), this.#reads);
  }

  async set(key: string, value: Uint8Array, ttlMs: number): Promise<void> {
    await this.#watch(() => this.#store.set(key, value, ttlMs), this.#writes);
    this.#writes.stored += 1;
  }

  async touch(key: string, ttlMs: number): Promise<boolean> {
    const touched = await this.#watch(() => this.#store.touch(key, ttlMs), this.#writes);
    if (touched) this.#writes.unchanged += 1;
    return touched;
  }

  delete(keys: readonly string[]): Promise<void> {
    return this.#watch(() => this.#store.delete(keys), this.#writes);
  }

  list(prefix: string, containing?: string): ReturnType<CacheStore['list']> {
    return this.#watch(() => this.#store.list(prefix, containing), this.#reads);
  }

  lock(key: string, token: string, ttlMs: number): Promise<boolean> {
    return this.#watch(() => this.#store.lock(key, token, ttlMs), this.#writes);
  }

  unlock(key: string, token: string): Promise<void> {
    return this.#watch(() => this.#store.unlock(key, token), this.#writes);
  }

  info(): ReturnType<CacheStore['info']> {
    return this.#watch(() => this.#store.info(), { errors: 0 });
  }

  close(): Promise<void> {
    return this.#store.close();
  }

  async #watch<T>(call: () => Promise<T>, counter: { errors: number }): Promise<T> {
    try {
      return await call();
    } catch (error) {
      counter.errors += 1;
      const message = error instanceof Error ? error.message : String(error);
      const action = error instanceof CacheError ? error.action : 'Collections go on without a cache.';
      this.#problem = { message, action, at: this.#now() };
      throw error;
    }
  }
}
