import type { CollectionSource } from '../shared/contract.ts';
import { HeapsphereError } from '../shared/errors.ts';
import type { ColumnBatch, ResourceType } from '../shared/inventory.ts';
import { type CollectionOptions, collectionOptionsOf, type Settings } from '../shared/settings.ts';
import { decodeChunk } from './cache/chunk-codec.ts';
import type { Collection, CollectionEvents } from './collector/collection.ts';
import type { CollectionSpec } from './collector/protocol.ts';
import { CollectionSupervisor } from './collector/supervisor.ts';
import { forkDemoVcenter, type RunningDemo } from './demo/demo-launcher.ts';
import { forceGc } from './memory/force-gc.ts';
import { MemoryRecorder } from './memory/recorder.ts';
import { parseEndpoint } from './vsphere/endpoint.ts';
import type { Trust } from './vsphere/trust.ts';

export type { Collection } from './collector/collection.ts';
export { resolveSettings, type SettingTexts, viewSettings } from './settings/resolve.ts';

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
}

export interface Services {
  readonly recorder: MemoryRecorder;
  readonly supervisor: CollectionSupervisor;
  /** Starts a collection; a demo estate's server is started for it and ended with it. */
  start(request: StartRequest): Promise<Collection>;
  /** The rows of a chunk out of a collection's log. Throws `protocol` for anything that is not a whole, intact chunk. */
  readChunk(bytes: Uint8Array): ColumnBatch;
  /** Collects the garbage of this thread, in full. */
  collectGarbage(): void;
  /** Cancels collections and waits for their logout, ends demo servers and timers. Idempotent. */
  dispose(): Promise<void>;
}

export interface ServicesOptions {
  readonly version: string;
  readonly settings: Settings;
  readonly onChange?: CollectionEvents['onChange'];
}

/** The services behind every door, composed once per process. */
export function createServices({ version, settings, onChange = () => {} }: ServicesOptions): Services {
  const recorder = new MemoryRecorder();
  const demos = new Set<RunningDemo>();
  const supervisor = new CollectionSupervisor({
    onChange,
    onGc: (marks) => recorder.addGc(marks),
    onBatch: (band) => recorder.addBatch(band),
    onIsolate: (isolate, read) => recorder.watch(isolate, read),
  });
  let disposed: Promise<void> | undefined;

  async function start(request: StartRequest): Promise<Collection> {
    if (disposed) throw closing();
    const options = request.options ?? collectionOptionsOf(settings);
    const common = {
      options,
      budgetBytes: options.streaming ? STREAMING_BUDGET_BYTES : DECODED_BUDGET_BYTES,
      userAgent: `Heapsphere/${version}`,
      ...(request.types ? { types: request.types } : {}),
    };
    const { source } = request;
    if (source.kind === 'vcenter') {
      const server = parseEndpoint(source.server);
      const label = { kind: 'vcenter', label: server.host, server: server.href, user: source.user } as const;
      return supervisor.start(
        label,
        { ...common, ...credentials(source), trust: trustOf(source, request) },
        request.retain,
      );
    }
    return startDemo(source, common, request.retain);
  }

  async function startDemo(
    { vms, seed }: Extract<CollectionSource, { kind: 'demo' }>,
    common: Pick<CollectionSpec, 'options' | 'budgetBytes' | 'userAgent'>,
    retain: boolean,
  ): Promise<Collection> {
    const demo = await forkDemoVcenter({ vms, seed });
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
  }

  return {
    recorder,
    supervisor,
    start,
    readChunk: decodeChunk,
    collectGarbage: () => forceGc('major'),
    dispose: () => {
      disposed ??= disposeAll();
      return disposed;
    },
  };
}

function credentials(
  source: Extract<CollectionSource, { kind: 'vcenter' }>,
): Pick<CollectionSpec, 'server' | 'user' | 'password' | 'datacenters'> {
  const { server, user, password, datacenters } = source;
  return { server, user, password, datacenters };
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
