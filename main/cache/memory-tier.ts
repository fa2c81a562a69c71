import { CHUNK_PART } from './cache-keys.ts';
import type { CacheStore } from './cache-store.ts';

/** Bytes of chunks kept in this process. */
export const MEMORY_TIER_BYTES = 16 * 1024 * 1024;

/**
 * Keeps the chunks read or written last in this process, in front of a store. Chunks alone: they are named by their content
 * and never change, whereas manifests are another machine's to replace.
 */
export class MemoryTier implements CacheStore {
  readonly #store: CacheStore;
  readonly #maxBytes: number;
  readonly #chunks = new Map<string, Uint8Array>();
  #bytes = 0;

  constructor(store: CacheStore, maxBytes: number = MEMORY_TIER_BYTES) {
    this.#store = store;
    this.#maxBytes = maxBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  async get(key: string): Promise<Uint8Array | undefined> {
    const kept = this.#chunks.get(key);
    if (kept !== undefined) {
      // Used again: the last to go.
      this.#chunks.delete(key);
      this.#chunks.set(key, kept);
      return kept;
    }
    const value = await this.#store.get(key);
    if (value !== undefined) this.#keep(key, value);
    return value;
  }

  async set(key: string, value: Uint8Array, ttlMs: number): Promise<void> {
    await this.#store.set(key, value, ttlMs);
    this.#keep(key, value);
  }

  touch(key: string, ttlMs: number): Promise<boolean> {
    return this.#store.touch(key, ttlMs);
  }

  async delete(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.#drop(key);
    await this.#store.delete(keys);
  }

  list(prefix: string, containing?: string): ReturnType<CacheStore['list']> {
    return this.#store.list(prefix, containing);
  }

  lock(key: string, token: string, ttlMs: number): Promise<boolean> {
    return this.#store.lock(key, token, ttlMs);
  }

  unlock(key: string, token: string): Promise<void> {
    return this.#store.unlock(key, token);
  }

  info(): ReturnType<CacheStore['info']> {
    return this.#store.info();
  }

  close(): Promise<void> {
    this.#chunks.clear();
    this.#bytes = 0;
    return this.#store.close();
  }

  #keep(key: string, value: Uint8Array): void {
    if (!key.includes(CHUNK_PART) || value.byteLength > this.#maxBytes / 4) return;
    this.#drop(key);
    this.#chunks.set(key, value);
    this.#bytes += value.byteLength;
    for (const oldest of this.#chunks.keys()) {
      if (this.#bytes <= this.#maxBytes) return;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    const value = this.#chunks.get(key);
    if (value === undefined) return;
    this.#chunks.delete(key);
    this.#bytes -= value.byteLength;
  }
}
