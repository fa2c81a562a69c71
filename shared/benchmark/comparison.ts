import { HeapsphereError } from '../errors.ts';
import { differencesOf, runsOf } from './analysis.ts';
import { BENCHMARK_METRICS, type BenchmarkMetric, type BenchmarkRecord, type Scenario } from './benchmark-view.ts';
import type { Difference } from './difference.ts';
import { sayDifference } from './difference-text.ts';
import { environmentNotes } from './environment-notes.ts';
import { formatMetric } from './metrics.ts';
import { median } from './statistics.ts';

export interface ScenarioComparison {
  /** As the newer benchmark has it. */
  readonly scenario: Scenario;
  /** Newer against older. Absent when one of them has no finished run. */
  readonly differences?: Readonly<Record<BenchmarkMetric, Difference>>;
}

export interface BenchmarkComparison {
  /** Those that both have with equal settings. */
  readonly scenarios: readonly ScenarioComparison[];
  /** Names of those that only one has, or that differ in their settings. */
  readonly notCompared: readonly string[];
  /** What differs about machines, versions and shared settings, a sentence each. */
  readonly environmentNotes: readonly string[];
}

export interface Regression {
  readonly scenario: Scenario;
  readonly metric: BenchmarkMetric;
  /** How much worse, as a share; absent where the baseline had none at all. */
  readonly relative: number | undefined;
  readonly low: number | undefined;
  readonly high: number | undefined;
  /** "All on: 12 % ± 3 more peak memory compared with the baseline (312 MiB instead of 279 MiB)." */
  readonly sentence: string;
}

/** Less than this is not worth a warning, even where it is beyond noise. */
export const REGRESSION_FROM = 0.05;

/** Why two benchmarks cannot be held against each other, in a sentence; nothing when they can. */
export function whyNotComparable(older: BenchmarkRecord, newer: BenchmarkRecord): string | undefined {
  if (older.estate.key !== newer.estate.key) {
    return `They were measured on different estates: ${older.estate.label} (${older.estate.key}) and ${newer.estate.label} (${newer.estate.key}).`;
  }
  if (older.resources !== newer.resources) {
    return `One collected ${sayResources(older)} and the other ${sayResources(newer)}.`;
  }
  return undefined;
}

/**
 * Two benchmarks of the same estate and resources, scenario by scenario: the newer against the older.
 *
 * @throws HeapsphereError `usage` when they were measured on different estates or resources.
 */
export function compare(older: BenchmarkRecord, newer: BenchmarkRecord): BenchmarkComparison {
  const reason = whyNotComparable(older, newer);
  if (reason !== undefined) {
    const action = 'Choose two benchmarks of the same estate and the same resources.';
    throw new HeapsphereError({ code: 'usage', message: `These benchmarks cannot be compared. ${reason}`, action });
  }
  const common = newer.scenarios.filter((scenario) => older.scenarios.some((other) => isSame(other, scenario)));
  const alone = [...newer.scenarios, ...older.scenarios].filter(
    ({ id }) => !common.some((scenario) => scenario.id === id),
  );
  return {
    scenarios: common.map((scenario) => {
      const differences = differencesOf(runsOf(older, scenario), runsOf(newer, scenario));
      return { scenario, ...(differences !== undefined && { differences }) };
    }),
    notCompared: [...new Set(alone.map(({ name }) => name))],
    environmentNotes: environmentNotes(older, newer),
  };
}

/**
 * Where a newer benchmark is worse than the baseline: beyond noise and by at least 5 %. The worst come first.
 *
 * @throws HeapsphereError as {@link compare}.
 */
export function regressions(baseline: BenchmarkRecord, newer: BenchmarkRecord): readonly Regression[] {
  const found = compare(baseline, newer).scenarios.flatMap(({ scenario, differences }) =>
    differences === undefined
      ? []
      : BENCHMARK_METRICS.flatMap((metric): Regression[] => {
          const { verdict, relative, low, high } = differences[metric];
          if (verdict !== 'more' || (relative !== undefined && relative < REGRESSION_FROM)) return [];
          const [now, before] = [newer, baseline].map((record) => medianOf(record, scenario, metric));
          const sentence = `${scenario.name}: ${sayDifference(metric, differences[metric])} compared with the baseline (${now} instead of ${before}).`;
          return [{ scenario, metric, relative, low, high, sentence }];
        }),
  );
  return found.toSorted((a, b) => (b.relative ?? Number.POSITIVE_INFINITY) - (a.relative ?? Number.POSITIVE_INFINITY));
}

function medianOf(record: BenchmarkRecord, scenario: Scenario, metric: BenchmarkMetric): string {
  return formatMetric(metric, median(runsOf(record, scenario).map(({ metrics }) => metrics[metric])));
}

function isSame(a: Scenario, b: Scenario): boolean {
  const keys = Object.keys({ ...a.options, ...b.options }) as (keyof Scenario['options'])[];
  return a.id === b.id && a.cache === b.cache && keys.every((key) => a.options[key] === b.options[key]);
}

function sayResources({ resources }: BenchmarkRecord): string {
  return resources === 'all' ? 'all resources' : 'the minimal resources';
}
