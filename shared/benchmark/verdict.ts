import type { ScenarioAnalysis } from './analysis.ts';
import { BENCHMARK_METRICS, type BenchmarkMetric } from './benchmark-view.ts';
import { type Difference, NOISE_FLOOR } from './difference.ts';
import { sayDifference } from './difference-text.ts';
import { MAIN_METRICS, METRICS } from './metrics.ts';

/** What is said of a scenario that changed neither memory, time nor cache bytes. */
export const WITHIN_NOISE = 'within noise';

/** Told after the main ones, where they changed. */
const OTHER_METRICS = BENCHMARK_METRICS.filter((metric) => !MAIN_METRICS.some((main) => main === metric));

/**
 * A scenario against the reference in one sentence without a full stop: peak memory, time and cache bytes always, and
 * whatever else changed. "31 % ± 4 less peak memory, 12 % ± 3 faster, cache bytes within noise; also 8 % less CPU time".
 */
export function verdictOf(scenario: ScenarioAnalysis): string {
  const { differences } = scenario;
  if (differences === undefined) return withoutDifferences(scenario);
  const others = OTHER_METRICS.filter((metric) => isNotable(differences[metric]));
  const main = shortVerdictOf(scenario);
  return others.length === 0
    ? main
    : `${main}; also ${others.map((metric) => sayDifference(metric, differences[metric])).join(', ')}`;
}

/** As {@link verdictOf}, with peak memory, time and cache bytes only: "within noise" when it changed none of them. */
export function shortVerdictOf(scenario: ScenarioAnalysis): string {
  const { differences } = scenario;
  if (differences === undefined) return withoutDifferences(scenario);
  const unsure = MAIN_METRICS.some((metric) => isUnsure(differences[metric]));
  return `${sayMainDifferences(differences)}${unsure ? ' (too few runs to tell from noise)' : ''}`;
}

/** Peak memory, time and cache bytes, whatever they are worth. */
export function sayMainDifferences(differences: Readonly<Record<BenchmarkMetric, Difference>>): string {
  const [noisy, told] = partition(MAIN_METRICS, (metric) => differences[metric].verdict === 'noise');
  if (!told.some((metric) => isUnsure(differences[metric]) || isNotable(differences[metric]))) return WITHIN_NOISE;
  const parts = told.map((metric) => sayDifference(metric, differences[metric]));
  if (noisy.length > 0) parts.push(`${noisy.map((metric) => METRICS[metric].subject).join(' and ')} ${WITHIN_NOISE}`);
  return parts.join(', ');
}

function partition<T>(items: readonly T[], test: (item: T) => boolean): [readonly T[], readonly T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}

/** Whether the runs show a difference that is worth a word: exact counts may differ by next to nothing. */
export function isNotable({ verdict, relative }: Difference): boolean {
  return (verdict === 'less' || verdict === 'more') && (relative === undefined || Math.abs(relative) >= NOISE_FLOOR);
}

function isUnsure({ verdict }: Difference): boolean {
  return verdict === 'too few runs';
}

function withoutDifferences({ isReference, finishedRuns, failedRuns }: ScenarioAnalysis): string {
  if (finishedRuns === 0) return failedRuns > 0 ? 'every run failed' : 'not run';
  return isReference
    ? 'what the others are compared with'
    : 'nothing to compare with: the reference has no finished run';
}
