import type { AppNotification, DiagnosticsFact } from '../shared/app-view.ts';
import type { CacheInfo } from '../shared/cache-view.ts';
import type { CollectionState } from '../shared/contract.ts';
import { HeapsphereError } from '../shared/errors.ts';
import { benchmarkHandlers } from './benchmark-handlers.ts';
import type { Comparisons } from './comparisons.ts';
import { type ConnectionHandlersContext, connectionHandlers } from './connection-handlers.ts';
import { detailsHandlers } from './details-handlers.ts';
import { diagnose } from './diagnostics.ts';
import type { RequestHandlers } from './dispatch.ts';
import { exportHandlers } from './export-handlers.ts';
import type { ExportJobs } from './export-jobs.ts';
import { generationsHandlers } from './generations-handlers.ts';
import { hierarchyHandlers } from './hierarchy-handlers.ts';
import type { InventoryReaders } from './inventory-readers.ts';
import { liveHandlers } from './live-handlers.ts';
import type { MemoryTools } from './memory/memory-tools.ts';
import { memoryHandlers } from './memory-handlers.ts';
import type { SettingsStore } from './open-settings.ts';
import type { InventoryCache, Services } from './services.ts';
import { homePath } from './settings/home-path.ts';
import { snapshotHandlers } from './snapshot-handlers.ts';
import type { Tour } from './tour.ts';
import { parseEndpoint } from './vsphere/endpoint.ts';
import { probeCertificate } from './vsphere/trust.ts';

interface HandlerContext {
  readonly services: Services;
  readonly readers: InventoryReaders;
  readonly memoryTools: MemoryTools;
  readonly exports: ExportJobs;
  readonly comparisons: Comparisons;
  readonly settings: SettingsStore;
  readonly host: 'electron' | 'web';
  readonly version: string;
  readonly hostFacts: () => readonly DiagnosticsFact[];
  /** Shows a notification of the operating system, on a host that can. */
  readonly notify: ((notification: AppNotification) => void) | undefined;
  readonly tour: Tour;
  readonly saved: Pick<ConnectionHandlersContext, 'connections' | 'onCollection' | 'proxyFor'>;
}

/** What each request of the contract does. Params arrive checked; whatever is thrown crosses to the window as data. */
export function createHandlers({
  services,
  readers,
  memoryTools,
  exports,
  comparisons,
  settings: store,
  host,
  version,
  hostFacts,
  notify,
  tour,
  saved,
}: HandlerContext): RequestHandlers {
  const { supervisor } = services;
  const timeoutSeconds = () => store.resolved.settings.timeoutSeconds;
  return {
    'app:info': () => ({
      notices: [
        ...store.notices,
        ...saved.connections.notices,
        ...services.benchmarks.history.damaged.map(
          (file) => `A benchmark was left out: ${file}. Remove the file, or restore it from a copy.`,
        ),
      ],
      tourDue: tour.isDue,
      name: 'Heapsphere',
      version,
      host,
      platform: process.platform,
      versions: Object.fromEntries(
        Object.entries(process.versions).filter((entry): entry is [string, string] => entry[1] !== undefined),
      ),
      connection: connectionOf(store),
    }),
    'app:diagnostics': () => diagnose({ services, settings: store, host, version, hostFacts }),
    'app:notify': (notification) => {
      if (notify === undefined) throw noNotifications();
      notify(notification);
      return {};
    },
    'app:tour-seen': async () => {
      await tour.seen();
      return {};
    },
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
      const { certificate, refusal } = await probeCertificate(url, {
        trust: { mode: 'system' },
        timeoutMs: timeoutSeconds() * 1000,
        proxy: await saved.proxyFor(url),
      });
      return {
        server: url.href,
        trusted: refusal === undefined,
        ...(certificate ? { certificate } : {}),
        ...(refusal === undefined ? {} : { reason: refusal.message }),
      };
    },
    'collection:list': (): CollectionState[] => supervisor.list().map(({ state }) => state),
    'collection:start': async ({ source }) => {
      const collection = await services.start({ source, retain: true, cacheMode: 'refresh' });
      return { collectionId: collection.state.id };
    },
    'collection:repeat': async ({ collectionId, resume }) => ({
      collectionId: (await services.repeat(collectionId, resume)).state.id,
    }),
    'collection:cancel': ({ collectionId }) => {
      supervisor.get(collectionId).cancel();
      return {};
    },
    'collection:forget': ({ collectionId }) => {
      supervisor.forget(collectionId, 'closed');
      return {};
    },
    'inventory:open': ({ collectionId }, scope) => {
      readers.open(scope, supervisor.get(collectionId), (chunk) =>
        scope.push('inventory:chunk', { collectionId, ...chunk, bytes: services.chunkForWindow(chunk.bytes) }),
      );
      return {};
    },
    'inventory:credit': ({ collectionId, seq }, scope) => {
      readers.credit(scope, collectionId, seq);
      return {};
    },
    'inventory:close': ({ collectionId }, scope) => {
      readers.close(scope, collectionId);
      return {};
    },
    ...detailsHandlers(services),
    ...memoryHandlers(services, memoryTools),
    ...benchmarkHandlers(services),
    ...hierarchyHandlers(services),
    ...exportHandlers(exports),
    ...liveHandlers(services),
    ...generationsHandlers(comparisons),
    ...snapshotHandlers(services),
    ...connectionHandlers({ ...saved, services, timeoutSeconds, version }),
    'cache:info': async () => cacheForPeople(await theCache(services).info()),
    'cache:chunk': (request) => theCache(services).chunk(request),
    'cache:measure': (selector) => theCache(services).measure(selector),
    'cache:invalidate': (selector) => theCache(services).invalidate(selector),
  };
}

function connectionOf({ resolved }: SettingsStore): { server: string; user: string; datacenters: string[] } {
  const { server = '', user = '', datacenters } = resolved.settings;
  return { server, user, datacenters: [...datacenters] };
}

function noNotifications(): HeapsphereError {
  return new HeapsphereError({
    code: 'usage',
    message: 'This host shows no notifications of the operating system.',
    action: 'Let the browser show them.',
  });
}

/** What a window shows of the cache. */
function cacheForPeople(info: CacheInfo): CacheInfo {
  return info.backend === 'embedded' ? { ...info, location: homePath(info.location) } : info;
}

function theCache({ cache }: Services): InventoryCache {
  if (cache) return cache;
  throw new HeapsphereError({
    code: 'usage',
    message: 'Heapsphere runs without a cache.',
    action: 'Start it without --no-cache.',
  });
}
