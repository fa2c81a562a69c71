import { z } from 'zod';
import { errorDataSchema } from '../errors.ts';
import { collectionOptionsSchema } from '../settings.ts';

const benchmarkId = z.string().regex(/^[0-9a-z-]{1,64}$/);
const empty = z.strictObject({});

/** What one run is measured by. Less is better for all of them. */
export const BENCHMARK_METRICS = [
  'wallMs',
  'cpuMs',
  'peakRssBytes',
  'heapPeakBytes',
  'heapSettledBytes',
  'gcCount',
  'gcPauseMs',
  'bytesReceived',
  'requests',
  'cacheRawBytes',
  'cacheStoredBytes',
] as const;
export type BenchmarkMetric = (typeof BENCHMARK_METRICS)[number];

export const BENCHMARK_SUITES = ['switches', 'quick', 'cache', 'pair', 'batch-sizes', 'codecs'] as const;
export type BenchmarkSuite = (typeof BENCHMARK_SUITES)[number];

/** The settings that a scenario may differ in. */
export const scenarioOptionsSchema = collectionOptionsSchema
  .pick({
    pruning: true,
    streaming: true,
    compress: true,
    codec: true,
    compressionLevel: true,
    explicitGc: true,
    batchSize: true,
  })
  .strict();
export type ScenarioOptions = z.infer<typeof scenarioOptionsSchema>;

export const scenarioSchema = z.object({
  /** "baseline", "pruning", "all", "batch-100" …: unique within a benchmark. */
  id: z.string(),
  name: z.string(),
  options: scenarioOptionsSchema,
  /** `cold`: an empty cache of its own; `warm`: one that an unmeasured collection has filled. */
  cache: z.enum(['cold', 'warm']),
});
export type Scenario = z.infer<typeof scenarioSchema>;

export const benchmarkEstateSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('demo'),
    vms: z.number().int().min(1).max(100_000),
    seed: z.number().int().min(0).max(0xffff_ffff).default(1),
  }),
  /** Where a collection of this process reads from; its password stays in main. */
  z.strictObject({ kind: z.literal('collection'), collectionId: z.string().min(1).max(64) }),
]);
export type BenchmarkEstate = z.infer<typeof benchmarkEstateSchema>;

/** What to measure. */
export const benchmarkOrderSchema = z.strictObject({
  estate: benchmarkEstateSchema,
  suite: z.enum(BENCHMARK_SUITES),
  /** `minimal`: pools, datastores, networks and templates only. */
  resources: z.enum(['all', 'minimal']).default('all'),
  /** Measured runs of each scenario, after the warm-up. */
  runs: z.number().int().min(1).max(50).default(5),
  /** Decides the order of the runs. */
  seed: z.number().int().min(0).max(0xffff_ffff).default(1),
  /** The two settings of the suite `pair`. */
  pair: z.tuple([scenarioOptionsSchema, scenarioOptionsSchema]).optional(),
});
export type BenchmarkOrder = z.infer<typeof benchmarkOrderSchema>;

/** Heap of the collector and resident set of the process over one run; milliseconds since its start, and bytes. */
export const curveSchema = z.object({
  atMs: z.array(z.number()),
  heapUsed: z.array(z.number()),
  rss: z.array(z.number()),
});
export type Curve = z.infer<typeof curveSchema>;

/** One measured run in a process of its own. */
export const benchmarkRunSchema = z.object({
  scenario: z.string(),
  /** Counted from 1; each round runs every scenario once, in an order of its own. */
  round: z.number(),
  /** Place within the whole benchmark, counted from 1. */
  order: z.number(),
  /** Milliseconds since the epoch. */
  startedAt: z.number(),
  rows: z.number(),
  metrics: z.record(z.enum(BENCHMARK_METRICS), z.number()),
  curve: curveSchema,
});
export type BenchmarkRun = z.infer<typeof benchmarkRunSchema>;

export const BENCHMARK_PHASES = ['running', 'completed', 'partial', 'cancelled', 'failed'] as const;

/** On what it was measured. */
export const environmentSchema = z.object({
  version: z.string(),
  host: z.string(),
  cpu: z.string(),
  cores: z.number(),
  memoryBytes: z.number(),
  os: z.string(),
  arch: z.string(),
  /** Node, V8, Electron … */
  versions: z.record(z.string(), z.string()),
});
export type BenchmarkEnvironment = z.infer<typeof environmentSchema>;

/** A benchmark as it lies on disk: everything that a report is made of. */
export const benchmarkRecordSchema = z.object({
  schema: z.literal(1),
  id: benchmarkId,
  phase: z.enum(BENCHMARK_PHASES),
  createdAt: z.number(),
  endedAt: z.number(),
  estate: z.object({
    kind: z.enum(['demo', 'vcenter']),
    label: z.string(),
    /** Tells equal estates: "demo 10000 seed 1", or the instanceUuid and datacenters of a vCenter. */
    key: z.string(),
    apiVersion: z.string(),
    vms: z.number(),
  }),
  suite: z.enum(BENCHMARK_SUITES),
  resources: z.enum(['all', 'minimal']),
  runs: z.number(),
  seed: z.number(),
  environment: environmentSchema,
  /** The settings that all scenarios share, by variable. */
  settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()])),
  /** The first is what the others are compared with. */
  scenarios: z.array(scenarioSchema),
  /** In the order they ran; a cancelled benchmark has fewer. */
  results: z.array(benchmarkRunSchema),
  /** Runs that did not come to their end, and why. */
  failures: z.array(z.object({ scenario: z.string(), round: z.number(), error: errorDataSchema })),
  error: errorDataSchema.optional(),
});
export type BenchmarkRecord = z.infer<typeof benchmarkRecordSchema>;

/** A line of the history. */
export const benchmarkSummarySchema = benchmarkRecordSchema
  .pick({ id: true, phase: true, createdAt: true, endedAt: true, suite: true, resources: true, runs: true })
  .extend({
    estate: z.string(),
    /** Equal for benchmarks that can be compared: same estate, suite and resources. */
    comparableKey: z.string(),
    finishedRuns: z.number(),
    /** New ones of the same comparableKey are held against it. */
    isBaseline: z.boolean(),
  });
export type BenchmarkSummary = z.infer<typeof benchmarkSummarySchema>;

/** How far a benchmark is. */
export const benchmarkProgressSchema = z.object({
  id: benchmarkId,
  phase: z.enum([...BENCHMARK_PHASES, 'starting', 'warming up', 'cancelling']),
  startedAt: z.number(),
  scenarios: z.array(
    z.object({ id: z.string(), name: z.string(), finished: z.number(), failed: z.number(), runs: z.number() }),
  ),
  current: z.object({ scenario: z.string(), round: z.number(), rows: z.number(), startedAt: z.number() }).optional(),
  /** Counts warm-up runs too. */
  finishedRuns: z.number(),
  totalRuns: z.number(),
  /** Estimated from the runs so far; absent until one of each kind has run. */
  secondsLeft: z.number().optional(),
  error: errorDataSchema.optional(),
});
export type BenchmarkProgress = z.infer<typeof benchmarkProgressSchema>;

export const REPORT_FORMATS = ['html', 'md', 'csv', 'json'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export const benchmarkReportSchema = z.object({ fileName: z.string(), mediaType: z.string(), text: z.string() });
export type BenchmarkReport = z.infer<typeof benchmarkReportSchema>;

export const benchmarkRequests = {
  /** One benchmark runs at a time. */
  'benchmark:start': { params: z.strictObject({ order: benchmarkOrderSchema }), result: z.object({ id: benchmarkId }) },
  /** Ends the run that is under way; those that are finished are kept. */
  'benchmark:cancel': { params: z.strictObject({ id: benchmarkId }), result: empty },
  /** The one that runs, when one does. */
  'benchmark:progress': { params: empty, result: z.object({ running: benchmarkProgressSchema.optional() }) },
  /** The history, newest first. */
  'benchmark:list': { params: empty, result: z.array(benchmarkSummarySchema) },
  'benchmark:get': { params: z.strictObject({ id: benchmarkId }), result: benchmarkRecordSchema },
  'benchmark:remove': { params: z.strictObject({ id: benchmarkId }), result: empty },
  'benchmark:mark-baseline': { params: z.strictObject({ id: benchmarkId, marked: z.boolean() }), result: empty },
  'benchmark:report': {
    params: z.strictObject({ id: benchmarkId, format: z.enum(REPORT_FORMATS) }),
    result: benchmarkReportSchema,
  },
} as const;

export const benchmarkPushes = { 'benchmark:changed': benchmarkProgressSchema } as const;
