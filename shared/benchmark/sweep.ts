import type { SvgNode } from '../charts/svg-node.ts';
import { type SweepPoint, sweepChart } from '../charts/sweep-chart.ts';
import type { BenchmarkAnalysis } from './analysis.ts';
import type { BenchmarkMetric, BenchmarkSuite, Scenario } from './benchmark-view.ts';
import { formatMetric, METRICS } from './metrics.ts';
import { sayRuns } from './run-count.ts';

/** What the sweeps are drawn by: each measure in a chart of its own, never two on one plot. */
export const SWEEP_METRICS: Readonly<Partial<Record<BenchmarkSuite, readonly BenchmarkMetric[]>>> = {
  'batch-sizes': ['wallMs', 'peakRssBytes', 'heapPeakBytes', 'requests'],
  codecs: ['cacheStoredBytes', 'cpuMs', 'wallMs', 'peakRssBytes'],
};

/**
 * One metric over the values of the setting that a suite sweeps.
 *
 * @param suite one of those in {@link SWEEP_METRICS}.
 * @param series which colour it has.
 * @param width pixels.
 */
export function metricSweep(
  analysis: BenchmarkAnalysis,
  suite: BenchmarkSuite,
  metric: BenchmarkMetric,
  series: number,
  width: number,
): SvgNode {
  const isCodecs = suite === 'codecs';
  return sweepChart({
    title: METRICS[metric].label,
    quantity: METRICS[metric].unit,
    caption: `median of ${sayRuns(analysis)}`,
    axisTitle: isCodecs ? 'codec and level' : 'objects per batch',
    points: analysis.scenarios.map(({ scenario, metrics, failedRuns }): SweepPoint => {
      const summary = metrics?.[metric];
      return {
        name: isCodecs ? codecName(scenario) : String(scenario.options.batchSize),
        group: isCodecs ? codecGroup(scenario) : 'batch size',
        value: summary?.median,
        low: summary?.low ?? 0,
        high: summary?.high ?? 0,
        label: summary === undefined ? (failedRuns > 0 ? 'failed' : 'not run') : formatMetric(metric, summary.median),
      };
    }),
    series,
    width,
  });
}

/** "plain", "gzip 6", "zstd" */
export function codecName({ options: { compress, codec, compressionLevel } }: Scenario): string {
  return !compress ? 'plain' : codec === 'gzip' ? `gzip ${compressionLevel}` : codec;
}

/** Levels of one codec belong together. */
function codecGroup({ options: { compress, codec } }: Scenario): string {
  return compress ? codec : 'plain';
}
