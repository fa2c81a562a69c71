/**
 * What a suite measures. Column batches have no scenario: they are the form in which every part hands rows on to the
 * next (decoder, cache, window, export), with all switches off as with all on, so they cannot be switched off alone.
 */
import type { BenchmarkSuite, Scenario, ScenarioOptions } from '../../shared/benchmark/benchmark-view.ts';
import { HeapsphereError } from '../../shared/errors.ts';

export const BATCH_SIZES = [10, 25, 50, 100, 200, 500, 1000] as const;
export const GZIP_LEVELS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

const NONE = { pruning: false, streaming: false, compress: false, explicitGc: false } as const;
const ALL = { pruning: true, streaming: true, compress: true, explicitGc: true } as const;

/**
 * The scenarios of a suite; the first is what the others are compared with.
 * @param current what the settings say: codec, level and batch size where the suite does not vary them
 * Throws `usage` for the suite `pair` without its two settings.
 */
export function scenariosOf(
  suite: BenchmarkSuite,
  current: ScenarioOptions,
  pair?: readonly [ScenarioOptions, ScenarioOptions],
): Scenario[] {
  const baseline = cold('baseline', 'Baseline, all off', { ...current, ...NONE });
  const all = cold('all', 'All on', { ...current, ...ALL });
  switch (suite) {
    case 'quick':
      return [baseline, all];
    case 'switches':
      return [
        baseline,
        cold('pruning', 'Pruning only', { ...current, ...NONE, pruning: true }),
        cold('streaming', 'Streaming only', { ...current, ...NONE, streaming: true }),
        cold('explicit-gc', 'Explicit GC only', { ...current, ...NONE, explicitGc: true }),
        cold('compression', 'Compression only', { ...current, ...NONE, compress: true }),
        all,
      ];
    case 'cache':
      return [
        { id: 'cold', name: 'Cold cache', options: current, cache: 'cold' },
        { id: 'warm', name: 'Warm cache', options: current, cache: 'warm' },
      ];
    case 'pair':
      if (pair) return [cold('a', `A: ${describe(pair[0])}`, pair[0]), cold('b', `B: ${describe(pair[1])}`, pair[1])];
      throw new HeapsphereError({
        code: 'usage',
        message: 'A comparison of two settings needs both of them.',
        action: 'Give the settings A and B.',
      });
    case 'batch-sizes':
      return BATCH_SIZES.map((batchSize) =>
        cold(`batch-${batchSize}`, `Batch size ${batchSize}`, { ...all.options, batchSize }),
      );
    case 'codecs':
      return [
        cold('plain', 'Plain', { ...all.options, compress: false }),
        ...GZIP_LEVELS.map((compressionLevel) =>
          cold(`gzip-${compressionLevel}`, `gzip ${compressionLevel}`, {
            ...all.options,
            codec: 'gzip',
            compressionLevel,
          }),
        ),
        cold('zstd', 'zstd', { ...all.options, codec: 'zstd' }),
      ];
  }
}

function cold(id: string, name: string, options: ScenarioOptions): Scenario {
  return { id, name, options, cache: 'cold' };
}

/** "pruning on, streaming off, gzip 6, explicit GC on, batch size 50". */
function describe({
  pruning,
  streaming,
  compress,
  codec,
  compressionLevel,
  explicitGc,
  batchSize,
}: ScenarioOptions): string {
  const packed = codec === 'zstd' ? 'zstd' : `gzip ${compressionLevel}`;
  return [
    `pruning ${onOff(pruning)}`,
    `streaming ${onOff(streaming)}`,
    compress ? packed : 'compression off',
    `explicit GC ${onOff(explicitGc)}`,
    `batch size ${batchSize}`,
  ].join(', ');
}

function onOff(on: boolean): string {
  return on ? 'on' : 'off';
}
