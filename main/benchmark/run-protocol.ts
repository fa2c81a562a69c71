import { z } from 'zod';
import { attributeSelectionSchema } from '../../shared/attribute-selection-schema.ts';
import { BENCHMARK_METRICS, curveSchema } from '../../shared/benchmark/benchmark-view.ts';
import { errorDataSchema } from '../../shared/errors.ts';
import { fingerprintSchema } from '../../shared/fingerprint.ts';
import { RESOURCE_TYPES } from '../../shared/inventory.ts';
import { collectionOptionsSchema } from '../../shared/settings.ts';

/** One run, in full: the process that makes it reads no settings of its own. Holds the password: it goes by message only. */
export const runOrderSchema = z.strictObject({
  server: z.string().min(1),
  user: z.string().min(1),
  password: z.string().min(1),
  /** Names; empty: all. */
  datacenters: z.array(z.string()),
  fingerprint256: fingerprintSchema.optional(),
  /** Authorities trusted in place of the system's, as PEM. */
  authorityPem: z.string().optional(),
  /** Proxy to go through; may hold its password. */
  proxy: z.string().optional(),
  /** Accepts any certificate. */
  insecure: z.boolean(),
  /** Kinds wanted; absent: all. */
  types: z.array(z.enum(RESOURCE_TYPES)).optional(),
  options: collectionOptionsSchema,
  attributes: attributeSelectionSchema,
  /** Most memory of the collector; 0 leaves it to how it collects. */
  memoryBudgetMegabytes: z.number().int().min(0),
  /** Empty, or filled for a warm run; nobody else uses it. */
  cacheFolder: z.string().min(1),
  version: z.string(),
});
export type RunOrder = z.infer<typeof runOrderSchema>;

/** What a run is told. */
export const runCommandSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('run'), order: runOrderSchema }),
  z.strictObject({ kind: z.literal('cancel') }),
]);
export type RunCommand = z.infer<typeof runCommandSchema>;

export const runResultSchema = z.object({
  rows: z.number(),
  /** Rows by kind. */
  counts: z.partialRecord(z.enum(RESOURCE_TYPES), z.number()),
  server: z.object({ apiVersion: z.string(), instanceUuid: z.string() }),
  /** Chunks read from the cache. */
  cacheHits: z.number(),
  metrics: z.record(z.enum(BENCHMARK_METRICS), z.number()),
  curve: curveSchema,
});
export type RunResult = z.infer<typeof runResultSchema>;

/** What a run tells: how far it is, and once how it ended. */
export const runReportSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), rows: z.number(), rssBytes: z.number() }),
  z.object({ kind: z.literal('finished'), result: runResultSchema }),
  z.object({ kind: z.literal('failed'), error: errorDataSchema }),
]);
export type RunReport = z.infer<typeof runReportSchema>;
