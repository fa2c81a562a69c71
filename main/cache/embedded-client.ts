import { Worker } from 'node:worker_threads';
import type { CacheStore } from './cache-store.ts';
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
  const { promise: ended, resolve: end } = Promise.withResolvers<Error | undefined>();
  worker.on('exit', () => end(failure));
  const store = storeOverPort(worker, ended);
  return {
    ...store,
    close: async () => {
      // Whoever waits for the end has to be kept alive until then.
      worker.ref();
      await store.close().catch(() => {});
      await ended;
    },
  };
}
