import type { BatchBand, CollectionState, GcMark } from '../../shared/contract.ts';
import type { ErrorData } from '../../shared/errors.ts';
import type { MissingReport, ResourceType } from '../../shared/inventory.ts';
import type { CollectionOptions } from '../../shared/settings.ts';
import type { Trust } from '../vsphere/trust.ts';

/** Chunks a collector may have under way unacknowledged. */
export const CREDIT_WINDOW = 4;

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
  /** Limit on the collector's own heap, in bytes. */
  readonly budgetBytes: number;
  readonly userAgent: string;
}

export interface WorkerInput {
  readonly isolate: string;
  readonly spec: CollectionSpec;
}

/** What the collector tells of itself, besides chunks. */
export interface Progress {
  readonly currentType?: ResourceType;
  readonly finished: readonly ResourceType[];
  readonly bytesReceived: number;
  readonly requests: number;
  readonly heapPeakBytes: number;
}

export type Outcome = 'completed' | 'partial' | 'cancelled' | 'failed';

export interface CollectionEnd {
  readonly outcome: Outcome;
  readonly error?: ErrorData;
  readonly missing: readonly MissingReport[];
  readonly progress: Progress;
  /** Heap in use when all was done, after a last collection of garbage. */
  readonly heapEndBytes: number;
}

export interface ChunkMessage {
  readonly kind: 'chunk';
  readonly seq: number;
  readonly type: ResourceType;
  readonly rows: number;
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
