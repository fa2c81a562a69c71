import type { MessagePort } from 'node:worker_threads';
import type { AttributeSelection } from '../../shared/attribute-selection.ts';
import type { CacheBackend, ChangeCounts, CollectionCache } from '../../shared/cache-view.ts';
import type { AllocationProfile, BatchBand, ChunkOrigin, CollectionState, GcMark } from '../../shared/contract.ts';
import type { ErrorData } from '../../shared/errors.ts';
import type { MissingReport, ResourceType } from '../../shared/inventory.ts';
import type { Advice, RetryView } from '../../shared/retry-view.ts';
import type { CollectionOptions } from '../../shared/settings.ts';
import type { CollectedGarbage } from '../memory/isolate.ts';
import type { Vitals } from '../memory/vitals.ts';
import type { Trust } from '../vsphere/trust.ts';

/** Chunks a collector may have under way unacknowledged. */
export const CREDIT_WINDOW = 4;

/** `read` takes what is fresh; `refresh` shows what there is and reads everything again; `off` leaves the cache alone. */
export type CacheMode = 'read' | 'refresh' | 'off';

/** How a collector reaches the cache, which lies with the main thread. */
export interface CacheAttachment {
  readonly port: MessagePort;
  readonly secret: string;
  readonly backend: CacheBackend;
}

/** What a collector is told to do. Holds the password: it stays inside this process and is never logged. */
export interface CollectionSpec {
  readonly server: string;
  readonly user: string;
  readonly password: string;
  readonly trust: Trust;
  /** Proxy to go through; may hold its password. */
  readonly proxy?: string | undefined;
  /** Names; empty: all. */
  readonly datacenters: readonly string[];
  /** Kinds wanted; absent: all. */
  readonly types?: readonly ResourceType[];
  readonly options: CollectionOptions;
  /** Attributes that differ from the essential ones. */
  readonly attributes: AttributeSelection;
  /** Without a cache, all of them read everything from vCenter. */
  readonly cacheMode: CacheMode;
  /** Cached rows that were read from vCenter since then, in milliseconds since the epoch, are taken instead of being read again. */
  readonly rowsSince?: number;
  /** Names the holder of the lock: who goes on with somebody's work under the same name need not wait for the lock to expire. */
  readonly lockToken?: string;
  /** Repeats in a row of a reading that was interrupted. */
  readonly retries: number;
  /** Limit on what the collector holds: its heap in use and external memory, in bytes. */
  readonly budgetBytes: number;
  readonly userAgent: string;
}

export interface WorkerInput {
  readonly isolate: string;
  readonly spec: CollectionSpec;
  readonly cache?: CacheAttachment;
}

/** What the collector tells of itself, besides chunks. */
export interface Progress {
  readonly currentType?: ResourceType;
  readonly finished: readonly ResourceType[];
  readonly bytesReceived: number;
  readonly requests: number;
  readonly heapPeakBytes: number;
  /** Objects per batch now, where the budget made batches smaller. */
  readonly reducedBatchSize?: number;
  /** Readings begun anew so far. */
  readonly retries: number;
  /** The one that is waited for or under way. */
  readonly retry?: RetryView;
  readonly advice: readonly Advice[];
  readonly cache: CollectionCache;
  readonly changes: Readonly<Partial<Record<ResourceType, ChangeCounts>>>;
}

export type Outcome = 'completed' | 'partial' | 'cancelled' | 'failed';

export interface CollectionEnd {
  readonly outcome: Outcome;
  readonly error?: ErrorData;
  readonly missing: readonly MissingReport[];
  readonly progress: Progress;
  /** Heap in use when all was done; after a last full collection of garbage where explicit GC is on. */
  readonly heapEndBytes: number;
  /** JSON length of each column over all rows, by kind and path. */
  readonly columnBytes: Readonly<Partial<Record<ResourceType, Readonly<Record<string, number>>>>>;
  readonly profile?: AllocationProfile;
}

export interface ChunkMessage {
  readonly kind: 'chunk';
  readonly seq: number;
  readonly type: ResourceType;
  readonly rows: number;
  readonly origin: ChunkOrigin;
  readonly rawBytes: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly band: BatchBand;
}

/** What became of an inspection; `collected` where garbage was asked for. */
export type InspectionAnswer =
  | { readonly ok: true; readonly collected?: CollectedGarbage }
  | { readonly ok: false; readonly error: ErrorData };

export type WorkerMessage =
  | ChunkMessage
  | { readonly kind: 'connected'; readonly about: NonNullable<CollectionState['about']> }
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'gc'; readonly marks: readonly GcMark[] }
  | { readonly kind: 'vitals'; readonly vitals: Vitals }
  | { readonly kind: 'inspected'; readonly id: number; readonly answer: InspectionAnswer }
  /** A recording of allocations ended, on request or with the work. */
  | { readonly kind: 'recorded'; readonly text: string }
  | { readonly kind: 'recorded'; readonly error: ErrorData }
  | { readonly kind: 'end'; readonly end: CollectionEnd };

/** Collect garbage in full, write a snapshot of the heap to a file, or record allocations from now on. */
export type InspectionQuestion =
  | { readonly what: 'garbage' | 'allocations' }
  | { readonly what: 'snapshot'; readonly path: string };

export type WorkerCommand =
  | { readonly kind: 'credit'; readonly seq: number }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'inspect'; readonly id: number; readonly question: InspectionQuestion }
  | { readonly kind: 'stop-recording' };
