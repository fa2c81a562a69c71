import { z } from 'zod';
import { CHUNK_CODECS } from './chunk.ts';
import { RESOURCE_TYPES } from './inventory.ts';

const resourceType = z.enum(RESOURCE_TYPES);

export const CACHE_BACKENDS = ['embedded', 'redis'] as const;
export type CacheBackend = (typeof CACHE_BACKENDS)[number];

/** One kind of rows of one vCenter as it lies in the cache. */
export const cacheEntrySchema = z.object({
  /** Stands for vCenter and user; tells neither. */
  namespace: z.string(),
  type: resourceType,
  /** Stands for the attributes and datacenters that were asked for. */
  scope: z.string(),
  vcenter: z.object({ name: z.string(), server: z.string(), instanceUuid: z.string() }),
  datacenters: z.array(z.string()).readonly(),
  pruned: z.boolean(),
  rows: z.number(),
  chunks: z.number(),
  rawBytes: z.number(),
  storedBytes: z.number(),
  codec: z.enum(CHUNK_CODECS),
  /** Milliseconds since the epoch. */
  collectedAt: z.number(),
  freshUntil: z.number(),
  /** When the store drops it; stale entries are kept for when vCenter cannot be reached. */
  expiresAt: z.number(),
});
export type CacheEntry = z.infer<typeof cacheEntrySchema>;

/** What a cache server says of itself; absent where it does not tell. */
export const cacheMemorySchema = z.object({
  usedBytes: z.number().optional(),
  maxBytes: z.number().optional(),
  /** Eviction policy of a Redis server. */
  policy: z.string().optional(),
  version: z.string().optional(),
});

export const cacheInfoSchema = z.object({
  backend: z.enum(CACHE_BACKENDS),
  /** Where it lies: a path, in a window with "~" for the home folder, or host and port; never a password. */
  location: z.string(),
  state: z.enum(['ready', 'unavailable']),
  /** The last thing that went wrong, and what to do. */
  problem: z.object({ message: z.string(), action: z.string(), at: z.number() }).optional(),
  memory: cacheMemorySchema,
  /** Advice on the server's configuration, in whole sentences. */
  advice: z.array(z.string()),
  /** Since the program started. Misses count what was asked for and was not there. */
  reads: z.object({ hits: z.number(), misses: z.number(), errors: z.number() }),
  writes: z.object({ stored: z.number(), unchanged: z.number(), errors: z.number() }),
  entries: z.array(cacheEntrySchema),
});
export type CacheInfo = z.infer<typeof cacheInfoSchema>;

/** Which entries a request is about; fields that are absent match everything. */
export const cacheSelectorSchema = z.strictObject({
  namespace: z.string().max(64).optional(),
  type: resourceType.optional(),
  scope: z.string().max(64).optional(),
});
export type CacheSelector = z.infer<typeof cacheSelectorSchema>;

export const cacheAmountSchema = z.object({ entries: z.number(), chunks: z.number(), storedBytes: z.number() });
export type CacheAmount = z.infer<typeof cacheAmountSchema>;

/** A chunk taken out of the cache and unpacked, for a person to look at. */
export const cachedChunkSchema = z.object({
  codec: z.enum(CHUNK_CODECS),
  rows: z.number(),
  rawBytes: z.number(),
  storedBytes: z.number(),
  /** The row references, and the columns as display text, both of the first so many rows. */
  refs: z.array(z.string()),
  columns: z.array(z.object({ path: z.string(), cells: z.array(z.string()) })),
});
export type CachedChunk = z.infer<typeof cachedChunkSchema>;

/** What the cache did for one collection. */
export const collectionCacheSchema = z.object({
  backend: z.enum([...CACHE_BACKENDS, 'none']),
  /** `bypassed`: it failed half way and was left alone from then on. */
  state: z.enum(['off', 'in use', 'bypassed']),
  problem: z.string().optional(),
  /** Chunks read from the cache, and chunks written to it. */
  hits: z.number(),
  written: z.number(),
  /** Chunks the cache had already. */
  unchanged: z.number(),
  /** Kinds whose rows on screen come from the cache, and when those were collected, milliseconds since the epoch. */
  collectedAt: z.partialRecord(resourceType, z.number()),
  /** The rows come from the cache because vCenter could not be reached. */
  stale: z.boolean(),
  /** Another collector works on the same vCenter, and its rows are waited for. */
  waiting: z.boolean(),
});
export type CollectionCache = z.infer<typeof collectionCacheSchema>;

/** A collection without a cache, and the figures one with a cache begins with. */
export const NO_CACHE: CollectionCache = {
  backend: 'none',
  state: 'off',
  hits: 0,
  written: 0,
  unchanged: 0,
  collectedAt: {},
  stale: false,
  waiting: false,
};

export const changeCountsSchema = z.object({ added: z.number(), removed: z.number(), changed: z.number() });
export type ChangeCounts = z.infer<typeof changeCountsSchema>;
