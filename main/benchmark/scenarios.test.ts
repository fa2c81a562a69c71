import { describe, expect, it } from 'vitest';
import { BENCHMARK_SUITES, type ScenarioOptions, scenarioSchema } from '../../shared/benchmark/benchmark-view.ts';
import { scenariosOf } from './scenarios.ts';

const CURRENT: ScenarioOptions = {
  pruning: true,
  streaming: false,
  compress: true,
  codec: 'zstd',
  compressionLevel: 3,
  explicitGc: false,
  batchSize: 75,
};
const OTHER: ScenarioOptions = { ...CURRENT, compress: false, batchSize: 10 };
const ids = (suite: (typeof BENCHMARK_SUITES)[number]) =>
  scenariosOf(suite, CURRENT, [CURRENT, OTHER]).map(({ id }) => id);
const SWITCHES = ['pruning', 'streaming', 'compress', 'explicitGc'] as const;

describe('scenarios', () => {
  it.each(BENCHMARK_SUITES)('of the suite %s are whole, with ids of their own', (suite) => {
    const scenarios = scenariosOf(suite, CURRENT, [CURRENT, OTHER]);
    for (const scenario of scenarios) expect(scenarioSchema.parse(scenario)).toEqual(scenario);
    expect(new Set(ids(suite)).size).toBe(scenarios.length);
    expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length);
    expect(scenarios.length).toBeGreaterThanOrEqual(2);
  });

  it('turn on one switch at a time, none first and all last', () => {
    expect(ids('switches')).toEqual(['baseline', 'pruning', 'streaming', 'explicit-gc', 'compression', 'all']);
    const on = scenariosOf('switches', CURRENT).map(({ options }) => SWITCHES.filter((key) => options[key]));
    expect(on).toEqual([[], ['pruning'], ['streaming'], ['explicitGc'], ['compress'], [...SWITCHES]]);
  });

  it('keep what their suite does not vary', () => {
    for (const { options } of scenariosOf('switches', CURRENT)) {
      expect(options).toMatchObject({ codec: 'zstd', compressionLevel: 3, batchSize: 75 });
    }
    expect(scenariosOf('cache', CURRENT)).toEqual([
      { id: 'cold', name: 'Cold cache', options: CURRENT, cache: 'cold' },
      { id: 'warm', name: 'Warm cache', options: CURRENT, cache: 'warm' },
    ]);
  });

  it('sweep sizes and codecs with everything else on', () => {
    const sizes = scenariosOf('batch-sizes', CURRENT);
    expect(sizes.map(({ options }) => options.batchSize)).toEqual([10, 25, 50, 100, 200, 500, 1000]);
    expect(sizes.every(({ options }) => SWITCHES.every((key) => options[key]))).toBe(true);
    const codecs = scenariosOf('codecs', CURRENT);
    expect(codecs.map(({ id }) => id)).toEqual([
      'plain',
      ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((level) => `gzip-${level}`),
      'zstd',
    ]);
    expect(codecs.map(({ options }) => options.compress)).toEqual([false, ...Array(10).fill(true)]);
    expect(codecs[4]?.options).toMatchObject({ codec: 'gzip', compressionLevel: 4, streaming: true });
  });

  it('of a pair are the two that were given, told apart by their names', () => {
    const [a, b] = scenariosOf('pair', CURRENT, [CURRENT, OTHER]);
    expect([a?.options, b?.options]).toEqual([CURRENT, OTHER]);
    expect(a?.name).toBe('A: pruning on, streaming off, zstd, explicit GC off, batch size 75');
    expect(b?.name).toBe('B: pruning on, streaming off, compression off, explicit GC off, batch size 10');
    expect(() => scenariosOf('pair', CURRENT)).toThrow('needs both');
  });
});
