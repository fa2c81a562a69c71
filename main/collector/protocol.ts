import type { MessagePort } from 'node:worker_threads';
import type { AttributeSelection } from '../../shared/attribute-selection.ts';
import type { CacheBackend, ChangeCounts, CollectionCache } from '../../shared/cache-view.ts';
import type { AllocationProfile, BatchBand, ChunkOrigin, CollectionState, GcMark } from '../../shared/contract.ts';
import type { ErrorData } from '../../shared/errors.ts';
import type { MissingReport, ResourceType } from '../../shared/inventory.ts';
import type { CollectionOptions } from '../../shared/settings.ts';
import type { Trust } from '../vsphere/trust.ts';

/** Chunks a collector may have under way unacknowledged. */
export const CREDIT_WINDOW = 4;

export type CacheMode = 'read' | 'refresh';

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
  /** Names; empty: all. */
  readonly datacenters: readonly string[];
  /** Kinds wanted; absent: all. */
  readonly types?: readonly ResourceType[];
  readonly options: CollectionOptions;
  /** Attributes that differ from the essential ones. */
  readonly attributes: AttributeSelection;
  /** `read` takes what is fresh; `refresh` shows what there is and reads everything again. Without a cache, neither. */
  readonly cacheMode: CacheMode;
  /** Limit on the collector's own heap, in bytes. */
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

export type WorkerMessage =
  | ChunkMessage
  | { readonly kind: 'connected'; readonly about: NonNullable<CollectionState['about']> }
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'gc'; readonly marks: readonly GcMark[] }
  | { readonly kind: 'end'; readonly end: CollectionEnd };

export type WorkerCommand = { readonly kind: 'credit'; readonly seq: number } | { readonly kind: 'cancel' };
