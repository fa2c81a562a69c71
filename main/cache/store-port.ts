import { CacheError, type CacheStore } from './cache-store.ts';

type Method = keyof CacheStore;
const METHODS: readonly Method[] = ['get', 'set', 'touch', 'delete', 'list', 'lock', 'unlock', 'info', 'close'];

interface Call {
  readonly id: number;
  readonly method: Method;
  readonly args: readonly unknown[];
}

type Reply =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: { message: string; action: string; unreachable: boolean } };

/** What a MessagePort and a Worker, which stands for the port at its own end, have in common. */
export interface StorePort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
}

/** A store as it is asked from another thread: its methods, synchronous or not. */
export type ServedStore = { readonly [K in Method]: (...args: Parameters<CacheStore[K]>) => unknown };

/** Answers calls that come through a port out of a store of this thread. */
export function serveStore(port: StorePort, store: ServedStore): void {
  port.on('message', async (message) => {
    const { id, method, args } = message as Call;
    try {
      if (!METHODS.includes(method)) throw new TypeError(`a cache has no method ${method}`);
      const call = store[method] as (...args: readonly unknown[]) => unknown;
      const value = await call.apply(store, [...args]);
      port.postMessage({ id, value } satisfies Reply);
    } catch (error) {
      port.postMessage({ id, error: errorAsData(error) } satisfies Reply);
    }
  });
}

/**
 * A store that lies in another thread. Calls that are under way when that thread ends reject with CacheError, and so do
 * all later ones.
 * @param ended for ports that tell of their end: resolves to what ended the thread, if something did
 */
export function storeOverPort(port: StorePort, ended?: Promise<Error | undefined>): CacheStore {
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  let lastId = 0;
  let gone: CacheError | undefined;
  port.on('message', (message) => {
    const reply = message as Reply;
    const call = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ('error' in reply)
      call?.reject(new CacheError(reply.error.message, reply.error.action, reply.error.unreachable));
    else call?.resolve(reply.value as never);
  });
  void ended?.then((failure) => {
    gone = threadGone(failure);
    for (const { reject } of waiting.values()) reject(gone);
    waiting.clear();
  });
  const call = <T>(method: Method, ...args: readonly unknown[]): Promise<T> => {
    if (gone) return Promise.reject(gone);
    lastId += 1;
    const id = lastId;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      port.postMessage({ id, method, args } satisfies Call);
    });
  };
  return {
    get: (key) => call('get', key),
    set: (key, value, ttlMs) => call('set', key, value, ttlMs),
    touch: (key, ttlMs) => call('touch', key, ttlMs),
    delete: (keys) => call('delete', keys),
    list: (prefix, containing) => call('list', prefix, containing),
    lock: (key, token, ttlMs) => call('lock', key, token, ttlMs),
    unlock: (key, token) => call('unlock', key, token),
    info: () => call('info'),
    close: () => call('close'),
  };
}

function errorAsData(error: unknown): { message: string; action: string; unreachable: boolean } {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof CacheError) return { message, action: error.action, unreachable: error.unreachable };
  return {
    message,
    action: 'Check the disk and the rights on the cache; collections go on without it.',
    unreachable: false,
  };
}

function threadGone(failure: Error | undefined): CacheError {
  return failure
    ? new CacheError(failure.message, 'Collections go on without a cache.', true, { cause: failure })
    : new CacheError('The cache has been closed.', 'Start Heapsphere again.', true);
}
