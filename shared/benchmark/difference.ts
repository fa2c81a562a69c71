import { type Interval, medianDifference, relativeTo } from './bootstrap.ts';
import { leastP, rankTest } from './rank-test.ts';
import { median } from './statistics.ts';

/** `same`: both constant and equal; `noise`: no difference that these runs could show. */
export const DIFFERENCE_VERDICTS = ['less', 'more', 'noise', 'same', 'too few runs'] as const;
export type DifferenceVerdict = (typeof DIFFERENCE_VERDICTS)[number];

/** How a scenario differs from the one it is compared with, in one metric. */
export interface Difference {
  /** Difference of the medians in the unit of the metric: below 0 is less. */
  readonly absolute: number;
  /** As a share of the other's median: -0.31 is 31 % less. Absent when that is 0 and this is not. */
  readonly relative: number | undefined;
  /** 95 % interval of `relative`; absent with too few runs, and where it has no bound. */
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly verdict: DifferenceVerdict;
}

/** Fewer runs than this say nothing about their spread. */
export const MINIMAL_RUNS = 3;
/** Differences below this share are noise whatever the interval: a machine is not that steady from hour to hour. */
export const NOISE_FLOOR = 0.01;

/**
 * A benchmark tells a few dozen differences at once; at one in twenty, one or two of them would be there by chance.
 * Few runs cannot reach this: of those, none may lie among the other sample's.
 */
const NOISE_P = 0.01;

/**
 * The difference of the medians of two samples, judged. It counts as noise when 0 lies within the estimate ± the wider
 * half of its 95 % interval: stricter than the interval alone, and in line with "12 % ± 3" as it is told. And when the
 * runs are mixed: a rank test finds them so in more than one of a hundred such pairs of equal ones.
 *
 * @param reference values of one metric, none below 0.
 * @param values of the same metric.
 * @returns nothing when either has no values.
 */
export function differenceOf(reference: readonly number[], values: readonly number[]): Difference | undefined {
  if (reference.length === 0 || values.length === 0) return undefined;
  const absolute = median(values) - median(reference);
  const relative = relativeTo(median(reference), median(values));
  if (Math.min(reference.length, values.length) < MINIMAL_RUNS) {
    return { absolute, relative, low: undefined, high: undefined, verdict: 'too few runs' };
  }
  // Counts are often exact: there is nothing to estimate, and even the smallest difference is one.
  if (isConstant(reference) && isConstant(values)) {
    return {
      absolute,
      relative,
      low: relative,
      high: relative,
      verdict: absolute === 0 ? 'same' : directionOf(absolute),
    };
  }
  const { absoluteInterval, relativeInterval } = medianDifference(reference, values);
  const isNoise =
    (relative !== undefined && Math.abs(relative) < NOISE_FLOOR) ||
    areMixed(reference, values) ||
    reachesZero(absolute, absoluteInterval) ||
    (relative !== undefined && relativeInterval !== undefined && reachesZero(relative, relativeInterval));
  return {
    absolute,
    relative,
    low: relativeInterval?.low,
    high: relativeInterval?.high,
    verdict: isNoise ? 'noise' : directionOf(absolute),
  };
}

function areMixed(reference: readonly number[], values: readonly number[]): boolean {
  return rankTest(reference, values) > Math.max(NOISE_P, leastP(reference.length, values.length));
}

/** Whether the estimate ± the wider half of its interval holds 0. */
function reachesZero(estimate: number, { low, high }: Interval): boolean {
  return Math.max(estimate - low, high - estimate) >= Math.abs(estimate);
}

function directionOf(absolute: number): 'less' | 'more' {
  return absolute < 0 ? 'less' : 'more';
}

function isConstant(values: readonly number[]): boolean {
  return values.every((value) => value === values[0]);
}
