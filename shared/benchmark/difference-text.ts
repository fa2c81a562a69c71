import type { BenchmarkMetric } from './benchmark-view.ts';
import type { Difference } from './difference.ts';
import { formatMetric, METRICS } from './metrics.ts';

/** From three times as much on, a multiple reads better than a percentage. */
const MULTIPLE_FROM = 2;

/**
 * A difference in a cell of a table: "−31 % ± 4", "+120 %", "×7.0 ± 0.2", "within noise", "same", "+14" from none at all.
 * The number after ± is the wider half of the 95 % interval, in percentage points; without one the difference is exact,
 * or the runs were too few.
 */
export function formatDifference(metric: BenchmarkMetric, difference: Difference): string {
  const { verdict, absolute, relative } = difference;
  if (verdict === 'noise') return 'within noise';
  if (absolute === 0) return 'same';
  const sign = absolute < 0 ? '−' : '+';
  if (relative === undefined) return `${sign}${formatMetric(metric, Math.abs(absolute))}`;
  return relative >= MULTIPLE_FROM
    ? `×${multipleOf(relative, halfOf(difference))}`
    : `${sign}${percentOf(relative, halfOf(difference))}`;
}

/** As part of a sentence: "31 % ± 4 less peak memory", "7.0 ± 0.2 times the requests", "time within noise", "same requests". */
export function sayDifference(metric: BenchmarkMetric, difference: Difference): string {
  const { subject, less, more } = METRICS[metric];
  const { verdict, absolute, relative } = difference;
  if (verdict === 'noise') return `${subject} within noise`;
  if (absolute === 0) return `same ${subject}`;
  if (relative === undefined) return `${subject} of ${formatMetric(metric, absolute)} instead of none`;
  if (relative >= MULTIPLE_FROM) return `${multipleOf(relative, halfOf(difference))} times the ${subject}`;
  return `${percentOf(relative, halfOf(difference))} ${absolute < 0 ? less : more}`;
}

/** The wider half of the interval, as a share; 0 when there is none. */
function halfOf({ relative, low, high }: Difference): number {
  return relative === undefined || low === undefined || high === undefined
    ? 0
    : Math.max(relative - low, high - relative);
}

function percentOf(relative: number, half: number): string {
  const percent = Math.abs(relative) * 100;
  // Exact counts may differ by next to nothing; "0.0 %" would deny it.
  if (percent < 0.05) return '<0.1 %';
  // Near nothing and near all of it, whole percentages would hide the difference.
  const isFine = percent < 9.95 || (percent >= 98.5 && percent < 100) || (half > 0 && half < 0.0095);
  return withHalf(percent, half * 100, isFine ? 1 : 0, ' %');
}

function multipleOf(relative: number, half: number): string {
  return withHalf(relative + 1, half, relative + 1 < 99.5 ? 1 : 0, '');
}

/** The half is rounded up: what is claimed is never tighter than what was found. */
function withHalf(value: number, half: number, digits: number, unit: string): string {
  const halfText = (Math.ceil(half * 10 ** digits - 1e-9) / 10 ** digits).toFixed(digits);
  return half > 0 ? `${value.toFixed(digits)}${unit} ± ${halfText}` : `${value.toFixed(digits)}${unit}`;
}
