import { type BenchmarkAnalysis, differencesOf, runsOf } from './analysis.ts';
import type { BenchmarkMetric, BenchmarkRecord, Scenario } from './benchmark-view.ts';
import type { Difference } from './difference.ts';

export interface Rival {
  readonly scenario: Scenario;
  /** To the one that is in use. */
  readonly differences: Readonly<Record<BenchmarkMetric, Difference>>;
}

/**
 * In a sweep the question is what to change from, and that is the usual value rather than the first of the row.
 *
 * @param isUsual tells the scenario with the default; the reference stands in when it was not measured.
 * @returns nothing when neither was measured.
 */
export function rivalsOf(
  record: BenchmarkRecord,
  { scenarios }: BenchmarkAnalysis,
  isUsual: (scenario: Scenario) => boolean,
): { readonly usual: Scenario; readonly rivals: readonly Rival[] } | undefined {
  const measured = scenarios.filter(({ finishedRuns }) => finishedRuns > 0).map(({ scenario }) => scenario);
  const usual = measured.find(isUsual) ?? measured[0];
  if (usual === undefined) return undefined;
  const runs = runsOf(record, usual);
  const rivals = measured.flatMap((scenario): Rival[] => {
    const differences = scenario === usual ? undefined : differencesOf(runs, runsOf(record, scenario));
    return differences === undefined ? [] : [{ scenario, differences }];
  });
  return { usual, rivals };
}
