/** The embedded store's thread: SQLite is synchronous, and a disk that takes its time must not stall a window. */
import { parentPort, workerData } from 'node:worker_threads';
import { EmbeddedStore, type EmbeddedStoreOptions } from './embedded-store.ts';
import { serveStore } from './store-port.ts';

const port = parentPort;
if (!port) throw new Error('the embedded store runs in a worker thread only');
const store = new EmbeddedStore(workerData as EmbeddedStoreOptions);
serveStore(port, {
  get: (key) => store.get(key),
  set: (key, value, ttlMs) => store.set(key, value, ttlMs),
  touch: (key, ttlMs) => store.touch(key, ttlMs),
  delete: (keys) => store.delete(keys),
  list: (prefix, containing) => store.list(prefix, containing),
  lock: (key, token, ttlMs) => store.lock(key, token, ttlMs),
  unlock: (key, token) => store.unlock(key, token),
  info: () => store.info(),
  close: () => {
    store.close();
    // The answer is still to be sent; afterwards nothing keeps the thread.
    setImmediate(() => port.close());
  },
});
