import { describe, expect, it } from 'vitest';
import { fixtureRecord } from '../../../shared/benchmark/benchmark-fixture.ts';
import { BENCHMARK_METRICS } from '../../../shared/benchmark/benchmark-view.ts';
import { regressions } from '../../../shared/benchmark/comparison.ts';
import { METRICS } from '../../../shared/benchmark/metrics.ts';
import { benchReport, describeBenchmark } from './bench-report.ts';

const record = fixtureRecord({ suite: 'switches', runs: 5 });
const worse = fixtureRecord({
  suite: 'switches',
  runs: 5,
  change: (scenario, metrics) => (scenario.id === 'all' ? { ...metrics, wallMs: metrics.wallMs * 1.5 } : metrics),
});
const held = { baseline: record.id, regressions: regressions(record, worse) };

describe('the result of bench --json', () => {
  it('has every run of every metric, with what was made of them', () => {
    const report = JSON.parse(JSON.stringify(benchReport(record, undefined)));
    expect(report).toMatchObject({
      id: record.id,
      phase: 'completed',
      environment: record.environment,
      regressions: [],
    });
    expect(report.scenarios.map(({ id }: { id: string }) => id)).toEqual(record.scenarios.map(({ id }) => id));
    for (const { id, metrics, differences } of report.scenarios) {
      const runs = record.results.filter(({ scenario }) => scenario === id);
      for (const metric of BENCHMARK_METRICS) {
        expect(metrics[metric].runs).toEqual(runs.map((run) => run.metrics[metric]));
        expect(metrics[metric].low).toBeLessThanOrEqual(metrics[metric].median);
        expect(metrics[metric].high).toBeGreaterThanOrEqual(metrics[metric].median);
      }
      expect(differences === undefined).toBe(id === record.scenarios[0]?.id);
    }
    expect(report.advice.length).toBeGreaterThan(20);
  });

  it('names what got worse than the baseline', () => {
    const { baseline, regressions: found } = benchReport(worse, held);
    expect(baseline).toBe(record.id);
    expect(found).toMatchObject([{ scenario: 'all', metric: 'wallMs', sentence: expect.stringContaining('slower') }]);
  });

  it('is whole without a single finished run', () => {
    const error = { code: 'login-refused', message: 'No.', action: 'Check.' } as const;
    const failed = { ...record, phase: 'failed' as const, results: [], error };
    expect(JSON.parse(JSON.stringify(benchReport(failed, undefined)))).toMatchObject({ phase: 'failed', error });
  });
});

describe('the result for people', () => {
  it('has a table for each metric, the verdicts and the advice', () => {
    const lines = describeBenchmark(record, undefined).split('\n');
    for (const { label } of Object.values(METRICS)) expect(lines).toContain(label);
    const at = lines.indexOf('Peak memory');
    expect(lines[at + 1]).toMatch(/^ {2}\S.* (MiB|GiB) {2}\(.* to .*\)/);
    expect(lines[at + record.scenarios.length]).toMatch(/\(.* to .*\) +−[\d.]+ % ± /);
    expect(lines.at(-1)).toContain(record.id);
    expect(lines.every((line) => line === line.trimEnd())).toBe(true);
  });

  it('tells failures and regressions', () => {
    const error = { code: 'internal', message: 'The disk was full.', action: 'Make room.' } as const;
    const text = describeBenchmark({ ...worse, failures: [{ scenario: 'all', round: 0, error }] }, held);
    expect(text).toContain('Failed: all, warm-up: The disk was full.');
    expect(text).toContain(`Worse than the baseline ${record.id}: `);
    expect(describeBenchmark(record, { ...held, regressions: [] })).toContain('Nothing is worse than in the baseline');
  });
});
