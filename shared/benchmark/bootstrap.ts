import { type Random, seededRandom } from './random.ts';
import { quantile, sorted } from './statistics.ts';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** How far the medians of two samples lie apart, each with its 95 % interval. */
export interface MedianDifference {
  /** In the unit of the values: median of `values` minus median of `reference`. */
  readonly absolute: number;
  readonly absoluteInterval: Interval;
  /** As a share of the reference: -0.31 is 31 % less. Absent when the reference's median is 0 and the other is not. */
  readonly relative: number | undefined;
  readonly relativeInterval: Interval | undefined;
}

export const RESAMPLES = 4_000;
const SEED = 1979;
const CONFIDENCE = 0.95;

/**
 * Difference of two medians with 95 % intervals by the percentile bootstrap: both samples are drawn again from
 * themselves, with replacement, and the middle 95 % of the differences are kept (B. Efron and R. Tibshirani, "An
 * Introduction to the Bootstrap", 1993, chapter 13). The seed is fixed: equal samples give equal intervals.
 *
 * With few runs the interval cannot reach beyond the values seen: with three of each it covers about 90 %, from five on 95 %.
 *
 * @param reference at least one value, none below 0.
 * @param values at least one value in the same unit.
 */
export function medianDifference(
  reference: readonly number[],
  values: readonly number[],
  seed = SEED,
): MedianDifference {
  const [from, to] = [sorted(reference), sorted(values)];
  const [base, other] = [quantile(from, 0.5), quantile(to, 0.5)];
  const random = seededRandom(seed);
  const [resampleFrom, resampleTo] = [medianResampler(from, random), medianResampler(to, random)];

  const absolutes = new Float64Array(RESAMPLES);
  const relatives = new Float64Array(RESAMPLES);
  for (let i = 0; i < RESAMPLES; i++) {
    const [a, b] = [resampleFrom(), resampleTo()];
    absolutes[i] = b - a;
    relatives[i] = relativeTo(a, b) ?? Number.POSITIVE_INFINITY;
  }
  const absolute = other - base;
  const relative = relativeTo(base, other);
  const relativeInterval = relative === undefined ? undefined : intervalOf(relatives, relative);
  return {
    absolute,
    absoluteInterval: intervalOf(absolutes, absolute),
    relative,
    // A reference that is 0 in some resamples has no bound in relative terms.
    relativeInterval:
      relativeInterval !== undefined && Number.isFinite(relativeInterval.high) ? relativeInterval : undefined,
  };
}

/** Share by which a value differs from another; none from 0 to anything else. */
export function relativeTo(reference: number, value: number): number | undefined {
  if (value === reference) return 0;
  return reference === 0 ? undefined : (value - reference) / reference;
}

/** The middle of the resampled estimates, widened where it would not hold the estimate itself. */
function intervalOf(estimates: Float64Array, estimate: number): Interval {
  estimates.sort();
  const tail = (1 - CONFIDENCE) / 2;
  return {
    low: Math.min(estimate, quantile(estimates, tail)),
    high: Math.max(estimate, quantile(estimates, 1 - tail)),
  };
}

/** Medians of resamples, by counting how often each rank was drawn: no sorting for each of them. */
function medianResampler(ascending: Float64Array, random: Random): () => number {
  const { length } = ascending;
  const drawn = new Uint16Array(length);
  const [lowerRank, upperRank] = [Math.floor((length - 1) / 2), Math.floor(length / 2)];
  return () => {
    drawn.fill(0);
    for (let i = 0; i < length; i++) {
      const rank = Math.floor(random() * length);
      drawn[rank] = (drawn[rank] ?? 0) + 1;
    }
    return (valueAtRank(lowerRank) + valueAtRank(upperRank)) / 2;
  };

  function valueAtRank(rank: number): number {
    let seen = 0;
    for (let i = 0; i < length; i++) {
      seen += drawn[i] ?? 0;
      if (seen > rank) return ascending[i] ?? Number.NaN;
    }
    return Number.NaN;
  }
}
