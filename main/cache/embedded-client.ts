import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { CacheError, type CacheStore } from './cache-store.ts';
import type { EmbeddedStoreOptions } from './embedded-store.ts';
import { storeOverPort } from './store-port.ts';

/** The program beside this one: its source in development, its bundle when built. */
const WORKER_URL: URL = import.meta.url.endsWith('.ts')
  ? new URL('./embedded-worker.ts', import.meta.url)
  : new URL('./cache-worker.js', import.meta.url);

/**
 * The embedded store, in a thread of its own. Opening is lazy: a file that cannot be opened rejects the first call and
 * every later one with CacheError.
 */
export function startEmbeddedStore(options: Pick<EmbeddedStoreOptions, 'path' | 'maxBytes'>): CacheStore {
  const worker = new Worker(WORKER_URL, {
    name: 'cache',
    workerData: options,
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 8 },
  });
  // A cache alone keeps no process alive.
  worker.unref();
  let failure: Error | undefined;
  worker.on('error', (error) => {
    failure = error instanceof Error ? error : new Error(String(error));
  });
  const exited = once(worker, 'exit').catch(() => once(worker, 'exit'));
  const store = storeOverPort(worker, exited);
  const explained = async <T>(call: Promise<T>): Promise<T> => {
    try {
      return await call;
    } catch (error) {
      throw failure
        ? new CacheError(failure.message, 'Collections go on without a cache.', true, { cause: error })
        : error;
    }
  };
  return {
    get: (key) => explained(store.get(key)),
    set: (key, value, ttlMs) => explained(store.set(key, value, ttlMs)),
    touch: (key, ttlMs) => explained(store.touch(key, ttlMs)),
    delete: (keys) => explained(store.delete(keys)),
    list: (prefix, containing) => explained(store.list(prefix, containing)),
    lock: (key, token, ttlMs) => explained(store.lock(key, token, ttlMs)),
    unlock: (key, token) => explained(store.unlock(key, token)),
    info: () => explained(store.info()),
    close: async () => {
      // Whoever waits for the end has to be kept alive until then.
      worker.ref();
      await store.close().catch(() => {});
      await exited;
    },
  };
}
