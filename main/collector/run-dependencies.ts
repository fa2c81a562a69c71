import type { AllocationProfile, CollectionState } from '../../shared/contract.ts';
import type { ColumnBatch, ResourceType } from '../../shared/inventory.ts';
import type { GenerationDiff } from '../cache/generation-diff.ts';
import type { findDatacenters } from '../vsphere/find-datacenters.ts';
import type { Repeatable } from '../vsphere/repeatable.ts';
import type { Retries } from '../vsphere/retries.ts';
import type { VimSession } from '../vsphere/session.ts';
import type { streamResources } from '../vsphere/stream-resources.ts';
import type { BatchSize } from './batch-size.ts';
import type { CacheUse } from './cache-use.ts';
import type { ChunkMessage, CollectionSpec, Progress } from './protocol.ts';

/** What a run is given from outside; the worker wires it to its thread. */
export interface RunDependencies {
  readonly isolate: string;
  readonly openSession: (spec: CollectionSpec, signal: AbortSignal) => Promise<VimSession>;
  readonly streamResources: typeof streamResources;
  readonly findDatacenters: typeof findDatacenters;
  /** Whether a login that failed may go better a moment later. */
  readonly repeatableLogin: (error: unknown) => Repeatable | undefined;
  /** Begins readings anew that were interrupted. */
  readonly retries: Retries;
  /** Turns batch JSON into chunk bytes, and chunk bytes back. */
  readonly encode: (
    json: string,
    rows: number,
  ) => { readonly bytes: Uint8Array<ArrayBuffer>; readonly rawBytes: number };
  readonly decode: (bytes: Uint8Array) => ColumnBatch;
  readonly cache: CacheUse;
  readonly newDiff: () => GenerationDiff;
  /** Resolves when the receiver has room for a chunk, which then has to be shipped. Rejects with the signal's reason. */
  readonly room: (signal: AbortSignal) => Promise<void>;
  readonly ship: (chunk: ChunkMessage) => void;
  readonly onConnected: (about: NonNullable<CollectionState['about']>) => void;
  readonly onProgress: (progress: Progress) => void;
  readonly onBatchBegin: (type: ResourceType, seq: number) => void;
  readonly onBatchEnd: () => void;
  /** Collections on purpose; undefined when explicit GC is off. */
  readonly gc: { readonly afterBatch: () => void; readonly afterView: () => void } | undefined;
  /** Makes room for so many more bytes of heap, or refuses them, before they are allocated. */
  readonly reserve: (bytes: number) => void;
  readonly batchSize: BatchSize;
  readonly heapUsed: () => number;
  /** A last full collection of garbage, so that what remains is what is really held; does nothing when explicit GC is off. */
  readonly settle: () => void;
  /** Ends the sampling of allocations; undefined when it is off. */
  readonly profile: (() => Promise<AllocationProfile>) | undefined;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}
