import { z } from 'zod';
import { errorDataSchema } from './errors.ts';
import { RESOURCE_TYPES } from './inventory.ts';
import { MOST_VCENTERS } from './open-vcenters.ts';

/** CSV, JSON and NDJSON hold rows as they were collected; a workbook is collected for, since it needs devices and snapshots too. */
export const EXPORT_FORMATS = ['csv', 'json', 'ndjson', 'xlsx'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const EXPORT_PHASES = ['running', 'done', 'failed', 'cancelled'] as const;

/** One export, as far as it is. Of each start of the program the last one is remembered. */
export const exportJobSchema = z.object({
  id: z.string(),
  phase: z.enum(EXPORT_PHASES),
  format: z.enum(EXPORT_FORMATS),
  anonymise: z.boolean(),
  /** Where the file is, once it is done. */
  path: z.string(),
  /** Rows written so far, and rows expected. */
  rows: z.number(),
  expectedRows: z.number(),
  /** Size of the whole file, in bytes. */
  fileBytes: z.number().optional(),
  /** Whether every row and every value is in it. */
  complete: z.boolean(),
  /** Whether vCenter could not be reached, so that its rows are those of a cache. */
  stale: z.boolean(),
  /** When the oldest of its rows were read from vCenter, in milliseconds since the epoch; told at the end. */
  collectedAt: z.number().optional(),
  error: errorDataSchema.optional(),
});
export type ExportJob = z.infer<typeof exportJobSchema>;

const nothing = z.strictObject({});

/** What the window asks of exports; one runs at a time. */
export const exportRequests = {
  'export:start': {
    params: z.strictObject({
      collectionId: z.string().min(1).max(64),
      /** Collections of further vCenters, whose rows go into the same file. A workbook is of one vCenter. */
      others: z
        .array(z.string().min(1).max(64))
        .min(1)
        .max(MOST_VCENTERS - 1)
        .optional(),
      format: z.enum(EXPORT_FORMATS),
      /** Ignored for a workbook, which is compressed anyway. */
      gzip: z.boolean(),
      /** Kinds wanted; absent: all. A workbook always has all. */
      types: z.array(z.enum(RESOURCE_TYPES)).min(1).max(RESOURCE_TYPES.length).optional(),
      anonymise: z.boolean(),
    }),
    result: exportJobSchema,
  },
  'export:cancel': { params: nothing, result: nothing },
  /** The running export, or the last one; null before the first. */
  'export:state': { params: nothing, result: exportJobSchema.nullable() },
} as const;

export type ExportWish = z.output<(typeof exportRequests)['export:start']['params']>;

export const exportPushes = { 'export:changed': exportJobSchema } as const;
