/** An axis in per cent from 0. */
export interface PercentScale {
  /** Per cent at the right end. */
  readonly end: number;
  /** Per cent, ascending, from 0 to `end`. */
  readonly ticks: readonly number[];
}

const STEPS = [25, 50, 100, 200, 500, 1000, 2000, 5000, 10_000];
const MOST_STEPS = 4;

/**
 * An axis that shows at least all of 100 %, and shares of 1 up to the highest one.
 * @param most per cent beyond which the axis does not go, so that one value does not flatten all others
 */
export function percentScale(highest: number, most = Number.POSITIVE_INFINITY): PercentScale {
  const wanted = Math.min(most, Math.max(100, Math.ceil(highest * 100 - 1e-9)));
  const step = STEPS.find((each) => Math.ceil(wanted / each) <= MOST_STEPS) ?? Math.ceil(wanted / MOST_STEPS);
  const count = Math.ceil(wanted / step);
  return { end: count * step, ticks: Array.from({ length: count + 1 }, (_, index) => index * step) };
}

/** Where a share of 1 lies, as a style wants it; what is beyond the axis lies at its end. */
export function placeOf({ end }: PercentScale, share: number): string {
  return `${Math.round(Math.min(1, Math.max(0, (share * 100) / end)) * 10_000) / 100}%`;
}
