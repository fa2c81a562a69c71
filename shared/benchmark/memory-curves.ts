import { type CurveSeries, curveChart } from '../charts/curves.ts';
import type { SvgNode } from '../charts/svg-node.ts';
import { runsOf } from './analysis.ts';
import type { BenchmarkRecord, BenchmarkRun } from './benchmark-view.ts';

const TITLES = { heapUsed: 'Heap of the collector', rss: 'Resident set of the process' } as const;

/**
 * Memory over the time of a run, all scenarios on one axis: of each the run whose time is the median one.
 *
 * @param what heapUsed of the collector, or the resident set of its process.
 * @param width pixels.
 */
export function memoryCurves(record: BenchmarkRecord, what: 'heapUsed' | 'rss', width: number): SvgNode {
  const curves = record.scenarios.flatMap((scenario, series): CurveSeries[] => {
    const run = medianRun(runsOf(record, scenario));
    return run === undefined ? [] : [{ name: scenario.name, series, atMs: run.curve.atMs, values: run.curve[what] }];
  });
  return curveChart({
    title: TITLES[what],
    quantity: 'bytes',
    caption: 'the run with the median time of each scenario',
    curves,
    width,
  });
}

/** The run whose time is the median; of two in the middle the quicker one. */
export function medianRun(runs: readonly BenchmarkRun[]): BenchmarkRun | undefined {
  return runs.toSorted((a, b) => a.metrics.wallMs - b.metrics.wallMs)[Math.floor((runs.length - 1) / 2)];
}
