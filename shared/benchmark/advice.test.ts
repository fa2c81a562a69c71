import { describe, expect, it } from 'vitest';
import { advise } from './advice.ts';
import { analyse } from './analysis.ts';
import { type FixtureOptions, fixtureRecord } from './benchmark-fixture.ts';
import { BENCHMARK_SUITES, type BenchmarkMetric, type Scenario } from './benchmark-view.ts';

function adviceFor(options: FixtureOptions): string {
  const record = fixtureRecord(options);
  return advise(record, analyse(record));
}

/** Multiplies what one scenario measures. */
function times(id: string, factors: Partial<Record<BenchmarkMetric, number>>): NonNullable<FixtureOptions['change']> {
  return ({ id: found }: Scenario, metrics) => {
    if (found !== id) return metrics;
    const entries = Object.entries(metrics) as [BenchmarkMetric, number][];
    return Object.fromEntries(entries.map(([name, value]) => [name, value * (factors[name] ?? 1)])) as typeof metrics;
  };
}

/** Every scenario measures the same, but for what varies from run to run. */
const alike: NonNullable<FixtureOptions['change']> = (_, metrics) => ({
  ...metrics,
  wallMs: 1000 + (metrics.wallMs % 20),
  cpuMs: 1000 + (metrics.cpuMs % 20),
  peakRssBytes: 1e8 + (metrics.peakRssBytes % 1e6),
  cacheStoredBytes: 5e5,
});

describe('advice', () => {
  it('keeps all on where that saves, and names what saves nothing by itself', () => {
    const advice = adviceFor({ suite: 'switches' });
    expect(advice).toMatch(
      /^Keep all on: .*less peak memory.*faster.*fewer cache bytes; “Explicit GC only” saves no memory/,
    );
    expect(advice).toMatch(/“Pruning only” is .* faster still, at .* more peak memory and .* times the cache bytes\.$/);
  });

  it('does not advise to keep on what saves nothing', () => {
    expect(adviceFor({ suite: 'quick', change: alike })).toBe('“All on” saves nothing here: within noise.');
    expect(adviceFor({ suite: 'switches', change: alike })).toMatch(/^“All on” saves nothing here/);
  });

  it('takes the better one of a pair, or tells the price', () => {
    expect(adviceFor({ suite: 'pair' })).toMatch(/^B is a trade: .* faster.*, for .* more peak memory\.$/);
    expect(adviceFor({ suite: 'pair', change: times('b', { peakRssBytes: 0.5 }) })).toMatch(
      /^Take B: .*, at no price\.$/,
    );
    expect(adviceFor({ suite: 'pair', change: alike })).toBe('Take either: B is within noise of A.');
    const worse = times('b', { wallMs: 2, cpuMs: 2, peakRssBytes: 2, cacheStoredBytes: 2 });
    expect(adviceFor({ suite: 'pair', change: worse })).toMatch(/^Take A: B saves nothing, at .* slower/);
  });

  it('tells what a filled cache saves', () => {
    expect(adviceFor({ suite: 'cache' })).toMatch(
      /^Keep the cache; with a filled one: 9\d.* faster.*fewer bytes received/,
    );
    const same: NonNullable<FixtureOptions['change']> = (scenario, metrics) => ({
      ...alike(scenario, metrics),
      bytesReceived: 9,
      requests: 5,
    });
    expect(adviceFor({ suite: 'cache', change: same })).toBe('A filled cache saves nothing beyond noise.');
  });

  it('takes the smallest of the fastest batch sizes within a modest price of memory', () => {
    expect(adviceFor({ suite: 'batch-sizes' })).toMatch(/^Batch size 100 is 2\d % ± \d faster than 50, /);
    const dear = ({ options }: Scenario, metrics: Record<BenchmarkMetric, number>) =>
      options.batchSize > 50 ? { ...metrics, peakRssBytes: metrics.peakRssBytes * 1.4 } : metrics;
    expect(adviceFor({ suite: 'batch-sizes', change: dear })).toMatch(/^Keep batch size 50: no other is faster/);
  });

  it('tells the price of a faster batch size in bytes', () => {
    const change = times('batch-100', { peakRssBytes: 1.06 });
    expect(adviceFor({ suite: 'batch-sizes', change })).toMatch(/faster than 50, for \d+\.\d+ MiB more peak memory\.$/);
  });

  it('takes a smaller batch that costs no time for the memory it saves', () => {
    const change: NonNullable<FixtureOptions['change']> = (scenario, metrics) => {
      const even = alike(scenario, metrics);
      return scenario.options.batchSize === 25 ? { ...even, peakRssBytes: even.peakRssBytes * 0.8 } : even;
    };
    expect(adviceFor({ suite: 'batch-sizes', change })).toMatch(
      /^Batch size 25 has (19\.\d|2\d) % ± [\d.]+ less peak memory than 50 and takes no longer\.$/,
    );
  });

  it('takes the codec with the best trade', () => {
    expect(adviceFor({ suite: 'codecs' })).toMatch(/^Take zstd instead of gzip level 6: 7\.1 % fewer cache bytes/);
    expect(adviceFor({ suite: 'codecs', change: alike })).toMatch(/^Keep gzip level 6: no other/);
  });

  it.each(BENCHMARK_SUITES)('asks for more runs of %s instead of judging two', (suite) => {
    expect(adviceFor({ suite, runs: 2 })).toMatch(/^Measure at least 3 runs of each for advice; so far, /);
  });

  it.each(BENCHMARK_SUITES)('is one sentence for %s, and tells when it was not completed', (suite) => {
    const advice = adviceFor({ suite, record: { phase: 'cancelled' } });
    expect(advice).toMatch(/\(cancelled: from the runs that finished\)\.$/);
    expect(advice).not.toMatch(/[.!?] [A-Z]/);
    expect(advice).not.toMatch(/undefined|NaN|Infinity/);
  });

  it('says why there is none', () => {
    const error = { code: 'cannot-connect', message: 'The vCenter did not answer.', action: 'Try again.' } as const;
    expect(adviceFor({ runs: 0, record: { phase: 'failed', error } })).toBe(
      'No advice, because no run was finished: The vCenter did not answer.',
    );
    const { results } = fixtureRecord({ suite: 'quick' });
    const only = (id: string) => results.filter(({ scenario }) => scenario === id);
    expect(adviceFor({ suite: 'quick', record: { results: only('baseline') } })).toBe(
      'No advice, because only Baseline, all off was measured.',
    );
    expect(adviceFor({ suite: 'quick', record: { results: only('all') } })).toMatch(/has no finished run\.$/);
  });

  it('does without the scenario with all on', () => {
    const record = fixtureRecord({ suite: 'switches' });
    const results = record.results.filter(({ scenario }) => scenario !== 'all');
    const advice = advise({ ...record, results }, analyse({ ...record, results }));
    expect(advice).toMatch(/^“All on” has no finished run; “Pruning only”: .*less peak memory/);
  });
});
