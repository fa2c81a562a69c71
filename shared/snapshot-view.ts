import { z } from 'zod';
import { errorDataSchema } from './errors.ts';

export const SNAPSHOT_CHECK_PHASES = ['running', 'done', 'failed', 'cancelled'] as const;
/** Most VMs that one page of the answer tells of. */
export const SNAPSHOT_PAGE_ROWS = 2000;

/** One look at the snapshots of all VMs, as far as it is. Of each start of the program the last one is remembered. */
export const snapshotCheckSchema = z.object({
  id: z.string(),
  collectionId: z.string(),
  phase: z.enum(SNAPSHOT_CHECK_PHASES),
  /** VMs asked so far, and VMs expected. */
  checked: z.number(),
  expected: z.number(),
  /** VMs that have snapshots, and VMs of which vCenter did not tell. */
  found: z.number(),
  unknown: z.number(),
  /** Milliseconds since the epoch. */
  startedAt: z.number(),
  endedAt: z.number().optional(),
  error: errorDataSchema.optional(),
});
export type SnapshotCheck = z.infer<typeof snapshotCheckSchema>;

/** VMs with snapshots, and VMs of which nothing is known; what is in no page has none. All three lists are aligned. */
export const snapshotPageSchema = z.object({
  /** "VirtualMachine:vm-12" */
  refs: z.array(z.string()),
  /** How many snapshots; null where vCenter did not tell. */
  counts: z.array(z.number().nullable()),
  /** When the oldest one was taken, in milliseconds since the epoch; null where vCenter did not tell. */
  oldest: z.array(z.number().nullable()),
  /** Where the next page begins; null after the last one. */
  next: z.number().nullable(),
});
export type SnapshotPage = z.infer<typeof snapshotPageSchema>;

const nothing = z.strictObject({});

/** Snapshots are read when somebody wants to know: in every collection they would cost bytes for each VM. One check runs at a time. */
export const snapshotRequests = {
  'snapshots:start': {
    params: z.strictObject({ collectionId: z.string().min(1).max(64) }),
    result: snapshotCheckSchema,
  },
  'snapshots:cancel': { params: nothing, result: nothing },
  /** The running check, or the last one; null before the first. */
  'snapshots:state': { params: nothing, result: snapshotCheckSchema.nullable() },
  /** What a check that is done found, from an index on. */
  'snapshots:page': {
    params: z.strictObject({ id: z.string().max(64), from: z.number().int().min(0) }),
    result: snapshotPageSchema,
  },
} as const;

export const snapshotPushes = { 'snapshots:changed': snapshotCheckSchema } as const;
