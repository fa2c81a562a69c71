import type { Tone } from '../charts/chart-frame.ts';
import { intervalBars } from '../charts/interval-bars.ts';
import type { IntervalBar } from '../charts/interval-marks.ts';
import type { SvgNode } from '../charts/svg-node.ts';
import type { BenchmarkAnalysis, ScenarioAnalysis } from './analysis.ts';
import type { BenchmarkMetric } from './benchmark-view.ts';
import type { Difference } from './difference.ts';
import { formatDifference } from './difference-text.ts';
import { formatMetric, METRICS } from './metrics.ts';
import { sayRuns } from './run-count.ts';
import { isNotable } from './verdict.ts';

/**
 * One metric of all scenarios as bars against the reference, whose median is the dashed line. A whisker is the 95 %
 * interval of the difference, laid out from that line: one that reaches it is within noise.
 *
 * @param width pixels.
 */
export function metricBars(analysis: BenchmarkAnalysis, metric: BenchmarkMetric, width: number): SvgNode {
  const reference = analysis.scenarios[0];
  const base = reference?.metrics?.[metric].median;
  return intervalBars({
    title: METRICS[metric].label,
    quantity: METRICS[metric].unit,
    caption: `median of ${sayRuns(analysis)}`,
    bars: analysis.scenarios.map((scenario, index) => barOf(scenario, index, metric, base)),
    reference:
      reference === undefined || base === undefined ? undefined : { name: reference.scenario.name, value: base },
    width,
  });
}

function barOf(
  analysed: ScenarioAnalysis,
  index: number,
  metric: BenchmarkMetric,
  base: number | undefined,
): IntervalBar {
  const { scenario, failedRuns, metrics, differences } = analysed;
  const difference = differences?.[metric];
  const summary = metrics?.[metric];
  const outliers = new Set(summary?.outliers);
  return {
    name: scenario.name,
    series: index,
    value: summary?.median,
    interval: intervalOf(difference, base),
    runs: (summary?.values ?? []).map((value, run) => ({ value, isOutlier: outliers.has(summary?.orders[run] ?? 0) })),
    label: summary === undefined ? (failedRuns > 0 ? 'failed' : 'not run') : formatMetric(metric, summary.median),
    note: difference === undefined ? '' : formatDifference(metric, difference),
    tone: difference === undefined ? 'muted' : toneOf(difference),
  };
}

/** The interval of a relative difference, in the unit of the metric; none where it is a point. */
function intervalOf(difference: Difference | undefined, base: number | undefined): IntervalBar['interval'] {
  if (base === undefined || difference?.low === undefined || difference.high === undefined) return undefined;
  if (difference.low === difference.high) return undefined;
  return { low: Math.max(0, base * (1 + difference.low)), high: base * (1 + difference.high) };
}

/** Less is better for every metric; what is next to nothing is neither good nor bad. */
export function toneOf(difference: Difference): Tone {
  if (!isNotable(difference)) return 'muted';
  return difference.verdict === 'less' ? 'good' : 'bad';
}
