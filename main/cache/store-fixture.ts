import type { CacheStore, StoredKey, StoreInfo } from './cache-store.ts';
import type { EmbeddedStore } from './embedded-store.ts';

/** A store in memory that writes down what it is asked, and fails on demand. */
export class RecordingStore implements CacheStore {
  readonly values = new Map<string, Uint8Array>();
  readonly lives = new Map<string, number>();
  readonly locks = new Map<string, string>();
  readonly calls: string[] = [];
  /** Rejects every call with this while it is set, or the named one only. */
  failure: Error | undefined;
  failingCall: string | undefined;

  async get(key: string): Promise<Uint8Array | undefined> {
    this.#note('get');
    return this.values.get(key);
  }

  async set(key: string, value: Uint8Array, ttlMs: number): Promise<void> {
    this.#note('set');
    this.values.set(key, value);
    this.lives.set(key, ttlMs);
  }

  async touch(key: string, ttlMs: number): Promise<boolean> {
    this.#note('touch');
    if (this.values.has(key)) this.lives.set(key, ttlMs);
    return this.values.has(key);
  }

  async delete(keys: readonly string[]): Promise<void> {
    this.#note('delete');
    for (const key of keys) this.values.delete(key);
  }

  async list(prefix: string, containing = ''): Promise<readonly StoredKey[]> {
    this.#note('list');
    const keys = [...this.values.keys()].filter((key) => key.startsWith(prefix) && key.includes(containing));
    return keys.map((key) => ({ key, expiresAt: 0 }));
  }

  async lock(key: string, token: string): Promise<boolean> {
    this.#note('lock');
    if ((this.locks.get(key) ?? token) !== token) return false;
    this.locks.set(key, token);
    return true;
  }

  async unlock(key: string, token: string): Promise<void> {
    this.#note('unlock');
    if (this.locks.get(key) === token) this.locks.delete(key);
  }

  async info(): Promise<StoreInfo> {
    this.#note('info');
    return { backend: 'embedded', location: 'memory', memory: {} };
  }

  async close(): Promise<void> {
    this.calls.push('close');
  }

  #note(call: string): void {
    this.calls.push(call);
    if (this.failure && (this.failingCall ?? call) === call) throw this.failure;
  }
}

/** The embedded store as others see it, without its thread. */
export function withoutThread(store: EmbeddedStore): CacheStore {
  return {
    get: async (key) => store.get(key),
    set: async (key, value, ttlMs) => store.set(key, value, ttlMs),
    touch: async (key, ttlMs) => store.touch(key, ttlMs),
    delete: async (keys) => store.delete(keys),
    list: async (prefix, containing) => store.list(prefix, containing),
    lock: async (key, token, ttlMs) => store.lock(key, token, ttlMs),
    unlock: async (key, token) => store.unlock(key, token),
    info: async () => store.info(),
    close: async () => store.close(),
  };
}
