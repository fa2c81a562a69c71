import { MessageChannel } from 'node:worker_threads';
import type { AttributeSelection } from '../shared/attribute-selection.ts';
import type { CollectionSource } from '../shared/contract.ts';
import { HeapsphereError } from '../shared/errors.ts';
import type { ColumnBatch, ResourceType } from '../shared/inventory.ts';
import { type CollectionOptions, collectionOptionsOf, type Settings } from '../shared/settings.ts';
import { decodeChunk, withoutZstd } from './cache/chunk-codec.ts';
import { type InventoryCache, openCache } from './cache/inventory-cache.ts';
import { serveStore } from './cache/store-port.ts';
import type { Collection, CollectionEvents } from './collector/collection.ts';
import type { CacheAttachment, CacheMode, CollectionSpec } from './collector/protocol.ts';
import { CollectionSupervisor } from './collector/supervisor.ts';
import { launchDemoVcenter, type RunningDemo, type SpawnDemo } from './demo/demo-launcher.ts';
import { forceGc } from './memory/force-gc.ts';
import { MemoryRecorder } from './memory/recorder.ts';
import { parseEndpoint } from './vsphere/endpoint.ts';
import type { Trust } from './vsphere/trust.ts';

export type { InventoryCache } from './cache/inventory-cache.ts';
export type { Collection } from './collector/collection.ts';
export type { SpawnDemo } from './demo/demo-launcher.ts';

/** Most heap a streaming collector may use, in bytes; it needs about a tenth. */
const STREAMING_BUDGET_BYTES = 256 * 1024 * 1024;
/** Without streaming the whole decoded answer is held, which is what that baseline is there to show. */
const DECODED_BUDGET_BYTES = 2048 * 1024 * 1024;

/** What to collect, from where, and how. */
export interface StartRequest {
  readonly source: CollectionSource;
  /** Kinds wanted; absent: all. */
  readonly types?: readonly ResourceType[];
  /** Defaults to what the settings say. */
  readonly options?: CollectionOptions;
  /** Accepts any certificate. Offered by the terminal door only. */
  readonly insecure?: boolean;
  /** Keep the rows in memory, compressed, for windows that open later. */
  readonly retain: boolean;
  /** `read` takes what is fresh in the cache; `refresh` shows it and reads everything again. */
  readonly cacheMode: CacheMode;
}

export interface Services {
  readonly recorder: MemoryRecorder;
  readonly supervisor: CollectionSupervisor;
  /** Undefined when the program runs without one. */
  readonly cache: InventoryCache | undefined;
  /** Starts a collection; a demo estate's server is started for it and ended with it. */
  start(request: StartRequest): Promise<Collection>;
  /** Starts a collection as an earlier one was started, with the settings as they are now. Throws `usage` for an unknown id. */
  repeat(collectionId: string): Promise<Collection>;
  /** The rows of a chunk out of a collection's log. Throws `protocol` for anything that is not a whole, intact chunk. */
  readChunk(bytes: Uint8Array): ColumnBatch;
  /** A chunk as windows can unpack it. */
  chunkForWindow(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>;
  /** Collects the garbage of this thread, in full. */
  collectGarbage(): void;
  /** Cancels collections and waits for their logout, ends demo servers and timers. Idempotent. */
  dispose(): Promise<void>;
}

/** The settings as they are at the moment a collection starts. */
export interface CurrentSettings {
  readonly settings: Settings;
  readonly attributes: AttributeSelection;
}

export interface ServicesOptions {
  readonly version: string;
  readonly current: () => CurrentSettings;
  /** Where the embedded cache lies; undefined runs without any cache. */
  readonly cacheFolder: string | undefined;
  /** Keep cached chunks in memory too: for programs that live long. */
  readonly memoryTier: boolean;
  readonly onChange?: CollectionEvents['onChange'];
  /** How a demo vCenter's process is started, where it is not a Node process. */
  readonly spawnDemo?: SpawnDemo;
}

/** The services behind every door, composed once per process. Throws `usage` for a cache that cannot be what the settings say. */
export async function createServices(options: ServicesOptions): Promise<Services> {
  const { version, current, cacheFolder: folder, memoryTier, onChange = () => {} } = options;
  const cache =
    folder === undefined ? undefined : await openCache({ settings: current().settings, folder, memoryTier });
  const recorder = new MemoryRecorder();
  const demos = new Set<RunningDemo>();
  const supervisor = new CollectionSupervisor({
    onChange,
    onGc: (marks) => recorder.addGc(marks),
    onBatch: (band) => recorder.addBatch(band),
    onIsolate: (isolate, read) => recorder.watch(isolate, read),
    attachCache: () => cache && attachmentTo(cache),
  });
  /** How each collection was started; passwords stay here. */
  const requests = new Map<string, StartRequest>();
  let disposed: Promise<void> | undefined;

  async function start(request: StartRequest): Promise<Collection> {
    if (disposed) throw closing();
    const collection = await startFrom(request);
    requests.set(collection.state.id, request);
    for (const id of requests.keys()) if (!supervisor.list().some(({ state }) => state.id === id)) requests.delete(id);
    return collection;
  }

  function startFrom(request: StartRequest): Promise<Collection> | Collection {
    const { source, types, retain, cacheMode } = request;
    const { settings, attributes } = current();
    const chosen = request.options ?? collectionOptionsOf(settings);
    const common = {
      options: chosen,
      attributes,
      cacheMode,
      budgetBytes: chosen.streaming ? STREAMING_BUDGET_BYTES : DECODED_BUDGET_BYTES,
      userAgent: `Heapsphere/${version}`,
      ...(types ? { types } : {}),
    };
    if (source.kind === 'demo') return startDemo(source, common, retain);
    const server = parseEndpoint(source.server);
    const label = { kind: 'vcenter', label: server.host, server: server.href, user: source.user } as const;
    const spec = { ...common, ...credentials(source), server: server.href, trust: trustOf(source, request) };
    return supervisor.start(label, spec, retain);
  }

  async function startDemo(
    { vms, seed }: Extract<CollectionSource, { kind: 'demo' }>,
    common: Omit<CollectionSpec, 'server' | 'user' | 'password' | 'datacenters' | 'trust'>,
    retain: boolean,
  ): Promise<Collection> {
    const demo = await launchDemoVcenter({ vms, seed }, options.spawnDemo);
    demos.add(demo);
    const end = async () => {
      demos.delete(demo);
      await demo.dispose();
    };
    try {
      if (disposed) throw closing();
      const label = {
        kind: 'demo',
        label: `Demo estate, ${vms.toLocaleString('en-US')} VMs`,
        server: demo.url,
        user: demo.user,
      } as const;
      const spec = {
        ...common,
        server: demo.url,
        user: demo.user,
        password: demo.password,
        datacenters: [],
        trust: { mode: 'system' } as const,
      };
      const collection = supervisor.start(label, spec, retain);
      void collection.finished.then(end);
      return collection;
    } catch (error) {
      await end();
      throw error;
    }
  }

  async function disposeAll(): Promise<void> {
    await supervisor.dispose();
    await Promise.all([...demos].map((demo) => demo.dispose()));
    recorder.dispose();
    await cache?.close();
  }

  return {
    recorder,
    supervisor,
    cache,
    start,
    repeat: async (collectionId) => {
      supervisor.get(collectionId);
      const request = requests.get(collectionId);
      if (request) return start(request);
      throw new HeapsphereError({
        code: 'usage',
        message: `Nobody remembers how collection "${collectionId}" was started.`,
        action: 'Connect again.',
      });
    },
    readChunk: decodeChunk,
    chunkForWindow: withoutZstd,
    collectGarbage: () => forceGc('major'),
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

function credentials(
  source: Extract<CollectionSource, { kind: 'vcenter' }>,
): Pick<CollectionSpec, 'user' | 'password' | 'datacenters'> {
  const { user, password, datacenters } = source;
  return { user, password, datacenters };
}

function trustOf(
  { fingerprint256 }: { readonly fingerprint256?: string | undefined },
  { insecure }: StartRequest,
): Trust {
  if (fingerprint256 !== undefined) return { mode: 'pin', fingerprint256 };
  return { mode: insecure ? 'insecure' : 'system' };
}

function closing(): HeapsphereError {
  return new HeapsphereError({
    code: 'cancelled',
    message: 'Heapsphere is closing and starts nothing new.',
    action: 'Start it again.',
  });
}
