import { SegmentedControl } from '@blueprintjs/core';
import { useCallback, useState } from 'react';
import type { BenchmarkMetric } from '../../shared/benchmark/benchmark-view.ts';
import { memoryCurves } from '../../shared/benchmark/memory-curves.ts';
import { metricBars } from '../../shared/benchmark/metric-bars.ts';
import { MAIN_METRICS, METRICS } from '../../shared/benchmark/metrics.ts';
import { metricSweep, SWEEP_METRICS } from '../../shared/benchmark/sweep.ts';
import { SvgChart } from '../ui/svg-chart.tsx';
import type { Analysed } from './benchmark-result.ts';

const CURVES = [
  { label: 'Heap', value: 'heapUsed' },
  { label: 'Resident set', value: 'rss' },
];

function MetricChart(props: { readonly shown: Analysed; readonly metric: BenchmarkMetric; readonly series: number }) {
  const { shown, metric, series } = props;
  const { record, analysis } = shown;
  const draw = useCallback(
    (width: number) =>
      SWEEP_METRICS[record.suite] === undefined
        ? metricBars(analysis, metric, width)
        : metricSweep(analysis, record.suite, metric, series, width),
    [record, analysis, metric, series],
  );
  return (
    <figure className="hs-result-chart" aria-label={METRICS[metric].label}>
      <SvgChart draw={draw} />
    </figure>
  );
}

/**
 * The metrics that matter most for the suite, as bars with intervals or as lines over the setting that is swept, and
 * memory over time.
 */
export function ResultCharts(props: { readonly shown: Analysed }) {
  const { shown } = props;
  const metrics = SWEEP_METRICS[shown.record.suite] ?? MAIN_METRICS;
  return (
    <section className="hs-result-section" aria-label="Charts">
      <div className="hs-result-charts">
        {metrics.map((metric, series) => (
          <MetricChart key={metric} shown={shown} metric={metric} series={series} />
        ))}
        <MemoryCurves shown={shown} />
      </div>
    </section>
  );
}

/** Memory over time, all scenarios on one axis. */
function MemoryCurves(props: { readonly shown: Analysed }) {
  const { record } = props.shown;
  const [what, setWhat] = useState<'heapUsed' | 'rss'>('heapUsed');
  const draw = useCallback((width: number) => memoryCurves(record, what, width), [record, what]);
  return (
    <figure className="hs-result-chart hs-result-curves" aria-label="Memory over time">
      <SegmentedControl
        aria-label="Memory"
        size="small"
        options={CURVES}
        value={what}
        onValueChange={(value) => setWhat(value === 'rss' ? 'rss' : 'heapUsed')}
      />
      <SvgChart draw={draw} />
    </figure>
  );
}
