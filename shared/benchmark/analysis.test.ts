import { describe, expect, it } from 'vitest';
import { analyse } from './analysis.ts';
import { fixtureRecord } from './benchmark-fixture.ts';
import { BENCHMARK_METRICS, BENCHMARK_SUITES, benchmarkRecordSchema } from './benchmark-view.ts';
import { median } from './statistics.ts';

describe('analysis', () => {
  it.each(BENCHMARK_SUITES)('reads the suite %s', (suite) => {
    const record = benchmarkRecordSchema.parse(fixtureRecord({ suite }));
    const { scenarios } = analyse(record);
    expect(scenarios.map(({ scenario }) => scenario.id)).toEqual(record.scenarios.map(({ id }) => id));
    expect(scenarios.map(({ isReference }) => isReference)).toEqual(record.scenarios.map((_, index) => index === 0));
    for (const { metrics, differences, isReference, finishedRuns } of scenarios) {
      expect(finishedRuns).toBe(5);
      expect(Object.keys(metrics ?? {})).toEqual([...BENCHMARK_METRICS]);
      expect(differences === undefined).toBe(isReference);
    }
  });

  it('keeps values beside the order of their runs, whatever the order they are stored in', () => {
    const record = fixtureRecord({ suite: 'quick' });
    const shuffled = { ...record, results: record.results.toReversed() };
    const all = analyse(shuffled).scenarios[1];
    expect(all?.metrics?.wallMs.orders).toEqual([2, 4, 6, 8, 10]);
    const expected = record.results.filter(({ scenario }) => scenario === 'all').map(({ metrics }) => metrics.wallMs);
    expect(all?.metrics?.wallMs.values).toEqual(expected);
    expect(all?.metrics?.wallMs.median).toBe(median(expected));
  });

  it('marks outliers by the order of their run', () => {
    const record = fixtureRecord({ suite: 'quick', runs: 7 });
    const results = record.results.map((run) =>
      run.order === 9 ? { ...run, metrics: { ...run.metrics, wallMs: run.metrics.wallMs * 3 } } : run,
    );
    const [baseline, all] = analyse({ ...record, results }).scenarios;
    expect(baseline?.metrics?.wallMs.outliers).toEqual([9]);
    expect(all?.metrics?.wallMs.outliers).not.toContain(9);
  });

  it('has nothing for scenarios without a finished run, and nothing to compare with without the reference', () => {
    const record = fixtureRecord({ suite: 'quick' });
    const error = { code: 'worker-crashed', message: 'It ended.', action: 'Try again.' } as const;
    const failures = [1, 2, 3, 4, 5].map((round) => ({ scenario: 'baseline', round, error }));
    const results = record.results.filter(({ scenario }) => scenario !== 'baseline');
    const [baseline, all] = analyse({ ...record, results, failures }).scenarios;
    expect(baseline).toEqual({ scenario: record.scenarios[0], isReference: true, finishedRuns: 0, failedRuns: 5 });
    expect(all?.metrics).toBeDefined();
    expect(all?.differences).toBeUndefined();
  });

  it('reads a record without scenarios or runs', () => {
    expect(analyse(fixtureRecord({ record: { scenarios: [], results: [] } }))).toEqual({ scenarios: [] });
    expect(analyse(fixtureRecord({ runs: 0 })).scenarios.every(({ finishedRuns }) => finishedRuns === 0)).toBe(true);
  });
});
