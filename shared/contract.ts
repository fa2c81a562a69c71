import { z } from 'zod';
import { attributeSelectionSchema } from './attribute-selection-schema.ts';
import {
  cacheAmountSchema,
  cachedChunkSchema,
  cacheInfoSchema,
  cacheSelectorSchema,
  changeCountsSchema,
  collectionCacheSchema,
} from './cache-view.ts';
import type { PushName, RequestName } from './channels.ts';
import { certificateSchema, errorDataSchema } from './errors.ts';
import { RESOURCE_TYPES } from './inventory.ts';
import { collectionOptionsSchema, settingViewSchema } from './settings.ts';

const collectionId = z.string().min(1).max(64);
const resourceType = z.enum(RESOURCE_TYPES);
const empty = z.strictObject({});

/** SHA-256 fingerprint: 64 hex digits, colons optional; normalised to upper-case pairs with colons. */
export const fingerprintSchema = z
  .string()
  .transform((value) => value.replaceAll(':', '').trim().toUpperCase())
  .pipe(z.string().regex(/^[0-9A-F]{64}$/, 'a SHA-256 fingerprint has 64 hexadecimal digits'))
  .transform((hex) => (hex.match(/../g) ?? []).join(':'));

/** `earlier`: cached rows shown until a refresh has read their kind from vCenter; `cache`: cached rows that stay. */
export const CHUNK_ORIGINS = ['vcenter', 'cache', 'earlier'] as const;
export type ChunkOrigin = (typeof CHUNK_ORIGINS)[number];

/** Where a collection reads from. Passwords travel inwards only; no answer and no push carries one. */
export const collectionSourceSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('demo'),
    vms: z.number().int().min(1).max(100_000),
    seed: z.number().int().min(0).max(0xffff_ffff).default(1),
  }),
  z.strictObject({
    kind: z.literal('vcenter'),
    /** Host, host:port or URL; the path defaults to /sdk. */
    server: z.string().trim().min(1).max(512),
    user: z.string().trim().min(1).max(256),
    password: z.string().min(1).max(1024),
    /** Datacenter names; empty means all. */
    datacenters: z.array(z.string().trim().min(1).max(256)).max(256).default([]),
    /** Pinned certificate; without one the system's trust decides. */
    fingerprint256: fingerprintSchema.optional(),
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

export const missingReportSchema = z.object({
  type: resourceType,
  path: z.string(),
  reason: z.string(),
  count: z.number(),
  refs: z.array(z.string()).readonly(),
});

/** Where a collector allocated, by V8's sampling heap profiler. */
export const allocationProfileSchema = z.object({
  /** Bytes sampled altogether; the profiler looks at one allocation in so many. */
  totalBytes: z.number(),
  sites: z.array(z.object({ function: z.string(), location: z.string(), bytes: z.number() })),
});
export type AllocationProfile = z.infer<typeof allocationProfileSchema>;

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
  cache: collectionCacheSchema,
  /** What a refresh found against the rows cached before, by kind; values that move all the time do not count. */
  changes: z.partialRecord(resourceType, changeCountsSchema).optional(),
  /** JSON bytes of each column over all rows collected, by kind and path; told at the end. */
  columnBytes: z.partialRecord(resourceType, z.record(z.string(), z.number())).optional(),
  profile: allocationProfileSchema.optional(),
  error: errorDataSchema.optional(),
});
export type CollectionState = z.infer<typeof collectionStateSchema>;

/** Heap of one isolate at one moment, in bytes. */
export const isolateSampleSchema = z.object({
  /** "main", or a worker's name such as "collector-3". */
  isolate: z.string(),
  heapUsed: z.number(),
  heapTotal: z.number(),
  external: z.number(),
  heapLimit: z.number(),
});
export type IsolateSample = z.infer<typeof isolateSampleSchema>;

export const GC_KINDS = ['minor', 'major', 'incremental', 'weak callbacks'] as const;

/** One garbage collection. `at` is its start in milliseconds since the epoch. */
export const gcMarkSchema = z.object({
  isolate: z.string(),
  at: z.number(),
  pauseMs: z.number(),
  kind: z.enum(GC_KINDS),
  forced: z.boolean(),
  /** Kind of rows and number of the batch it fell in, when one was open. */
  batch: z.object({ type: resourceType, seq: z.number() }).optional(),
});
export type GcMark = z.infer<typeof gcMarkSchema>;

/** The time a batch took from its first byte to being shipped, milliseconds since the epoch. */
export const batchBandSchema = z.object({
  isolate: z.string(),
  from: z.number(),
  to: z.number(),
  type: resourceType,
  seq: z.number(),
  rows: z.number(),
});
export type BatchBand = z.infer<typeof batchBandSchema>;

/** One moment of the process, with the marks that came since the last one. */
export const memoryTickSchema = z.object({
  at: z.number(),
  /** Resident set of the whole process, in bytes; lags behind the heaps and belongs to no single isolate. */
  rss: z.number(),
  isolates: z.array(isolateSampleSchema),
  gc: z.array(gcMarkSchema),
  batches: z.array(batchBandSchema),
});
export type MemoryTick = z.infer<typeof memoryTickSchema>;

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
      /** What the connect form starts with. */
      connection: z.object({ server: z.string(), user: z.string(), datacenters: z.array(z.string()) }),
    }),
  },
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
  /** Collects from the same source again, with the settings as they are now. */
  'collection:repeat': { params: z.strictObject({ collectionId }), result: z.object({ collectionId }) },
  'collection:cancel': { params: z.strictObject({ collectionId }), result: empty },
  /** Starts the chunks of a collection from the first one; each must be credited before more than a few follow. */
  'inventory:open': { params: z.strictObject({ collectionId }), result: empty },
  'inventory:credit': { params: z.strictObject({ collectionId, seq: z.number().int().min(0) }), result: empty },
  'inventory:close': { params: z.strictObject({ collectionId }), result: empty },
  /** The last ten minutes, oldest first. */
  'memory:history': { params: empty, result: z.array(memoryTickSchema) },
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
} as const satisfies Record<RequestName, Exchange>;

/** Pushes: what main may tell. */
export const pushes = {
  'collection:changed': collectionStateSchema,
  /** A chunk as it lies in the log: encoded column batch, decoded by the window (see shared/chunk.ts). */
  'inventory:chunk': z.object({
    collectionId,
    seq: z.number().int().min(0),
    type: resourceType,
    rows: z.number().int(),
    origin: z.enum(CHUNK_ORIGINS),
    bytes: z.instanceof(Uint8Array),
  }),
  'memory:tick': memoryTickSchema,
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
