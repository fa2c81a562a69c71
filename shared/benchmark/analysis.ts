import {
  BENCHMARK_METRICS,
  type BenchmarkMetric,
  type BenchmarkRecord,
  type BenchmarkRun,
  type Scenario,
} from './benchmark-view.ts';
import { type Difference, differenceOf, NOISE_FLOOR } from './difference.ts';
import { type Spread, spreadOf, tukeyOutliers } from './statistics.ts';

/** One metric of one scenario over its runs. */
export interface MetricSummary extends Spread {
  /** In the order the runs were made. */
  readonly values: readonly number[];
  /** `order` of the run that each value is from. */
  readonly orders: readonly number[];
  /** `order` of the runs whose value lies outside of Tukey's fences; they count like all others. */
  readonly outliers: readonly number[];
}

export interface ScenarioAnalysis {
  readonly scenario: Scenario;
  /** The first scenario: what the others are compared with. */
  readonly isReference: boolean;
  /** Runs that came to their end. */
  readonly finishedRuns: number;
  readonly failedRuns: number;
  /** Absent when no run came to its end. */
  readonly metrics?: Readonly<Record<BenchmarkMetric, MetricSummary>>;
  /** To the reference. Absent for the reference itself, and when either has no finished run. */
  readonly differences?: Readonly<Record<BenchmarkMetric, Difference>>;
}

export interface BenchmarkAnalysis {
  /** In the order of the record; the first is the reference. */
  readonly scenarios: readonly ScenarioAnalysis[];
}

/** Medians, spreads and differences to the first scenario, of everything that was measured. */
export function analyse(record: BenchmarkRecord): BenchmarkAnalysis {
  const reference = record.scenarios[0];
  const referenceRuns = reference === undefined ? [] : runsOf(record, reference);
  return {
    scenarios: record.scenarios.map((scenario, index) => {
      const runs = runsOf(record, scenario);
      const differences = index === 0 ? undefined : differencesOf(referenceRuns, runs);
      return {
        scenario,
        isReference: index === 0,
        finishedRuns: runs.length,
        failedRuns: record.failures.filter((failure) => failure.scenario === scenario.id).length,
        ...(runs.length > 0 && { metrics: perMetric((metric) => summaryOf(runs, metric)) }),
        ...(differences !== undefined && { differences }),
      };
    }),
  };
}

/** The finished runs of a scenario in the order they were made. */
export function runsOf(record: BenchmarkRecord, scenario: Pick<Scenario, 'id'>): readonly BenchmarkRun[] {
  return record.results.filter((run) => run.scenario === scenario.id).toSorted((a, b) => a.order - b.order);
}

/** How every metric of some runs differs from that of others; nothing when either are none. */
export function differencesOf(
  reference: readonly BenchmarkRun[],
  runs: readonly BenchmarkRun[],
): Readonly<Record<BenchmarkMetric, Difference>> | undefined {
  const entries: [BenchmarkMetric, Difference][] = [];
  for (const metric of BENCHMARK_METRICS) {
    const difference = differenceOf(valuesOf(reference, metric), valuesOf(runs, metric));
    if (difference === undefined) return undefined;
    entries.push([metric, difference]);
  }
  return Object.fromEntries(entries) as Record<BenchmarkMetric, Difference>;
}

function summaryOf(runs: readonly BenchmarkRun[], metric: BenchmarkMetric): MetricSummary {
  const values = valuesOf(runs, metric);
  const outside = new Set(tukeyOutliers(values, NOISE_FLOOR));
  return {
    ...spreadOf(values),
    values,
    orders: runs.map((run) => run.order),
    outliers: runs.filter((_, index) => outside.has(index)).map((run) => run.order),
  };
}

function valuesOf(runs: readonly BenchmarkRun[], metric: BenchmarkMetric): readonly number[] {
  return runs.map((run) => run.metrics[metric]);
}

function perMetric<T>(describe: (metric: BenchmarkMetric) => T): Readonly<Record<BenchmarkMetric, T>> {
  return Object.fromEntries(BENCHMARK_METRICS.map((metric) => [metric, describe(metric)])) as Record<
    BenchmarkMetric,
    T
  >;
}
