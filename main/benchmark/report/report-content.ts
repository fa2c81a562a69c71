import { advise } from '../../../shared/benchmark/advice.ts';
import { analyse, type BenchmarkAnalysis } from '../../../shared/benchmark/analysis.ts';
import type { BenchmarkRecord } from '../../../shared/benchmark/benchmark-view.ts';
import {
  type BenchmarkComparison,
  compare,
  type Regression,
  regressions,
  whyNotComparable,
} from '../../../shared/benchmark/comparison.ts';
import { SUITE_TITLES } from '../../../shared/benchmark/suite-titles.ts';

/** What stands in a report, whatever its format. */
export interface ReportContent {
  readonly record: BenchmarkRecord;
  readonly analysis: BenchmarkAnalysis;
  /** "Each optimisation: Demo, 10,000 VMs" */
  readonly title: string;
  readonly advice: string;
  readonly baseline: BaselineContent | undefined;
}

/** The marked benchmark: why it cannot be compared, or what became of it. */
export type BaselineContent =
  | { readonly record: BenchmarkRecord; readonly refused: string }
  | {
      readonly record: BenchmarkRecord;
      readonly comparison: BenchmarkComparison;
      readonly regressions: readonly Regression[];
    };

export function reportOf(record: BenchmarkRecord, baseline: BenchmarkRecord | undefined): ReportContent {
  const analysis = analyse(record);
  return {
    record,
    analysis,
    title: `${SUITE_TITLES[record.suite]}: ${record.estate.label}`,
    advice: advise(record, analysis),
    // Held against itself it would always be the same.
    baseline: baseline === undefined || baseline.id === record.id ? undefined : against(baseline, record),
  };
}

function against(baseline: BenchmarkRecord, record: BenchmarkRecord): BaselineContent {
  const refused = whyNotComparable(baseline, record);
  if (refused !== undefined) return { record: baseline, refused };
  return { record: baseline, comparison: compare(baseline, record), regressions: regressions(baseline, record) };
}
