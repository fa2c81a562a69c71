import { z } from 'zod';
import { BATCH_STAGES } from './batch-stages.ts';
import { errorDataSchema } from './errors.ts';
import { RESOURCE_TYPES } from './inventory.ts';

const resourceType = z.enum(RESOURCE_TYPES);
const isolateName = z.string().min(1).max(64);

/** Heap of one isolate at one moment, in bytes. */
export const isolateSampleSchema = z.object({
  /** "main", "window", or a worker's name such as "collector-3". */
  isolate: z.string(),
  heapUsed: z.number(),
  heapTotal: z.number(),
  /** Memory outside of the heap that objects in it hold; contains arrayBuffers. */
  external: z.number(),
  heapLimit: z.number(),
  /** Absent where the isolate does not tell, or was too busy to. */
  arrayBuffers: z.number().optional(),
  /** Longest delay of the event loop since the sample before, in milliseconds. */
  loopDelayMs: z.number().optional(),
});
export type IsolateSample = z.infer<typeof isolateSampleSchema>;

/** Resident set of one process that belongs to the application. */
export const processSampleSchema = z.object({
  /** "main", "demo vCenter", "benchmark run", "window", "GPU" … */
  name: z.string(),
  /** Bytes; lags behind the heaps and belongs to no single isolate. */
  rss: z.number(),
});
export type ProcessSample = z.infer<typeof processSampleSchema>;

export const GC_KINDS = ['minor', 'major', 'incremental', 'weak callbacks'] as const;

/** One garbage collection. `at` is its start in milliseconds since the epoch. */
export const gcMarkSchema = z.object({
  isolate: z.string(),
  at: z.number(),
  pauseMs: z.number(),
  kind: z.enum(GC_KINDS),
  forced: z.boolean(),
  /** Heap in use before minus after, in bytes; absent when V8 did not tell. Steps of an incremental one reclaim nothing. */
  reclaimedBytes: z.number().optional(),
  /** Kind of rows and number of the batch it fell in, when one was open. */
  batch: z.object({ type: resourceType, seq: z.number() }).optional(),
});
export type GcMark = z.infer<typeof gcMarkSchema>;

/**
 * From the first to the last moment of a stage within one batch; milliseconds since the epoch. Stages interleave, and the
 * wait for a page begins before the first byte of the batch.
 */
export const stageSpanSchema = z.object({
  from: z.number(),
  to: z.number(),
  /** How long of that the stage was really in work, in milliseconds. */
  busyMs: z.number(),
});
export type StageSpan = z.infer<typeof stageSpanSchema>;

/** The time a batch took from its first byte to being shipped, milliseconds since the epoch. */
export const batchBandSchema = z.object({
  isolate: z.string(),
  from: z.number(),
  to: z.number(),
  type: resourceType,
  seq: z.number(),
  rows: z.number(),
  /** Bytes received for it. */
  receivedBytes: z.number(),
  /** Heap in use when it was shipped minus when it began; what garbage collections took in between is not in it. */
  heapGrowthBytes: z.number(),
  stages: z.partialRecord(z.enum(BATCH_STAGES), stageSpanSchema),
});
export type BatchBand = z.infer<typeof batchBandSchema>;

/** One moment of the application, with the marks that came since the last one. */
export const memoryTickSchema = z.object({
  at: z.number(),
  /** Resident set of the main process, in bytes: the figure of `processes` that every host has. */
  rss: z.number(),
  /** Every other process of ours, where the host knows them. */
  processes: z.array(processSampleSchema),
  isolates: z.array(isolateSampleSchema),
  gc: z.array(gcMarkSchema),
  batches: z.array(batchBandSchema),
});
export type MemoryTick = z.infer<typeof memoryTickSchema>;

/** Where a collector allocated, by V8's sampling heap profiler. Positions are those of the sources. */
export const allocationSiteSchema = z.object({ function: z.string(), location: z.string(), bytes: z.number() });

/** A node of the flame graph; `bytes` includes its children. */
export interface AllocationNode {
  readonly function: string;
  readonly location: string;
  readonly bytes: number;
  readonly children: readonly AllocationNode[];
}
export const allocationNodeSchema: z.ZodType<AllocationNode> = z.object({
  function: z.string(),
  location: z.string(),
  bytes: z.number(),
  get children() {
    return z.array(allocationNodeSchema);
  },
});

export const allocationProfileSchema = z.object({
  /** Bytes sampled altogether; the profiler looks at one allocation in so many. */
  totalBytes: z.number(),
  /** The functions that allocated most, by their own allocations. */
  sites: z.array(allocationSiteSchema),
  /** Call tree from the root; branches below half a percent are summed up in "(other)". */
  tree: allocationNodeSchema,
});
export type AllocationProfile = z.infer<typeof allocationProfileSchema>;

export const collectedGarbageSchema = z.object({
  isolate: z.string(),
  beforeBytes: z.number(),
  afterBytes: z.number(),
  pauseMs: z.number(),
});

/** A file that was written for other tools. It may hold passwords and inventory: readable by its owner only. */
export const writtenFileSchema = z.object({ path: z.string(), bytes: z.number() });

/** One settled heap of a leak check: after a whole collection and a forced garbage collection. */
export const leakPointSchema = z.object({
  /** Counted from 1. */
  run: z.number(),
  at: z.number(),
  heapUsed: z.number(),
  external: z.number(),
  rss: z.number(),
});

export const LEAK_VERDICTS = ['steady', 'growing', 'shrinking', 'unclear'] as const;

/** What repeated collections left behind in the main isolate. */
export const leakVerdictSchema = z.object({
  kind: z.enum(LEAK_VERDICTS),
  /** Slope of the settled heap in bytes per collection, by least squares, with its 95 % confidence interval. */
  slopeBytes: z.number(),
  lowBytes: z.number(),
  highBytes: z.number(),
  /** Runs at the start that were left out, because caches and compiled code still filled up. */
  warmUpRuns: z.number(),
  sentence: z.string(),
});
export type LeakVerdict = z.infer<typeof leakVerdictSchema>;

export const leakCheckSchema = z.object({
  phase: z.enum(['running', 'completed', 'cancelled', 'failed']),
  /** What is collected again and again. */
  label: z.string(),
  runs: z.number(),
  points: z.array(leakPointSchema),
  verdict: leakVerdictSchema.optional(),
  error: errorDataSchema.optional(),
});
export type LeakCheck = z.infer<typeof leakCheckSchema>;

/** What the tools of the memory screen are doing. */
export const memoryToolsSchema = z.object({
  /** Isolates that can be looked into now. */
  isolates: z.array(z.string()),
  recording: z.object({ isolate: z.string(), since: z.number() }).optional(),
  leak: leakCheckSchema.optional(),
  /** Where snapshots and profiles are written. */
  folder: z.string(),
});
export type MemoryTools = z.infer<typeof memoryToolsSchema>;

const empty = z.strictObject({});
const oneIsolate = z.strictObject({ isolate: isolateName });

export const memoryRequests = {
  /** The last ten minutes, oldest first. */
  'memory:history': { params: empty, result: z.array(memoryTickSchema) },
  'memory:tools': { params: empty, result: memoryToolsSchema },
  /** Collects garbage in full, in main and in every collector. */
  'memory:collect-garbage': { params: empty, result: z.array(collectedGarbageSchema) },
  /** Writes a .heapsnapshot of one isolate, which stands still meanwhile. */
  'memory:snapshot': { params: oneIsolate, result: writtenFileSchema },
  'memory:profile-start': { params: oneIsolate, result: empty },
  /** Ends the recording, writes the .heapprofile and tells where was allocated. */
  'memory:profile-stop': {
    params: empty,
    result: z.object({
      isolate: z.string(),
      seconds: z.number(),
      file: writtenFileSchema,
      profile: allocationProfileSchema,
    }),
  },
  /** Collects again from where a collection came, so many times, and watches the settled heap. */
  'memory:leak-start': {
    params: z.strictObject({ collectionId: z.string().min(1).max(64), runs: z.number().int().min(3).max(100) }),
    result: empty,
  },
  'memory:leak-cancel': { params: empty, result: empty },
} as const;

export const memoryPushes = {
  /** Once a second, oldest first: a message a sample would cost the window more than all of its drawing. */
  'memory:ticks': z.array(memoryTickSchema),
  /** Whenever a recording or a leak check begins, goes on or ends, and when isolates come and go. */
  'memory:tools': memoryToolsSchema,
} as const;
