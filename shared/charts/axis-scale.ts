/** What an axis measures; values are milliseconds, bytes and counts. */
export type AxisQuantity = 'duration' | 'bytes' | 'count';

export interface AxisUnit {
  /** "MiB", "s"; empty for counts below a thousand. */
  readonly name: string;
  /** How much one of it is, in the unit of the values. */
  readonly size: number;
}

export interface AxisScale {
  readonly unit: AxisUnit;
  /** In the unit of the values, ascending: the first and the last are the ends of the axis. */
  readonly ticks: readonly number[];
  readonly from: number;
  readonly to: number;
}

/** Each is used until the next one reaches 2 of its own. */
const UNITS: Readonly<Record<AxisQuantity, readonly AxisUnit[]>> = {
  duration: [
    { name: 'ms', size: 1 },
    { name: 's', size: 1000 },
    { name: 'min', size: 60_000 },
    { name: 'h', size: 3_600_000 },
  ],
  bytes: ['B', 'KiB', 'MiB', 'GiB', 'TiB'].map((name, power) => ({ name, size: 1024 ** power })),
  count: [
    { name: '', size: 1 },
    { name: 'thousand', size: 1e3 },
    { name: 'million', size: 1e6 },
  ],
};

/**
 * An axis in one unit with round ticks around all values.
 *
 * @param lowest 0, or the least value for an axis that does not start at 0.
 * @param highest the greatest value, not below `lowest`.
 * @param steps about how many there may be between the ticks.
 */
export function axisScale(quantity: AxisQuantity, lowest: number, highest: number, steps: number): AxisScale {
  const units = UNITS[quantity];
  const unit = units.findLast(({ size }) => highest >= 2 * size) ?? units[0] ?? { name: '', size: 1 };
  const [low, high] = [lowest / unit.size, highest / unit.size];
  // Half a count is none.
  const step = Math.max(roundStep((high - low) / steps), quantity === 'count' && unit.size === 1 ? 1 : 0);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step * unit.size);
  return { unit, ticks, from: first * step * unit.size, to: last * step * unit.size };
}

/** A tick without its unit: "250", "0.5". */
export function formatTick({ unit, ticks }: AxisScale, value: number): string {
  const step = ((ticks[1] ?? 1) - (ticks[0] ?? 0)) / unit.size;
  const digits =
    [0, 1, 2, 3, 4, 5].find((count) => Math.abs(step * 10 ** count - Math.round(step * 10 ** count)) < 1e-6) ?? 6;
  return (value / unit.size).toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** Where a value lies on an axis that is drawn from one coordinate to another. */
export function place({ from, to }: AxisScale, value: number, start: number, end: number): number {
  return round(start + ((value - from) / (to - from)) * (end - start));
}

/** Coordinates to a hundredth of a pixel: no more is seen, and reports stay small. */
export function round(coordinate: number): number {
  return Math.round(coordinate * 100) / 100;
}

/** The next of 1, 2, 2.5 and 5 times a power of ten; 1 when there is nothing to divide. */
function roundStep(least: number): number {
  if (!(least > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 2.5, 5].find((candidate) => candidate * power >= least * (1 - 1e-9)) ?? 10;
  return factor * power;
}
