import { studentT95 } from './student-t.ts';

/** A slope per step with its 95 % confidence interval, in the unit of the values. */
export interface Slope {
  readonly slope: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Least-squares slope of equally spaced values, with the interval of Student's t for n - 2 degrees of freedom (Draper and
 * Smith, Applied Regression Analysis, 3rd edition, section 1.4). Two values have no interval: it is infinite. Throws
 * RangeError for fewer.
 */
export function slopeOf(values: readonly number[]): Slope {
  const count = values.length;
  if (count < 2) throw new RangeError(`A slope needs at least 2 values, not ${count}.`);
  const meanStep = (count - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  let squares = 0;
  let products = 0;
  for (const [step, value] of values.entries()) {
    squares += (step - meanStep) ** 2;
    products += (step - meanStep) * (value - mean);
  }
  const slope = products / squares;
  if (count === 2) return { slope, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  let residuals = 0;
  for (const [step, value] of values.entries()) residuals += (value - mean - slope * (step - meanStep)) ** 2;
  const reach = studentT95(count - 2) * Math.sqrt(residuals / (count - 2) / squares);
  return { slope, low: slope - reach, high: slope + reach };
}
