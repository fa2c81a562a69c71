import type { CollectionState } from '../shared/contract.ts';
import { HeapsphereError } from '../shared/errors.ts';
import type { LogReader } from './collector/inventory-log.ts';
import type { ConnectionScope, RequestHandlers } from './dispatch.ts';
import type { SettingsStore } from './open-settings.ts';
import type { InventoryCache, Services } from './services.ts';
import { parseEndpoint } from './vsphere/endpoint.ts';
import { probeCertificate } from './vsphere/trust.ts';

interface HandlerContext {
  readonly services: Services;
  readonly settings: SettingsStore;
  readonly host: 'electron' | 'web';
  readonly version: string;
}

/** What each request of the contract does. Params arrive checked; whatever is thrown crosses to the window as data. */
export function createHandlers({ services, settings: store, host, version }: HandlerContext): RequestHandlers {
  const { supervisor, recorder } = services;
  const readers = new InventoryReaders();
  return {
    'app:info': () => ({
      notices: [...store.notices],
      name: 'Heapsphere',
      version,
      host,
      platform: process.platform,
      versions: Object.fromEntries(
        Object.entries(process.versions).filter((entry): entry is [string, string] => entry[1] !== undefined),
      ),
      connection: connectionOf(store),
    }),
    'settings:list': () => store.view(),
    'settings:update': async ({ changes }) => {
      await store.update(changes);
      return store.view();
    },
    'attributes:list': () => store.attributes,
    'attributes:update': async ({ selection }) => {
      await store.updateAttributes(selection);
      return store.attributes;
    },
    'connection:probe': async ({ server }) => {
      const url = parseEndpoint(server);
      if (url.protocol === 'http:') return { server: url.href, trusted: true };
      const { certificate, reason } = await probeCertificate(url, store.resolved.settings.timeoutSeconds * 1000);
      return {
        server: url.href,
        trusted: reason === undefined,
        ...(certificate ? { certificate } : {}),
        ...(reason === undefined ? {} : { reason }),
      };
    },
    'collection:list': (): CollectionState[] => supervisor.list().map(({ state }) => state),
    'collection:start': async ({ source }) => {
      const collection = await services.start({ source, retain: true, cacheMode: 'refresh' });
      return { collectionId: collection.state.id };
    },
    'collection:repeat': async ({ collectionId }) => ({
      collectionId: (await services.repeat(collectionId)).state.id,
    }),
    'collection:cancel': ({ collectionId }) => {
      supervisor.get(collectionId).cancel();
      return {};
    },
    'inventory:open': ({ collectionId }, scope) => {
      const { log } = supervisor.get(collectionId);
      readers.open(scope, collectionId, () =>
        log.attach((chunk) =>
          scope.push('inventory:chunk', { collectionId, ...chunk, bytes: services.chunkForWindow(chunk.bytes) }),
        ),
      );
      return {};
    },
    'inventory:credit': ({ collectionId, seq }, scope) => {
      readers.get(scope, collectionId)?.credit(seq);
      return {};
    },
    'inventory:close': ({ collectionId }, scope) => {
      readers.close(scope, collectionId);
      return {};
    },
    'memory:history': () => recorder.history(),
    'cache:info': () => theCache(services).info(),
    'cache:chunk': (request) => theCache(services).chunk(request),
    'cache:measure': (selector) => theCache(services).measure(selector),
    'cache:invalidate': (selector) => theCache(services).invalidate(selector),
  };
}

function connectionOf({ resolved }: SettingsStore): { server: string; user: string; datacenters: string[] } {
  const { server = '', user = '', datacenters } = resolved.settings;
  return { server, user, datacenters: [...datacenters] };
}

function theCache({ cache }: Services): InventoryCache {
  if (cache) return cache;
  throw new HeapsphereError({
    code: 'usage',
    message: 'Heapsphere runs without a cache.',
    action: 'Start it without --no-cache.',
  });
}

/** Who reads which inventory: at most one reader per window and collection, ended with the window. */
class InventoryReaders {
  readonly #byScope = new Map<ConnectionScope, Map<string, LogReader>>();

  open(scope: ConnectionScope, collectionId: string, attach: () => LogReader): void {
    this.close(scope, collectionId);
    let readers = this.#byScope.get(scope);
    if (!readers) {
      readers = new Map();
      this.#byScope.set(scope, readers);
      scope.onClose(() => this.#closeAll(scope));
    }
    readers.set(collectionId, attach());
  }

  get(scope: ConnectionScope, collectionId: string): LogReader | undefined {
    return this.#byScope.get(scope)?.get(collectionId);
  }

  close(scope: ConnectionScope, collectionId: string): void {
    this.get(scope, collectionId)?.close();
    this.#byScope.get(scope)?.delete(collectionId);
  }

  #closeAll(scope: ConnectionScope): void {
    for (const reader of this.#byScope.get(scope)?.values() ?? []) reader.close();
    this.#byScope.delete(scope);
  }
}
