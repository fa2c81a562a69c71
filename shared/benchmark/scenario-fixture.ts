import type { BenchmarkSuite, Scenario, ScenarioOptions } from './benchmark-view.ts';

const NOTHING: ScenarioOptions = {
  pruning: false,
  streaming: false,
  compress: false,
  codec: 'gzip',
  compressionLevel: 6,
  explicitGc: false,
  batchSize: 50,
};
const ALL: ScenarioOptions = { ...NOTHING, pruning: true, streaming: true, compress: true, explicitGc: true };

/** Scenarios as the suites have them. */
export const FIXTURE_SCENARIOS: Readonly<Record<BenchmarkSuite, readonly Scenario[]>> = {
  switches: [
    cold('baseline', 'Baseline, all off', NOTHING),
    cold('pruning', 'Pruning only', { ...NOTHING, pruning: true }),
    cold('streaming', 'Streaming only', { ...NOTHING, streaming: true }),
    cold('explicit-gc', 'Explicit GC only', { ...NOTHING, explicitGc: true }),
    cold('compression', 'Compression only', { ...NOTHING, compress: true }),
    cold('all', 'All on', ALL),
  ],
  quick: [cold('baseline', 'Baseline, all off', NOTHING), cold('all', 'All on', ALL)],
  cache: [cold('cold', 'Cold cache', ALL), { ...cold('warm', 'Warm cache', ALL), cache: 'warm' }],
  pair: [
    cold('a', 'A: pruning on, streaming on, gzip 6, explicit GC on, batch size 50', ALL),
    cold('b', 'B: pruning on, streaming on, zstd, explicit GC on, batch size 200', {
      ...ALL,
      batchSize: 200,
      codec: 'zstd',
    }),
  ],
  'batch-sizes': [10, 25, 50, 100, 200, 500, 1000].map((batchSize) =>
    cold(`batch-${batchSize}`, `Batch size ${batchSize}`, { ...ALL, batchSize }),
  ),
  codecs: [
    cold('plain', 'Plain', { ...ALL, compress: false }),
    ...Array.from({ length: 9 }, (_, index) =>
      cold(`gzip-${index + 1}`, `gzip ${index + 1}`, { ...ALL, compressionLevel: index + 1 }),
    ),
    cold('zstd', 'zstd', { ...ALL, codec: 'zstd' }),
  ],
};

function cold(id: string, name: string, options: ScenarioOptions): Scenario {
  return { id, name, options, cache: 'cold' };
}
