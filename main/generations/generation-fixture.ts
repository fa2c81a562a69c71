import type { CollectionState } from '../../shared/contract.ts';
import type { Cell, ColumnBatch, ResourceType } from '../../shared/inventory.ts';
import { encodeChunk } from '../cache/chunk-codec.ts';
import type { Collection } from '../collector/collection.ts';
import { DEFAULT_OPTIONS } from '../collector/collection-fixture.ts';
import { InventoryLog } from '../collector/inventory-log.ts';
import { writeAtomically } from '../settings/atomic-file.ts';
import { GenerationStore } from './generation-store.ts';
import { MANIFEST_FORMAT, type Manifest } from './manifest.ts';

export type TestRows = Readonly<Record<string, Readonly<Record<string, Cell>>>>;

/** A batch from rows by reference; a cell that a row does not name is unset. */
export function batchOf(type: ResourceType, rows: TestRows): ColumnBatch {
  const paths = [...new Set(Object.values(rows).flatMap(Object.keys))];
  const refs = Object.keys(rows);
  const columns = Object.fromEntries(paths.map((path) => [path, refs.map((ref) => rows[ref]?.[path] ?? null)]));
  return { type, refs, columns };
}

export function chunkOf(batch: ColumnBatch): Uint8Array<ArrayBuffer> {
  return encodeChunk(JSON.stringify(batch), batch.refs.length, { codec: 'gzip', level: 1 }).bytes;
}

export interface TestStore {
  readonly store: GenerationStore;
  readonly notices: readonly string[];
}

export function openStore(folder: string): TestStore {
  const notices: string[] = [];
  return { store: new GenerationStore({ folder, writeAtomically, onNotice: (each) => notices.push(each) }), notices };
}

let made = 0;

/** A manifest of no rows, with what a test wants different. Each is later than the one before. */
export function manifestOf(change: Partial<Manifest> = {}): Manifest {
  made += 1;
  const moment = String(made).padStart(6, '0');
  return {
    format: MANIFEST_FORMAT,
    id: `20260101-${moment}-abcdef`,
    source: { kind: 'vcenter', label: 'vc.example', server: 'https://vc.example/sdk', user: 'reader' },
    about: { name: 'vCenter', apiVersion: '8.0.2.0', instanceUuid: 'uuid-1' },
    scope: 'scope-1',
    datacenters: [],
    pruned: true,
    attributes: {},
    startedAt: made * 1000,
    collectedAt: made * 1000 + 500,
    partial: false,
    missing: 0,
    kinds: [],
    ...change,
  };
}

/** Stores batches as a generation. Kinds without any are there and empty. */
export async function addGeneration(
  store: GenerationStore,
  batches: readonly ColumnBatch[],
  change: Partial<Manifest> = {},
): Promise<Manifest> {
  const kinds = new Map<ResourceType, Manifest['kinds'][number]['chunks'][number][]>();
  for (const batch of batches) {
    const written = await store.chunks.write(chunkOf(batch));
    kinds.set(batch.type, [...(kinds.get(batch.type) ?? []), { ...written, rows: batch.refs.length }]);
  }
  const manifest = manifestOf({ kinds: [...kinds].map(([type, chunks]) => ({ type, chunks })), ...change });
  await store.add(manifest);
  return manifest;
}

/** The state of a collection that has ended well. */
export function endState(change: Partial<CollectionState> = {}): CollectionState {
  return {
    id: 'c1',
    source: { kind: 'vcenter', label: 'vc.example', server: 'https://vc.example/sdk', user: 'reader' },
    phase: 'completed',
    startedAt: 1000,
    endedAt: 2000,
    about: { name: 'vCenter', apiVersion: '8.0.2.0', instanceUuid: 'uuid-1' },
    options: DEFAULT_OPTIONS,
    budgetBytes: 1,
    counts: {},
    finished: ['HostSystem', 'VirtualMachine'],
    rows: 0,
    chunks: 0,
    bytesReceived: 0,
    requests: 0,
    rawBytes: 0,
    storedBytes: 0,
    collector: { isolate: 'collector-1', heapPeakBytes: 0, heapEndBytes: 0, gc: { forced: 0, natural: 0, pauseMs: 0 } },
    missing: [],
    retries: 0,
    cache: {
      backend: 'none',
      state: 'off',
      hits: 0,
      written: 0,
      unchanged: 0,
      collectedAt: {},
      stale: false,
      waiting: false,
    },
    ...change,
  };
}

/** A collection that a test feeds: push() resolves when everybody is done with the chunk. */
export function fedCollection(state: CollectionState = endState()) {
  let acknowledged = -1;
  let resolveNext = () => {};
  const log = new InventoryLog(false, (floor) => {
    acknowledged = floor;
    resolveNext();
  });
  const { promise: finished, resolve } = Promise.withResolvers<CollectionState>();
  let seq = 0;
  return {
    collection: { log, finished, state, attributes: {} } as unknown as Collection,
    push: async (batch: ColumnBatch, origin: 'vcenter' | 'earlier' = 'vcenter') => {
      const mine = seq;
      seq += 1;
      const next = new Promise<void>((done) => {
        resolveNext = done;
      });
      log.append({ seq: mine, type: batch.type, rows: batch.refs.length, origin, bytes: chunkOf(batch) });
      if (acknowledged < mine) await next;
    },
    end: (change: Partial<CollectionState> = {}) => resolve({ ...state, ...change }),
  };
}
