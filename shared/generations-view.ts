import { z } from 'zod';
import { errorDataSchema } from './errors.ts';
import { EXPORT_FORMATS } from './export-view.ts';
import { type Cell, RESOURCE_TYPES } from './inventory.ts';

const resourceType = z.enum(RESOURCE_TYPES);

/** "20261127-120530-3f9a1c": the moment in UTC, and six digits of chance. Sorts by time. */
export const generationIdSchema = z.string().regex(/^\d{8}-\d{6}-[0-9a-f]{6}$/, 'is no id of a generation');

/** One collection as it is kept. */
export const generationSchema = z.object({
  id: generationIdSchema,
  /** What was collected from; `label` as the header of the window calls it. */
  source: z.object({ kind: z.enum(['demo', 'vcenter']), label: z.string(), server: z.string(), user: z.string() }),
  about: z.object({ name: z.string(), apiVersion: z.string(), instanceUuid: z.string() }),
  /** Stands for vCenter, account, datacenters, kinds and attributes: what generations replace each other by. */
  scope: z.string(),
  datacenters: z.array(z.string()),
  pruned: z.boolean(),
  /** Milliseconds since the epoch: begin and end of the collection. */
  startedAt: z.number(),
  collectedAt: z.number(),
  /** Not every kind is in it, because the collection ended early. */
  partial: z.boolean(),
  /** Values that vCenter did not give. */
  missing: z.number(),
  /** Rows by kind; only kinds that are whole. */
  counts: z.partialRecord(resourceType, z.number()),
  rows: z.number(),
  /** Bytes of its chunks; those it shares with others included. */
  storedBytes: z.number(),
  pinned: z.boolean(),
});
export type Generation = z.infer<typeof generationSchema>;

export const generationListSchema = z.object({
  /** Newest first. */
  generations: z.array(generationSchema),
  /** Kept of each vCenter; 0 keeps no further ones. */
  perVcenter: z.number(),
  maxBytes: z.number(),
  /** What all of them take on disk; shared chunks count once. */
  usedBytes: z.number(),
  /** What happened to generations since the program started, in whole sentences. */
  notices: z.array(z.string()),
});
export type GenerationList = z.infer<typeof generationListSchema>;

export const CHANGE_KINDS = ['added', 'removed', 'changed'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** Any JSON value; what it holds was checked when the chunk was read. */
const cellSchema = z.custom<Cell>((value) => value !== undefined);

/** One attribute of an object, in both generations; null is unset. */
const valueChangeSchema = z.object({ path: z.string(), before: cellSchema, after: cellSchema });
export type ValueChange = z.infer<typeof valueChangeSchema>;

/** One object that is not the same in both generations. */
export const objectChangeSchema = z.object({
  type: resourceType,
  kind: z.enum(CHANGE_KINDS),
  ref: z.string(),
  /** As vCenter has it; of the newer generation where it is in that. */
  name: z.string().nullable(),
  /** Empty unless it is a changed one. */
  values: z.array(valueChangeSchema),
});
export type ObjectChange = z.infer<typeof objectChangeSchema>;

/** Some objects, and the names of what their values refer to. */
export const changePageSchema = z.object({
  changes: z.array(objectChangeSchema),
  names: z.record(z.string(), z.string()),
});
export type ChangePage = z.infer<typeof changePageSchema>;

export const kindSummarySchema = z.object({
  type: resourceType,
  added: z.number(),
  removed: z.number(),
  changed: z.number(),
  /** Objects of which nothing but usage changed; among the changed ones only where usage was asked for. */
  usageOnly: z.number(),
  /** Changed values by path. */
  paths: z.record(z.string(), z.number()),
});
export type KindSummary = z.infer<typeof kindSummarySchema>;

export const changeSummarySchema = z.object({
  kinds: z.array(kindSummarySchema),
  /** What limits the comparison, in whole sentences. */
  notes: z.array(z.string()),
});
export type ChangeSummary = z.infer<typeof changeSummarySchema>;

/** What two generations are compared by. */
export const comparisonOrderSchema = z.strictObject({
  older: generationIdSchema,
  newer: generationIdSchema,
  /** Kinds wanted; absent: all that both have. */
  types: z.array(resourceType).min(1).max(RESOURCE_TYPES.length).optional(),
  /** Whether values that move by themselves, such as CPU usage, count as changes. */
  usage: z.boolean(),
});
export type ComparisonOrder = z.infer<typeof comparisonOrderSchema>;

/** Named by the window, so that it knows the first page when it comes. */
const comparisonId = z.string().min(1).max(64);

/** Where a comparison stands. */
export const comparisonStateSchema = z.object({
  id: comparisonId,
  phase: z.enum(['running', 'done', 'failed', 'cancelled']),
  /** Rows read so far, and rows to be read as far as that is known. */
  rowsRead: z.number(),
  rowsExpected: z.number(),
  summary: changeSummarySchema.optional(),
  error: errorDataSchema.optional(),
  /** The file that was written, where one was asked for. */
  file: z.object({ path: z.string(), bytes: z.number(), objects: z.number() }).optional(),
});
export type ComparisonState = z.infer<typeof comparisonStateSchema>;

const nothing = z.strictObject({});

/** What the window asks of generations. Each window has one comparison and one export at a time; a new one ends the last. */
export const generationRequests = {
  'generations:list': { params: nothing, result: generationListSchema },
  /** Pages follow as pushes to this window; each must be credited before more than a few follow. */
  'generations:compare': { params: comparisonOrderSchema.extend({ id: comparisonId }), result: nothing },
  'generations:credit': { params: z.strictObject({ id: comparisonId, seq: z.number().int().min(0) }), result: nothing },
  /** Writes the difference to a file in the folder of exports instead of sending it. */
  'generations:export': {
    params: comparisonOrderSchema.extend({ id: comparisonId, format: z.enum(EXPORT_FORMATS), gzip: z.boolean() }),
    result: nothing,
  },
  'generations:cancel': { params: z.strictObject({ id: comparisonId }), result: nothing },
  'generations:delete': { params: z.strictObject({ id: generationIdSchema }), result: generationListSchema },
  'generations:pin': {
    params: z.strictObject({ id: generationIdSchema, pinned: z.boolean() }),
    result: generationListSchema,
  },
} as const;

export const generationPushes = {
  /** Generations came or went. */
  'generations:changed': nothing,
  'generations:page': z.object({ id: comparisonId, seq: z.number().int().min(0), page: changePageSchema }),
  'generations:state': comparisonStateSchema,
} as const;
