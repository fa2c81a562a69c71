import { join } from 'node:path';
import type { AppNotification, DiagnosticsFact } from '../shared/app-view.ts';
import type { CollectionSource, CollectionState, PushPayload } from '../shared/contract.ts';
import { Comparisons } from './comparisons.ts';
import { createDoor, type PushSources } from './dispatch.ts';
import type { App } from './door.ts';
import { ExportJobs } from './export-jobs.ts';
import { createHandlers } from './handlers.ts';
import { InventoryReaders } from './inventory-readers.ts';
import { MemoryTools } from './memory/memory-tools.ts';
import { groupTicks } from './memory/tick-groups.ts';
import { type OpenConnectionsOptions, openConnections } from './open-connections.ts';
import type { SettingsStore } from './open-settings.ts';
import { createServices, environmentProxy, type ServicesOptions } from './services.ts';
import { Tour } from './tour.ts';

/** Size of the demo estate that a first start collects by itself. */
const FIRST_RUN_VMS = 2000;

export interface AppOptions
  extends Pick<ServicesOptions, 'spawnProgram' | 'processes' | 'proxyFor'>,
    Pick<OpenConnectionsOptions, 'secrets' | 'proxyExplanation'> {
  /** Where the application menu's commands come from, in a host that has one. */
  readonly commands?: PushSources['app:command'];
  /** What the host knows for diagnostics, such as the state of graphics. */
  readonly hostFacts?: () => readonly DiagnosticsFact[];
  /** Shows a notification of the operating system, in a host that can. */
  readonly notify?: (notification: AppNotification) => void;
  readonly host: 'electron' | 'web';
  readonly version: string;
  readonly settings: SettingsStore;
  /** Data folder. */
  readonly folder: string;
}

/** Builds the services and offers them as one App. Starts the first collection, so that the first window has rows to show. */
export async function createApp({
  host,
  version,
  settings,
  folder,
  spawnProgram,
  processes,
  commands,
  hostFacts = () => [],
  notify,
  proxyFor = environmentProxy,
  ...forConnections
}: AppOptions): Promise<App> {
  const changes = new Set<(state: CollectionState) => void>();
  const forgets = new Set<(forgotten: PushPayload<'collection:forgotten'>) => void>();
  const readers = new InventoryReaders();
  const services = await createServices({
    version,
    current: () => ({ settings: settings.resolved.settings, attributes: settings.attributes }),
    cacheFolder: folder,
    historyFolder: folder,
    generationsFolder: folder,
    memoryTier: true,
    ...(spawnProgram ? { spawnProgram } : {}),
    ...(processes ? { processes } : {}),
    proxyFor,
    onChange: (state) => {
      for (const listener of changes) listener(state);
    },
    onForget: ({ state: { id: collectionId } }, reason) => {
      readers.forget(collectionId);
      for (const listener of forgets) listener({ collectionId, reason });
    },
  });
  const memoryTools = new MemoryTools({ isolates: services.isolates, folder: join(folder, 'memory') });
  const exports = new ExportJobs({ services, settings, folder, version });
  const comparisons = new Comparisons({ services, settings, folder });
  const connections = openConnections({ folder, resolved: () => settings.resolved, ...forConnections });
  // A file that is not understood is told of with the first answer.
  await connections.list();
  const onCollection = (listener: (state: CollectionState) => void) => {
    changes.add(listener);
    return () => void changes.delete(listener);
  };
  const saved = { connections, onCollection, proxyFor };
  const door = createDoor({
    handlers: createHandlers({
      services,
      readers,
      memoryTools,
      exports,
      comparisons,
      settings,
      host,
      version,
      hostFacts,
      notify,
      tour: await Tour.open(folder),
      saved,
    }),
    sources: {
      ...(commands ? { 'app:command': commands } : {}),
      'collection:changed': onCollection,
      'collection:forgotten': (emit) => {
        forgets.add(emit);
        return () => forgets.delete(emit);
      },
      'benchmark:changed': (emit) => services.benchmarks.subscribe(emit),
      'memory:ticks': (emit) => services.recorder.subscribe(groupTicks(emit)),
      'memory:tools': (emit) => memoryTools.subscribe(emit),
      'hierarchy:event': (emit) => services.hierarchy.onEvent(emit),
      'hierarchy:memory': (emit) => services.hierarchy.onMemory(emit),
      'export:changed': (emit) => exports.subscribe(emit),
      'generations:changed': (emit) => comparisons.generations.subscribe(() => emit({})),
      'snapshots:changed': (emit) => services.snapshots.subscribe(emit),
    },
  });
  await startFirst();
  services.followShared();
  return {
    connect: door.connect,
    dispose: async () => {
      await Promise.all([memoryTools.dispose(), exports.dispose(), comparisons.dispose()]);
      await services.dispose();
    },
  };

  async function startFirst(): Promise<void> {
    const { server, user, password, datacenters, liveUpdates: life } = settings.resolved.settings;
    const configured = server !== undefined && user !== undefined && password !== undefined;
    const source: CollectionSource = configured
      ? { kind: 'vcenter', server, user, password, datacenters: [...datacenters] }
      : { kind: 'demo', vms: FIRST_RUN_VMS, seed: 1, datacenters: [], ...(life ? { life } : {}) };
    await services.start({ source, retain: true, cacheMode: 'refresh' });
  }
}
