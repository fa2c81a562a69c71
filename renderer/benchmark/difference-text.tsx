import type { BenchmarkMetric } from '../../shared/benchmark/benchmark-view.ts';
import type { Difference } from '../../shared/benchmark/difference.ts';
import { formatDifference } from '../../shared/benchmark/difference-text.ts';
import { verdictTone } from './verdict-words.ts';

/** A difference with its interval, coloured when the runs show one. */
export function DifferenceText(props: {
  readonly metric: BenchmarkMetric;
  readonly difference: Difference | undefined;
}) {
  const { metric, difference } = props;
  if (difference === undefined) return null;
  return <span className={`hs-difference-${verdictTone(difference)}`}>{formatDifference(metric, difference)}</span>;
}
