/**
 * 97.5 % quantiles of Student's t for 1 to 30 degrees of freedom: NIST/SEMATECH e-Handbook of Statistical Methods,
 * section 1.3.6.7.2.
 */
const QUANTILES = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11,
  2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];
/** The same quantile of the normal distribution. */
const Z = 1.959964;

/**
 * How many standard errors a two-sided 95 % confidence interval reaches to each side. Beyond 30 degrees of freedom by the
 * expansion of Abramowitz and Stegun, 26.7.5, which is right to the third decimal there. NaN below 1.
 */
export function studentT95(degreesOfFreedom: number): number {
  if (!(degreesOfFreedom >= 1)) return Number.NaN;
  const known = QUANTILES[Math.floor(degreesOfFreedom) - 1];
  if (known !== undefined) return known;
  const first = (Z ** 3 + Z) / 4;
  const second = (5 * Z ** 5 + 16 * Z ** 3 + 3 * Z) / 96;
  return Z + first / degreesOfFreedom + second / degreesOfFreedom ** 2;
}
