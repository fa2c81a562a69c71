import type { BenchmarkOrder, BenchmarkSummary } from '../../shared/benchmark/benchmark-view.ts';
import { MINIMAL_RUNS } from '../../shared/benchmark/difference.ts';
import { formatCount, formatDuration } from '../../shared/units.ts';
import { SUITES } from './suites.ts';

/** How many runs an order takes: "30 runs: 6 settings, 5 times each, after a round to warm up." */
export function runsText({ suite, runs = 5 }: Pick<BenchmarkOrder, 'suite'> & { readonly runs?: number }): string {
  const { scenarios } = SUITES[suite];
  const times = runs === 1 ? 'once each' : `${runs} times each`;
  const remark = runs < MINIMAL_RUNS ? ` Fewer than ${MINIMAL_RUNS} of each cannot be told from noise.` : '';
  return `${formatCount(scenarios * runs)} runs: ${scenarios} settings, ${times}, after a round to warm up.${remark}`;
}

export interface ExpectedWork {
  /** The estate as the history calls it. */
  readonly estate: string;
  readonly order: Pick<BenchmarkOrder, 'suite' | 'resources'> & { readonly runs?: number };
}

/**
 * How long an order will take, told by the newest benchmark of the same estate, suite and resources that came to its
 * end: "About 40 s, as the last time." Undefined when there is none: nothing is known then.
 */
export function expectedTimeText(
  history: readonly BenchmarkSummary[],
  { estate, order }: ExpectedWork,
): string | undefined {
  const last = history.find(
    (summary) =>
      summary.phase === 'completed' &&
      summary.estate === estate &&
      summary.suite === order.suite &&
      summary.resources === order.resources,
  );
  if (last === undefined) return undefined;
  // The round that warms up takes its time too.
  const secondsPerRound = (last.endedAt - last.createdAt) / 1000 / (last.runs + 1);
  const seconds = secondsPerRound * ((order.runs ?? 5) + 1);
  return `About ${formatDuration(Math.max(1, Math.round(seconds)))}, by the last time.`;
}
