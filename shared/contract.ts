import { z } from 'zod';
import { appPushes, appRequests } from './app-view.ts';
import { attributeSelectionSchema } from './attribute-selection-schema.ts';
import { benchmarkPushes, benchmarkRequests } from './benchmark/benchmark-view.ts';
import {
  cacheAmountSchema,
  cachedChunkSchema,
  cacheInfoSchema,
  cacheSelectorSchema,
  changeCountsSchema,
  collectionCacheSchema,
} from './cache-view.ts';
import type { PushName, RequestName } from './channels.ts';
import { authorityPem, connectionRequests, datacenterNames, timeoutSeconds } from './connections-view.ts';
import { certificateSchema, errorDataSchema } from './errors.ts';
import { exportPushes, exportRequests } from './export-view.ts';
import { fingerprintSchema } from './fingerprint.ts';
import { generationPushes, generationRequests } from './generations-view.ts';
import { hierarchyPushes, hierarchyRequests } from './hierarchy-view.ts';
import { RESOURCE_TYPES } from './inventory.ts';
import { detailsRequests } from './inventory-details.ts';
import { livePushes, liveRequests } from './live-view.ts';
import { allocationProfileSchema, memoryPushes, memoryRequests } from './memory-view.ts';
import { missingReportSchema } from './missing-report.ts';
import { FORGET_REASONS } from './open-vcenters.ts';
import { adviceSchema, retryViewSchema } from './retry-view.ts';
import { collectionOptionsSchema, settingViewSchema } from './settings.ts';
import { snapshotPushes, snapshotRequests } from './snapshot-view.ts';

const collectionId = z.string().min(1).max(64);
const resourceType = z.enum(RESOURCE_TYPES);
const empty = z.strictObject({});

/** `earlier`: cached rows shown until a refresh has read their kind from vCenter; `cache`: cached rows that stay. */
export const CHUNK_ORIGINS = ['vcenter', 'cache', 'earlier'] as const;
export type ChunkOrigin = (typeof CHUNK_ORIGINS)[number];

/** Where a collection reads from. Passwords travel inwards only; no answer and no push carries one. */
export const collectionSourceSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('demo'),
    vms: z.number().int().min(1).max(100_000),
    seed: z.number().int().min(0).max(0xffff_ffff).default(1),
    datacenters: datacenterNames,
    /** While somebody watches, machines are switched, renamed, made and deleted, a few a minute. */
    life: z.boolean().optional(),
  }),
  z.strictObject({
    kind: z.literal('vcenter'),
    /** Host, host:port or URL; the path defaults to /sdk. */
    server: z.string().trim().min(1).max(512),
    user: z.string().trim().min(1).max(256),
    password: z.string().min(1).max(1024),
    datacenters: datacenterNames,
    /** Pinned certificate; without one the authorities decide. */
    fingerprint256: fingerprintSchema.optional(),
    /** Authorities trusted in place of the system's. */
    authorityPem: authorityPem.optional(),
    /** Instead of the setting. */
    timeoutSeconds: timeoutSeconds.optional(),
    /** Past the proxy that the environment or the system names. */
    direct: z.boolean().optional(),
  }),
]);
export type CollectionSource = z.infer<typeof collectionSourceSchema>;

export const COLLECTION_PHASES = [
  'connecting',
  'collecting',
  'cancelling',
  'completed',
  'partial',
  'cancelled',
  'failed',
] as const;
export type CollectionPhase = (typeof COLLECTION_PHASES)[number];

export { BATCH_STAGES, type BatchStage } from './batch-stages.ts';
export {
  type AllocationNode,
  type AllocationProfile,
  type BatchBand,
  GC_KINDS,
  type GcMark,
  type IsolateSample,
  type LeakCheck,
  type MemoryTick,
  type MemoryTools,
  type ProcessSample,
} from './memory-view.ts';

/** Everything a window needs to show one collection; small, and pushed at most four times a second. */
export const collectionStateSchema = z.object({
  id: collectionId,
  source: z.object({ kind: z.enum(['demo', 'vcenter']), label: z.string(), server: z.string(), user: z.string() }),
  phase: z.enum(COLLECTION_PHASES),
  /** Milliseconds since the epoch. */
  startedAt: z.number(),
  endedAt: z.number().optional(),
  about: z.object({ name: z.string(), apiVersion: z.string(), instanceUuid: z.string() }).optional(),
  options: collectionOptionsSchema,
  /** Most heap the collector may use, in bytes. */
  budgetBytes: z.number(),
  /** Objects per batch now, where the collector made batches smaller to stay within its budget. */
  reducedBatchSize: z.number().optional(),
  /** Rows collected so far, by kind; a kind that is absent has not been reached. */
  counts: z.partialRecord(resourceType, z.number()),
  /** Kinds whose rows are all there. */
  finished: z.array(resourceType),
  currentType: resourceType.optional(),
  rows: z.number(),
  chunks: z.number(),
  bytesReceived: z.number(),
  requests: z.number(),
  /** Bytes of the chunks before and after compression. */
  rawBytes: z.number(),
  storedBytes: z.number(),
  collector: z.object({
    isolate: z.string(),
    heapPeakBytes: z.number(),
    heapEndBytes: z.number(),
    gc: z.object({ forced: z.number(), natural: z.number(), pauseMs: z.number() }),
  }),
  missing: z.array(missingReportSchema),
  /** Readings that were interrupted and begun anew. */
  retries: z.number(),
  /** The one that is waited for or under way; undefined when all goes well. */
  retry: retryViewSchema.optional(),
  /** What the operator can put right, though nothing is missing. */
  advice: z.array(adviceSchema).optional(),
  cache: collectionCacheSchema,
  /** What a refresh found against the rows cached before, by kind; values that move all the time do not count. */
  changes: z.partialRecord(resourceType, changeCountsSchema).optional(),
  /** JSON bytes of each column over all rows collected, by kind and path; told at the end. */
  columnBytes: z.partialRecord(resourceType, z.record(z.string(), z.number())).optional(),
  profile: allocationProfileSchema.optional(),
  error: errorDataSchema.optional(),
});
export type CollectionState = z.infer<typeof collectionStateSchema>;

interface Exchange {
  readonly params: z.ZodType;
  readonly result: z.ZodType;
}

/** Requests: what the renderer may ask, with the shape of question and answer. */
export const requests = {
  'app:info': {
    params: empty,
    result: z.object({
      name: z.string(),
      version: z.string(),
      host: z.enum(['electron', 'web']),
      platform: z.string(),
      versions: z.record(z.string(), z.string()),
      /** What a person should know at once, such as a settings file that was set aside. */
      notices: z.array(z.string()),
      /** Nobody has been shown around yet. */
      tourDue: z.boolean(),
      /** What the connect form starts with. */
      connection: z.object({ server: z.string(), user: z.string(), datacenters: z.array(z.string()) }),
    }),
  },
  ...appRequests,
  'settings:list': { params: empty, result: z.array(settingViewSchema) },
  /** Changes settings in the file, by key, as text; null goes back to the default. All or nothing; errors name the field. */
  'settings:update': {
    params: z.strictObject({ changes: z.record(z.string().max(64), z.string().max(4096).nullable()) }),
    result: z.array(settingViewSchema),
  },
  /** The attributes that differ from the essential ones, by kind. */
  'attributes:list': { params: empty, result: attributeSelectionSchema },
  /** Replaces the whole selection; a kind that is absent goes back to its essential attributes. */
  'attributes:update': {
    params: z.strictObject({ selection: attributeSelectionSchema }),
    result: attributeSelectionSchema,
  },
  /** Looks at a server's certificate without logging in. */
  'connection:probe': {
    params: z.strictObject({ server: z.string().trim().min(1).max(512) }),
    result: z.object({
      server: z.string(),
      /** Absent on plain http. */
      certificate: certificateSchema.optional(),
      trusted: z.boolean(),
      /** Why the certificate is not trusted. */
      reason: z.string().optional(),
    }),
  },
  'collection:list': { params: empty, result: z.array(collectionStateSchema) },
  'collection:start': {
    params: z.strictObject({ source: collectionSourceSchema }),
    result: z.object({ collectionId }),
  },
  /** Collects from the same source again, with the settings as they are now; `resume` reads only what is not whole yet. */
  'collection:repeat': {
    params: z.strictObject({ collectionId, resume: z.boolean().optional() }),
    result: z.object({ collectionId }),
  },
  'collection:cancel': { params: z.strictObject({ collectionId }), result: empty },
  /** Lets go of a collection with its rows and its tree; one that runs is cancelled. Windows hear of it. */
  'collection:forget': { params: z.strictObject({ collectionId }), result: empty },
  /** Starts the chunks of a collection from the first one; each must be credited before more than a few follow. */
  'inventory:open': { params: z.strictObject({ collectionId }), result: empty },
  'inventory:credit': { params: z.strictObject({ collectionId, seq: z.number().int().min(0) }), result: empty },
  'inventory:close': { params: z.strictObject({ collectionId }), result: empty },
  ...detailsRequests,
  ...memoryRequests,
  'cache:info': { params: empty, result: cacheInfoSchema },
  'cache:chunk': {
    params: z.strictObject({
      namespace: z.string().max(64),
      type: resourceType,
      scope: z.string().max(64),
      index: z.number().int().min(0),
    }),
    result: cachedChunkSchema,
  },
  /** What an invalidation would remove. */
  'cache:measure': { params: cacheSelectorSchema, result: cacheAmountSchema },
  'cache:invalidate': { params: cacheSelectorSchema, result: cacheAmountSchema },
  ...benchmarkRequests,
  ...hierarchyRequests,
  ...exportRequests,
  ...liveRequests,
  ...generationRequests,
  ...snapshotRequests,
  ...connectionRequests,
} as const satisfies Record<RequestName, Exchange>;

/** Pushes: what main may tell. */
export const pushes = {
  ...appPushes,
  'collection:changed': collectionStateSchema,
  /** A collection is not to be had any more. */
  'collection:forgotten': z.object({ collectionId, reason: z.enum(FORGET_REASONS) }),
  /** A chunk as it lies in the log: encoded column batch, decoded by the window (see shared/chunk.ts). */
  'inventory:chunk': z.object({
    collectionId,
    seq: z.number().int().min(0),
    type: resourceType,
    rows: z.number().int(),
    origin: z.enum(CHUNK_ORIGINS),
    bytes: z.instanceof(Uint8Array),
  }),
  ...memoryPushes,
  ...benchmarkPushes,
  ...hierarchyPushes,
  ...exportPushes,
  ...livePushes,
  ...generationPushes,
  ...snapshotPushes,
} as const satisfies Record<PushName, z.ZodType>;

export type RequestParams<K extends RequestName> = z.input<(typeof requests)[K]['params']>;
export type RequestResult<K extends RequestName> = z.output<(typeof requests)[K]['result']>;
export type PushPayload<K extends PushName> = z.output<(typeof pushes)[K]>;

/** How an answer crosses a boundary: errors are data, never a thrown object that loses its fields. */
export type Envelope<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: z.infer<typeof errorDataSchema> };

/**
 * What a window is given, whichever host serves it: one function per request and one per push.
 * Requests resolve to an envelope and never reject for an answered failure; subscriptions return their own end.
 */
export interface HeapsphereBridge {
  readonly requests: { readonly [K in RequestName]: (params: RequestParams<K>) => Promise<Envelope<RequestResult<K>>> };
  readonly pushes: { readonly [K in PushName]: (listener: (payload: PushPayload<K>) => void) => () => void };
}
