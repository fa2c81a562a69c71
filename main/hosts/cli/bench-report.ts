import { advise } from '../../../shared/benchmark/advice.ts';
import { analyse, type BenchmarkAnalysis, type ScenarioAnalysis } from '../../../shared/benchmark/analysis.ts';
import {
  BENCHMARK_METRICS,
  type BenchmarkMetric,
  type BenchmarkRecord,
} from '../../../shared/benchmark/benchmark-view.ts';
import type { Regression } from '../../../shared/benchmark/comparison.ts';
import { formatDifference } from '../../../shared/benchmark/difference-text.ts';
import { formatMetric, METRICS } from '../../../shared/benchmark/metrics.ts';
import { shortVerdictOf, verdictOf } from '../../../shared/benchmark/verdict.ts';
import { formatDuration } from '../../../shared/units.ts';

/** What a benchmark was held against, and where it got worse. */
export interface Held {
  readonly baseline: string;
  readonly regressions: readonly Regression[];
}

/** The one JSON object of `bench --json`. */
export function benchReport(record: BenchmarkRecord, held: Held | undefined): Record<string, unknown> {
  const { id, phase, environment, estate, suite, resources, runs, seed, settings, failures, error } = record;
  const analysis = analyse(record);
  return {
    id,
    phase,
    environment,
    estate,
    suite,
    resources,
    runs,
    seed,
    settings,
    scenarios: analysis.scenarios.map(scenarioReport),
    advice: advise(record, analysis),
    ...(held ? { baseline: held.baseline } : {}),
    regressions: (held?.regressions ?? []).map(({ scenario, ...regression }) => ({
      scenario: scenario.id,
      ...regression,
    })),
    failures,
    seconds: (record.endedAt - record.createdAt) / 1000,
    ...(error ? { error } : {}),
  };
}

function scenarioReport(analysis: ScenarioAnalysis): Record<string, unknown> {
  const { scenario, metrics, differences, finishedRuns, failedRuns } = analysis;
  const { id, name, options, cache } = scenario;
  return {
    id,
    name,
    options,
    cache,
    finishedRuns,
    failedRuns,
    ...(metrics ? { metrics: perMetric((metric) => metricReport(metrics[metric])) } : {}),
    ...(differences ? { differences } : {}),
    verdict: verdictOf(analysis),
  };
}

function metricReport({
  values,
  orders,
  ...summary
}: NonNullable<ScenarioAnalysis['metrics']>[BenchmarkMetric]): object {
  return { ...summary, runs: values, orders };
}

function perMetric<T>(value: (metric: BenchmarkMetric) => T): Record<string, T> {
  return Object.fromEntries(BENCHMARK_METRICS.map((metric) => [metric, value(metric)]));
}

/** A table for each metric, the verdicts and the advice, for people. */
export function describeBenchmark(record: BenchmarkRecord, held: Held | undefined): string {
  const analysis = analyse(record);
  const { estate, suite, resources, runs, seed, failures, createdAt, endedAt, id } = record;
  const kinds = resources === 'minimal' ? ', minimal resources' : '';
  const lines = [
    `${estate.label}: suite ${suite}${kinds}, ${runs} runs, seed ${seed}, ${formatDuration((endedAt - createdAt) / 1000)}`,
  ];
  const width = Math.max(...analysis.scenarios.map(({ scenario }) => scenario.name.length));
  if (analysis.scenarios.some(({ metrics }) => metrics)) {
    for (const metric of BENCHMARK_METRICS) lines.push('', METRICS[metric].label, ...rowsOf(metric, analysis, width));
  }
  lines.push('', ...analysis.scenarios.slice(1).map((each) => `${each.scenario.name}: ${shortVerdictOf(each)}.`));
  lines.push('', advise(record, analysis));
  for (const { sentence } of held?.regressions ?? [])
    lines.push(`Worse than the baseline ${held?.baseline}: ${sentence}`);
  if (held?.regressions.length === 0) lines.push(`Nothing is worse than in the baseline ${held.baseline}.`);
  for (const { scenario, round, error } of failures) {
    lines.push(`Failed: ${scenario}, ${round === 0 ? 'warm-up' : `round ${round}`}: ${error.message}`);
  }
  lines.push(`Kept in the history as ${id}.`);
  return lines.join('\n');
}

/** "  All on              163 MiB  (162 MiB to 164 MiB)   −92 % ± 1   outliers: run 7". */
function rowsOf(metric: BenchmarkMetric, { scenarios }: BenchmarkAnalysis, width: number): string[] {
  return scenarios.flatMap(({ scenario, metrics, differences }) => {
    const summary = metrics?.[metric];
    if (!summary) return [];
    const { median, min, max, outliers } = summary;
    const spread = `(${formatMetric(metric, min)} to ${formatMetric(metric, max)})`;
    const difference = differences ? formatDifference(metric, differences[metric]) : '';
    const columns = [
      scenario.name.padEnd(width),
      formatMetric(metric, median).padStart(10),
      spread.padEnd(26),
      difference.padEnd(14),
      outliers.length === 0 ? '' : `outliers: run ${outliers.join(', ')}`,
    ];
    return `  ${columns.join('  ')}`.trimEnd();
  });
}
