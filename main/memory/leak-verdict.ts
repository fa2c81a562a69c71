import type { LeakCheck, LeakVerdict } from '../../shared/memory-view.ts';
import { formatBytes } from '../../shared/units.ts';
import { type Slope, slopeOf } from './slope.ts';

/** An interval around zero that is no wider than this tells that nothing worth looking for is left behind. */
const STEADY_WIDTH_BYTES = 128 * 1024;
/**
 * What V8 itself may add per collection for compiled code and what it learns about functions: 5 to 20 KiB measured, fading.
 * Whatever the interval, no more than this is no leak that could be told from it.
 */
const V8_BYTES = 32 * 1024;
/** Runs that are left out at the start, as a share of all and at most. */
const WARM_UP_SHARE = 0.3;
const MAX_WARM_UP_RUNS = 3;
/** Fewer have no interval. */
const MIN_MEASURED = 3;

/** How many runs at the start are left out: caches and compiled code still fill up there. */
export function warmUpRunsOf(runs: number): number {
  return Math.max(0, Math.min(MAX_WARM_UP_RUNS, Math.floor(runs * WARM_UP_SHARE), runs - MIN_MEASURED));
}

/**
 * What the settled heaps of repeated collections tell. Heap and external memory count together: what a leak holds may lie in either.
 * Throws RangeError for fewer than two measured points.
 */
export function leakVerdict(points: LeakCheck['points']): LeakVerdict {
  const warmUpRuns = warmUpRunsOf(points.length);
  const measured = points.slice(warmUpRuns).map(({ heapUsed, external }) => heapUsed + external);
  const slope = slopeOf(measured);
  const kind = kindOf(slope);
  return {
    kind,
    slopeBytes: slope.slope,
    lowBytes: slope.low,
    highBytes: slope.high,
    warmUpRuns,
    sentence: sentenceOf(kind, slope, measured.length),
  };
}

function kindOf({ low, high }: Slope): LeakVerdict['kind'] {
  if (Math.max(Math.abs(low), Math.abs(high)) <= V8_BYTES) return 'steady';
  if (low > 0) return 'growing';
  if (high < 0) return 'shrinking';
  return high - low <= STEADY_WIDTH_BYTES ? 'steady' : 'unclear';
}

function sentenceOf(kind: LeakVerdict['kind'], { slope, low, high }: Slope, collections: number): string {
  const interval = `95 % interval ${formatBytes(low)} to ${formatBytes(high)} over ${collections} collections`;
  switch (kind) {
    case 'steady':
      return low <= 0 && high >= 0
        ? `No leak: the settled heap changes by ${formatBytes(slope)} per collection (${interval}).`
        : `No leak: the settled heap changes by ${formatBytes(slope)} per collection (${interval}), no more than V8 itself adds for compiled code.`;
    case 'growing':
      return `A leak: the settled heap grows by ${formatBytes(slope)} per collection (${interval}).`;
    case 'shrinking':
      return `No leak: the settled heap shrinks by ${formatBytes(-slope)} per collection (${interval}).`;
    case 'unclear':
      return `Unclear: the settled heap changes by ${formatBytes(slope)} per collection, which is too uncertain to tell (${interval}). Check again with more collections.`;
  }
}
