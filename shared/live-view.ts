import { z } from 'zod';
import { errorDataSchema } from './errors.ts';
import { type Cell, type ColumnBatch, RESOURCE_TYPES } from './inventory.ts';

const collectionId = z.string().min(1).max(64);
const resourceType = z.enum(RESOURCE_TYPES);
const empty = z.strictObject({});

/** Most rows of which a window may say that they are in view. */
export const MAX_VISIBLE_ROWS = 200;

/** `off` has a reason: a setting, a refused login, a demo estate in which nothing happens. */
export const LIVE_PHASES = ['starting', 'live', 'paused', 'reconnecting', 'off'] as const;
export type LivePhase = (typeof LIVE_PHASES)[number];

/** Whether changes of a collection's objects reach this window, and since when nothing else has happened. */
export const liveStateSchema = z.object({
  collectionId,
  phase: z.enum(LIVE_PHASES),
  /** Why it is off, or tried again. */
  reason: errorDataSchema.optional(),
  /** Kinds whose objects are followed: those that were collected whole. None when it is off from the beginning. */
  kinds: z.array(resourceType).readonly(),
  /** When vCenter said last that configuration and state of these kinds are these, in milliseconds since the epoch. */
  confirmedAt: z.number().optional(),
  /** Seconds between two readings of what vCenter does not push. */
  pollSeconds: z.number(),
});
export type LiveState = z.infer<typeof liveStateSchema>;

/** `state` is what vCenter pushes; `stats` is what has to be asked for: use of CPU and memory, storage, status. */
export const LIVE_GROUPS = ['state', 'stats'] as const;
export type LiveGroup = (typeof LIVE_GROUPS)[number];

function isColumns(value: unknown, rows: number): value is Record<string, Cell[]> {
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).every((cells) => Array.isArray(cells) && cells.length === rows);
}

/** Rows of one kind as columns; every column has as many cells as there are references. */
const columnBatchSchema = z.custom<ColumnBatch>((value) => {
  const { type, refs, columns } = (value ?? {}) as Partial<Record<keyof ColumnBatch, unknown>>;
  const isKind = RESOURCE_TYPES.some((known) => known === type);
  return (
    isKind && Array.isArray(refs) && refs.every((ref) => typeof ref === 'string') && isColumns(columns, refs.length)
  );
}, 'rows of a known kind, with as many cells in each column as there are references');

export const liveChangesSchema = z.object({
  collectionId,
  /** Number of the push to this window, from 0; credited when it is on screen. */
  seq: z.number().int().min(0),
  group: z.enum(LIVE_GROUPS),
  /** When vCenter told it, in milliseconds since the epoch. */
  at: z.number(),
  /** Rows that are new or different; a row that is known keeps the columns that are not among these. */
  rows: z.array(columnBatchSchema).readonly(),
  /** Objects that are gone. */
  left: z.array(z.object({ type: resourceType, refs: z.array(z.string()).readonly() })).readonly(),
});
export type LiveChanges = z.infer<typeof liveChangesSchema>;

export const liveRequests = {
  /**
   * Watches the objects of a collection that has all its rows. What differs from those rows is pushed first, so a window asks
   * for this once it has taken them in. At most a few pushes follow before one has to be credited.
   */
  'live:open': { params: z.strictObject({ collectionId }), result: liveStateSchema },
  'live:close': { params: z.strictObject({ collectionId }), result: empty },
  /** While it is paused nothing is pushed; what happened meanwhile comes when it goes on. */
  'live:pause': { params: z.strictObject({ collectionId, paused: z.boolean() }), result: liveStateSchema },
  'live:credit': { params: z.strictObject({ collectionId, seq: z.number().int().min(0) }), result: empty },
  /** The rows in view: what vCenter does not push is read for these, at once and then again and again. Replaces those before. */
  'live:visible': {
    params: z.strictObject({ collectionId, refs: z.array(z.string().min(3).max(1024)).max(MAX_VISIBLE_ROWS) }),
    result: empty,
  },
} as const;

export const livePushes = { 'live:state': liveStateSchema, 'live:changes': liveChangesSchema } as const;
