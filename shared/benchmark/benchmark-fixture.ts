import type {
  BenchmarkMetric,
  BenchmarkRecord,
  BenchmarkRun,
  BenchmarkSuite,
  Curve,
  Scenario,
} from './benchmark-view.ts';
import { type Random, seededRandom } from './random.ts';
import { FIXTURE_SCENARIOS } from './scenario-fixture.ts';

const MIB = 1024 * 1024;
const CREATED_AT = Date.UTC(2026, 7, 20, 14, 30);

type Metrics = Record<BenchmarkMetric, number>;

export interface FixtureOptions {
  readonly suite?: BenchmarkSuite;
  readonly runs?: number;
  readonly seed?: number;
  /** How much the runs of a scenario vary, as a share. */
  readonly jitter?: number;
  /** Another record of the same kind changes what some scenarios measure. */
  readonly change?: (scenario: Scenario, metrics: Metrics) => Metrics;
  readonly record?: Partial<BenchmarkRecord>;
}

/** A record as a benchmark of a demo estate of 10,000 VMs leaves it, every run computed from the seed. */
export function fixtureRecord({
  suite = 'switches',
  runs = 5,
  seed = 1,
  jitter = 0.02,
  change = (_, metrics) => metrics,
  record = {},
}: FixtureOptions = {}): BenchmarkRecord {
  const random = seededRandom(seed);
  const scenarios = record.scenarios ?? FIXTURE_SCENARIOS[suite];
  const rounds = Array.from({ length: runs }, (_, index) => index + 1);
  const results = rounds.flatMap((round) =>
    scenarios.map((scenario, index): BenchmarkRun => {
      const order = (round - 1) * scenarios.length + index + 1;
      const metrics = change(scenario, measured(scenario, jitter, random));
      return {
        scenario: scenario.id,
        round,
        order,
        startedAt: CREATED_AT + order * 20_000,
        rows: 10_631,
        metrics,
        curve: curveOf(scenario, metrics, random),
      };
    }),
  );
  return {
    schema: 1,
    id: `2026-08-20-1430-${suite}`,
    phase: 'completed',
    createdAt: CREATED_AT,
    endedAt: CREATED_AT + results.length * 20_000,
    estate: { kind: 'demo', label: 'Demo, 10,000 VMs', key: 'demo 10000 seed 1', apiVersion: '8.0.3.0', vms: 10_000 },
    suite,
    resources: 'all',
    runs,
    seed,
    environment: {
      version: '0.2.0',
      host: 'operator-laptop',
      cpu: 'AMD Ryzen 7 7840U',
      cores: 16,
      memoryBytes: 32 * 1024 * MIB,
      os: 'Debian GNU/Linux 13',
      arch: 'x64',
      versions: { node: '24.21.0', v8: '13.6.233.10' },
    },
    settings: { VSPHERE_TIMEOUT: 30, VSPHERE_CACHE_EXPIRY: 3600, VSPHERE_DATACENTERS: [] },
    scenarios: [...scenarios],
    results,
    failures: [],
    ...record,
  };
}

/** What such a run costs, roughly as measured on a laptop. */
function measured({ options, cache }: Scenario, jitter: number, random: Random): Metrics {
  const { pruning, streaming, compress, codec, compressionLevel, explicitGc, batchSize } = options;
  const vary = (value: number) => value * (1 + jitter * (random() + random() + random() - 1.5));
  const received = (pruning ? 31 : 246) * MIB;
  const pages = streaming ? Math.ceil(10_631 / Math.min(100, batchSize)) : 14;
  const raw = (pruning ? 3.1 : 74) * MIB;
  const ratio = !compress ? 1 : codec === 'zstd' ? 5.9 : 4.4 + 1.3 * (1 - 1 / compressionLevel);
  const packing = !compress ? 0 : (raw / MIB) * (codec === 'zstd' ? 1.3 : 4 + compressionLevel ** 1.7);
  const warm = cache === 'warm';
  const wall = warm ? 240 : (received / MIB) * (streaming ? 48 : 58) + pages * 6 + packing;
  const heap = warm ? 9 : streaming ? 14 + batchSize * 0.03 : (received / MIB) * 3.2;
  return {
    wallMs: vary(wall),
    cpuMs: vary(wall * 1.1 + 180),
    peakRssBytes: vary((96 + heap * 1.15) * MIB),
    heapPeakBytes: vary(heap * MIB),
    heapSettledBytes: vary((7 + (streaming ? 0 : 4)) * MIB),
    gcCount: Math.round(vary(explicitGc ? pages + 6 : streaming ? 60 : 38)),
    gcPauseMs: vary(streaming ? 60 + pages * 0.3 : 900),
    bytesReceived: warm ? 42_118 : Math.round(received),
    requests: warm ? 5 : pages + 19,
    cacheRawBytes: Math.round(raw),
    cacheStoredBytes: Math.round(raw / ratio),
  };
}

/** A sawtooth below the peak when streaming, one long rise otherwise. */
function curveOf({ options: { streaming } }: Scenario, metrics: Metrics, random: Random): Curve {
  const points = 120;
  const atMs = Array.from({ length: points }, (_, index) => Math.round((metrics.wallMs * index) / (points - 1)));
  const heapUsed = atMs.map((_, index) => {
    const progress = index / (points - 1);
    const shape = streaming
      ? 0.55 + 0.35 * ((index % 7) / 7) + 0.1 * random()
      : Math.min(1, progress * 1.25) * (0.9 + 0.1 * random());
    return Math.round(Math.max(6 * MIB, metrics.heapPeakBytes * shape));
  });
  const rss = heapUsed.map((_, index) => {
    const most = heapUsed.slice(0, index + 1).reduce((peak, value) => Math.max(peak, value), 0);
    return Math.round(80 * MIB + ((metrics.peakRssBytes - 80 * MIB) * most) / metrics.heapPeakBytes);
  });
  return { atMs, heapUsed, rss };
}
