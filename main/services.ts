import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import type { ColumnBatch, ResourceType } from '../shared/inventory.ts';
import { collectionOptionsOf } from '../shared/settings.ts';
import { Benchmarks } from './benchmark/benchmarks.ts';
import { BenchmarkHistory } from './benchmark/history.ts';
import type { BenchmarkTarget } from './benchmark/target.ts';
import { benchmarkTarget, environmentProxy } from './benchmark-target.ts';
import { decodeChunk, withoutZstd } from './cache/chunk-codec.ts';
import { type InventoryCache, openCache } from './cache/inventory-cache.ts';
import { serveStore } from './cache/store-port.ts';
import { CollectionOrigins } from './collection-origins.ts';
import type { Collection, CollectionEvents } from './collector/collection.ts';
import type { CacheAttachment } from './collector/protocol.ts';
import { CollectionSupervisor, type OnForget } from './collector/supervisor.ts';
import { DetailsReader } from './details/details-reader.ts';
import type { HierarchyTree } from './hierarchy/tree.ts';
import { Hierarchy } from './hierarchy-service.ts';
import { LiveService } from './live-service.ts';
import { forceGc } from './memory/force-gc.ts';
import { IsolateRegistry } from './memory/isolate-registry.ts';
import { MAIN_ISOLATE } from './memory/main-isolate.ts';
import { MemoryRecorder, type ReadProcesses } from './memory/recorder.ts';
import { type Generations, openGenerations } from './open-generations.ts';
import type { SpawnProgram } from './processes/child-program.ts';
import { launcherOn } from './processes/launch-program.ts';
import { spawnNodeProgram } from './processes/node-program.ts';
import { writeAtomically } from './settings/atomic-file.ts';
import { withFileLock } from './settings/file-lock.ts';
import { SharedRows } from './shared-rows.ts';
import { SnapshotChecks } from './snapshots/snapshot-checks.ts';
import { type CurrentSettings, closing, SourceOpener, type StartRequest, type ThisTime } from './source-opener.ts';
import { parseEndpoint } from './vsphere/endpoint.ts';
import type { ResolveProxy } from './vsphere/environment-proxy.ts';

export type { BenchmarkRequest, Benchmarks, StartedBenchmark } from './benchmark/benchmarks.ts';
export { benchmarkTarget, environmentProxy } from './benchmark-target.ts';
export type { InventoryCache } from './cache/inventory-cache.ts';
export type { Collection } from './collector/collection.ts';
export type { ReadProcesses } from './memory/recorder.ts';
export type { SpawnProgram } from './processes/child-program.ts';
export type { CurrentSettings, StartRequest, ThisTime } from './source-opener.ts';
export type { ResolveProxy } from './vsphere/environment-proxy.ts';

/** Where collections are read from; a demo estate's server runs until it is disposed of. */
export interface OpenSource {
  readonly label: string;
  /** Collects once, with the settings as they were when it was opened; keeps no rows. @param types kinds wanted instead */
  collect(types?: readonly ResourceType[]): Collection;
  dispose(): Promise<void>;
}

export interface Services {
  readonly isolates: IsolateRegistry;
  readonly recorder: MemoryRecorder;
  readonly supervisor: CollectionSupervisor;
  readonly benchmarks: Benchmarks;
  readonly details: DetailsReader;
  readonly live: LiveService;
  readonly snapshots: SnapshotChecks;
  /** Undefined when the program runs without one. */
  readonly cache: InventoryCache | undefined;
  /** Undefined when the program keeps none. */
  readonly generations: Generations | undefined;
  /** Starts a collection; a demo estate's server is started for it and ended with it. @param thisTime not remembered for repeat() */
  start(request: StartRequest, thisTime?: ThisTime): Promise<Collection>;
  /** From now on newer rows that others put into a shared cache are taken from there. Ends with the services. */
  followShared(): void;
  readonly hierarchy: Hierarchy;
  /** The tree of the vCenter that a collection reads. Throws `usage` for an unknown id. */
  treeOf(collectionId: string): HierarchyTree;
  /**
   * Starts a collection as an earlier one was started, with the settings as they are now.
   * @param resume takes the kinds that the earlier one finished from the cache, where they still are
   * Throws `usage` for an unknown id.
   */
  repeat(collectionId: string, resume?: boolean): Promise<Collection>;
  /** What a benchmark of a collection's source measures. Throws `usage` for an unknown id. */
  targetOf(collectionId: string): Promise<BenchmarkTarget>;
  /**
   * A collection's source, to collect from it again and again without a trace in lists and cache.
   * @param changes what is to be different
   * Throws as repeat() does.
   */
  openAgain(collectionId: string, changes?: Pick<StartRequest, 'attributes' | 'options'>): Promise<OpenSource>;
  /** The rows of a chunk out of a collection's log. Throws `protocol` for anything that is not a whole, intact chunk. */
  readChunk(bytes: Uint8Array): ColumnBatch;
  /** A chunk as windows can unpack it. */
  chunkForWindow(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>;
  /** Collects the garbage of this thread, in full. */
  collectGarbage(): void;
  /** Collects what has become garbage of this thread just now; takes well under a millisecond. */
  collectYoungGarbage(): void;
  /** Cancels collections and waits for their logout, ends demo servers and timers. Idempotent. */
  dispose(): Promise<void>;
}

export interface ServicesOptions {
  readonly version: string;
  readonly current: () => CurrentSettings;
  /** Where the embedded cache lies; undefined runs without any cache. */
  readonly cacheFolder: string | undefined;
  /** Where the benchmarks lie; undefined keeps none. */
  readonly historyFolder?: string;
  /** Data folder in which completed collections are kept; undefined keeps none. */
  readonly generationsFolder?: string;
  /** Keep cached chunks in memory too: for programs that live long. */
  readonly memoryTier: boolean;
  readonly onChange?: CollectionEvents['onChange'];
  readonly onForget?: OnForget;
  /** Milliseconds between two samples of memory, where they are not the usual ones. */
  readonly sampleIntervalMs?: number;
  /** How programs of ours are started, where that is not as Node processes. */
  readonly spawnProgram?: SpawnProgram;
  /** Which proxy leads to a vCenter, where that is not what the environment says. */
  readonly proxyFor?: ResolveProxy;
  /** Other processes of the application that the host knows of. */
  readonly processes?: ReadProcesses;
}

/** The services behind every door, composed once per process. Throws `usage` for a cache that cannot be what the settings say. */
export async function createServices(options: ServicesOptions): Promise<Services> {
  const { version, current, cacheFolder: folder, memoryTier, onChange = () => {}, onForget = () => {} } = options;
  const cache =
    folder === undefined ? undefined : await openCache({ settings: current().settings, folder, memoryTier });
  const recorder = new MemoryRecorder(options.sampleIntervalMs);
  const { proxyFor = environmentProxy } = options;
  const launch = launcherOn(options.spawnProgram ?? spawnNodeProgram);
  const isolates = new IsolateRegistry();
  isolates.add(MAIN_ISOLATE);
  const sources = new SourceOpener({ version, current, launch, proxyFor });
  recorder.watchProcesses(() => sources.processes());
  if (options.processes) recorder.watchProcesses(options.processes);
  const events: CollectionEvents = {
    onChange,
    onGc: (marks) => recorder.addGc(marks),
    onBatch: (band) => recorder.addBatch(band),
    onIsolate: (isolate) => {
      const endings = [recorder.watch(isolate.name, () => isolate.read()), isolates.add(isolate)];
      return () => {
        for (const end of endings) end();
      };
    },
    attachCache: () => cache && attachmentTo(cache),
  };
  const supervisor = new CollectionSupervisor(events, (collection, reason) => {
    const { id } = collection.state;
    origins.forget(id);
    void details.forget(id);
    snapshots.forget(id);
    live.forget(id);
    hierarchy.keepOnly(origins.treeSources());
    onForget(collection, reason);
  });
  const origins = new CollectionOrigins(supervisor, sources);
  const { historyFolder } = options;
  const benchmarks = new Benchmarks({
    version,
    launch,
    launchDemo: (estate) => sources.launchDemo(estate),
    ...(historyFolder === undefined
      ? {}
      : { history: new BenchmarkHistory(join(historyFolder, 'benchmarks'), { writeAtomically, withFileLock }) }),
    current: () => {
      const { settings, attributes } = current();
      const { memoryBudgetMegabytes } = settings;
      return { options: collectionOptionsOf(settings), attributes, memoryBudgetMegabytes };
    },
  });
  recorder.watchProcesses(() => benchmarks.processes());
  const { generationsFolder } = options;
  const generations =
    generationsFolder === undefined
      ? undefined
      : openGenerations({
          folder: generationsFolder,
          settings: () => current().settings,
          onIsolate: (isolate, read) => recorder.watch(isolate, read),
        });
  const details = new DetailsReader({ open: (collectionId) => origins.openDetails(collectionId) });
  const snapshots = new SnapshotChecks({
    open: (collectionId, signal) => origins.openSnapshots(collectionId, signal),
    expected: (collectionId) => supervisor.get(collectionId).state.counts.VirtualMachine ?? 0,
  });
  let disposed: Promise<void> | undefined;
  const shared = new SharedRows({
    cache,
    current,
    list: () => supervisor.list(),
    sourceOf: (collectionId) => origins.sourceOf(collectionId),
    takeNewer: (collectionId, rowsSince) =>
      start(origins.requestOf(collectionId), { cacheMode: 'read', rowsSince, announce: false }),
  });
  const hierarchy = new Hierarchy({
    version,
    settings: () => current().settings,
    cache,
    reach: async (source) => {
      if (source.kind === 'vcenter') {
        const { server, user, password } = source;
        const proxy = await sources.proxyTo(source);
        return { server: parseEndpoint(server).href, user, password, proxy, release: async () => {} };
      }
      const { url, user, password, dispose } = await sources.demoOf(source);
      return { server: url, user, password, release: dispose };
    },
    onIsolate: (isolate, read) => recorder.watch(isolate, read),
  });

  const live = new LiveService({
    settings: () => current().settings,
    collection: (collectionId) => origins.watchable(collectionId),
    reach: (collectionId) => origins.reachForWatch(collectionId),
    onIsolate: (isolate, read) => recorder.watch(isolate, read),
    onChanges: (collectionId, changes) => hierarchy.heard(origins.treeSourceOf(collectionId), changes),
  });

  async function start(request: StartRequest, thisTime: ThisTime = {}): Promise<Collection> {
    const { label, spec, end } = await sources.open(request, thisTime);
    try {
      if (disposed) throw closing();
      const collection = supervisor.start(label, spec, request.retain);
      void collection.finished.then(end);
      if (request.generation !== false) generations?.record(collection, spec);
      origins.remember(collection.state.id, request);
      if (thisTime.announce !== false) shared.announce(collection, request.source, spec);
      return collection;
    } catch (error) {
      await end();
      throw error;
    }
  }

  async function disposeAll(): Promise<void> {
    sources.close();
    await shared.unfollow();
    await Promise.all([details.dispose(), snapshots.dispose()]);
    await Promise.all([supervisor.dispose(), benchmarks.dispose(), hierarchy.dispose(), live.dispose()]);
    await generations?.dispose();
    await sources.dispose();
    recorder.dispose();
    await shared.told();
    await cache?.close();
  }

  return {
    recorder,
    isolates,
    supervisor,
    details,
    live,
    snapshots,
    benchmarks,
    cache,
    generations,
    start,
    followShared: () => shared.follow(),
    repeat: async (collectionId, resume = false) => {
      const { resumeFrom, ...request } = origins.requestOf(collectionId);
      if (!resume) return start(request);
      // One that was resumed itself goes on from where the first one began.
      return start({ ...request, resumeFrom: resumeFrom ?? supervisor.get(collectionId).state.startedAt });
    },
    targetOf: async (collectionId) => benchmarkTarget(origins.requestOf(collectionId), proxyFor),
    openAgain: async (collectionId, changes = {}) => {
      const { label, spec, end } = await sources.open({
        ...origins.requestOf(collectionId),
        ...changes,
        cacheMode: 'off',
      });
      return {
        label: label.label,
        collect: (types) => supervisor.startAside(label, types ? { ...spec, types } : spec),
        dispose: end,
      };
    },
    hierarchy,
    treeOf: (collectionId) => {
      if (disposed) throw closing();
      return hierarchy.treeOf(origins.treeSourceOf(collectionId));
    },
    readChunk: decodeChunk,
    chunkForWindow: withoutZstd,
    collectGarbage: () => forceGc('major'),
    collectYoungGarbage: () => forceGc('minor'),
    dispose: () => {
      disposed ??= disposeAll();
      return disposed;
    },
  };
}

/** A channel of its own for every collector: the store stays with this thread. */
function attachmentTo({ store, secret, backend }: InventoryCache): CacheAttachment {
  const { port1, port2 } = new MessageChannel();
  serveStore(port1, store);
  port1.unref();
  return { port: port2, secret, backend };
}
