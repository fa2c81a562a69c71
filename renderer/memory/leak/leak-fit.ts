import type { LeakCheck, LeakVerdict } from '../../../shared/memory-view.ts';

/** Settled heap and external memory together, which is what the verdict judges, over the number of its run; bytes. */
export interface LeakDot {
  readonly run: number;
  readonly bytes: number;
  /** Left out of the slope, because caches and compiled code still filled up. */
  readonly warmUp: boolean;
}

/** The fitted line and the lines of its interval's slopes, at a run; bytes. */
export interface LeakLine {
  readonly run: number;
  readonly fitted: number;
  readonly low: number;
  readonly high: number;
}

export interface LeakPicture {
  readonly dots: readonly LeakDot[];
  /** First and last point of the line; empty without a verdict. */
  readonly line: readonly LeakLine[];
  /** Least and most bytes to be shown. */
  readonly low: number;
  readonly high: number;
}

/** Least height of the picture in bytes, so that the noise of a steady heap does not look like mountains. */
const LEAST_SPAN = 64 * 1024;

/** A least-squares line runs through the mean of its points, so slope and mean are all that is needed to draw it. */
function lineOf(dots: readonly LeakDot[], verdict: LeakVerdict): readonly LeakLine[] {
  const fitted = dots.filter(({ warmUp }) => !warmUp);
  const first = fitted[0];
  const last = fitted.at(-1);
  if (first === undefined || last === undefined) return [];
  const meanRun = fitted.reduce((sum, { run }) => sum + run, 0) / fitted.length;
  const meanBytes = fitted.reduce((sum, { bytes }) => sum + bytes, 0) / fitted.length;
  return [first.run, last.run].map((run) => {
    const at = (slope: number): number => meanBytes + slope * (run - meanRun);
    const [one, other] = [at(verdict.lowBytes), at(verdict.highBytes)];
    return { run, fitted: at(verdict.slopeBytes), low: Math.min(one, other), high: Math.max(one, other) };
  });
}

/** What the chart of a leak check draws. */
export function leakPicture(check: LeakCheck): LeakPicture {
  const warmUpRuns = check.verdict?.warmUpRuns ?? 0;
  const dots = check.points.map(({ run, heapUsed, external }) => ({
    run,
    bytes: heapUsed + external,
    warmUp: run <= warmUpRuns,
  }));
  const line = check.verdict === undefined ? [] : lineOf(dots, check.verdict);
  const all = [...dots.map(({ bytes }) => bytes), ...line.flatMap(({ low, high }) => [low, high])];
  if (all.length === 0) return { dots, line, low: 0, high: LEAST_SPAN };
  const low = all.reduce((least, bytes) => Math.min(least, bytes));
  const high = all.reduce((most, bytes) => Math.max(most, bytes));
  const missing = Math.max(0, LEAST_SPAN - (high - low)) / 2;
  return { dots, line, low: low - missing, high: high + missing };
}
