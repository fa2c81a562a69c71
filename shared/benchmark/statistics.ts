/** Where the values of one metric lie. */
export interface Spread {
  readonly median: number;
  /** First and third quartile: half of the values lie between them. */
  readonly low: number;
  readonly high: number;
  readonly min: number;
  readonly max: number;
}

/** Ascending, in an array of its own. */
export function sorted(values: readonly number[]): Float64Array {
  return Float64Array.from(values).sort();
}

/**
 * Quantile by linear interpolation between the closest ranks: definition 7 of R. Hyndman and Y. Fan, "Sample
 * Quantiles in Statistical Packages", The American Statistician 50(4), 1996.
 *
 * @param ascending at least one value, in ascending order.
 * @param share 0 for the least, 0.5 for the median, 1 for the greatest.
 * @returns NaN when there are no values.
 */
export function quantile(ascending: ArrayLike<number>, share: number): number {
  const rank = (ascending.length - 1) * share;
  const below = ascending[Math.floor(rank)] ?? Number.NaN;
  const above = ascending[Math.ceil(rank)] ?? Number.NaN;
  // Equal neighbours are not interpolated: an infinite one would become NaN.
  return below === above ? below : below + (above - below) * (rank - Math.floor(rank));
}

/** The middle value, or the mean of the two in the middle; NaN when there are none. */
export function median(values: readonly number[]): number {
  return quantile(sorted(values), 0.5);
}

/** Median, quartiles and range in the unit of the values; every field is NaN when there are none. */
export function spreadOf(values: readonly number[]): Spread {
  const ascending = sorted(values);
  return {
    median: quantile(ascending, 0.5),
    low: quantile(ascending, 0.25),
    high: quantile(ascending, 0.75),
    min: quantile(ascending, 0),
    max: quantile(ascending, 1),
  };
}

/**
 * Which values lie outside of Tukey's fences: more than 1.5 times the distance of the quartiles below the first or
 * above the third (J. Tukey, "Exploratory Data Analysis", 1977). Fewer than four values have none by construction.
 *
 * @param tolerance share of the median within which a value is never an outlier: where most runs are exactly equal,
 * the fences lie on the median itself.
 * @returns indices into values, ascending.
 */
export function tukeyOutliers(values: readonly number[], tolerance = 0): readonly number[] {
  const { low, high, median: middle } = spreadOf(values);
  const reach = 1.5 * (high - low);
  return values.flatMap((value, index) => {
    const outside = value < low - reach || value > high + reach;
    return outside && Math.abs(value - middle) > Math.abs(middle) * tolerance ? [index] : [];
  });
}
