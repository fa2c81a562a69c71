import {
  BENCHMARK_METRICS,
  type BenchmarkMetric,
  type BenchmarkRecord,
  type ScenarioOptions,
} from '../../shared/benchmark/benchmark-view.ts';

export const OPTIONS: ScenarioOptions = {
  pruning: true,
  streaming: true,
  compress: true,
  codec: 'gzip',
  compressionLevel: 6,
  explicitGc: true,
  batchSize: 50,
};

/** A benchmark of one scenario with one run. */
export function smallRecord(changes: Partial<BenchmarkRecord> = {}): BenchmarkRecord {
  const metrics = Object.fromEntries(BENCHMARK_METRICS.map((metric) => [metric, 1])) as Record<BenchmarkMetric, number>;
  return {
    schema: 1,
    id: 'first',
    phase: 'completed',
    createdAt: 1,
    endedAt: 2,
    estate: { kind: 'demo', label: 'Demo estate, 5 VMs', key: 'demo 5 seed 1', apiVersion: '8.0', vms: 5 },
    suite: 'quick',
    resources: 'all',
    runs: 1,
    seed: 1,
    environment: {
      version: '1',
      host: 'h',
      cpu: 'c',
      cores: 2,
      memoryBytes: 1,
      os: 'Linux 6',
      arch: 'x64',
      versions: {},
    },
    settings: { VSPHERE_TIMEOUT: 30 },
    scenarios: [{ id: 'all', name: 'All on', options: OPTIONS, cache: 'cold' }],
    results: [
      {
        scenario: 'all',
        round: 1,
        order: 1,
        startedAt: 1,
        rows: 5,
        metrics,
        curve: { atMs: [0], heapUsed: [1], rss: [2] },
      },
    ],
    failures: [],
    ...changes,
  };
}
