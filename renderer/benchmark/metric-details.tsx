import { HTMLSelect } from '@blueprintjs/core';
import { useCallback, useState } from 'react';
import { BENCHMARK_METRICS, type BenchmarkMetric } from '../../shared/benchmark/benchmark-view.ts';
import { metricBars } from '../../shared/benchmark/metric-bars.ts';
import { METRICS } from '../../shared/benchmark/metrics.ts';
import { SvgChart } from '../ui/svg-chart.tsx';
import type { Analysed } from './benchmark-result.ts';
import { MetricTable } from './metric-table.tsx';

const OPTIONS = BENCHMARK_METRICS.map((metric) => ({ label: METRICS[metric].label, value: metric }));

/** Any metric that was measured: as bars, and run by run. */
export function MetricDetails(props: { readonly shown: Analysed }) {
  const { analysis } = props.shown;
  const [metric, setMetric] = useState<BenchmarkMetric>('wallMs');
  const draw = useCallback((width: number) => metricBars(analysis, metric, width), [analysis, metric]);
  const { label, meaning } = METRICS[metric];
  return (
    <section className="hs-result-section" aria-label="Run by run">
      <div className="hs-section-head">
        <h4>Run by run</h4>
        <HTMLSelect
          aria-label="Metric"
          options={OPTIONS}
          value={metric}
          onChange={({ currentTarget }) =>
            setMetric(BENCHMARK_METRICS.find((known) => known === currentTarget.value) ?? 'wallMs')
          }
        />
        <span className="hs-quiet">{meaning}</span>
      </div>
      <div className="hs-metric-bars">
        <SvgChart draw={draw} />
      </div>
      <MetricTable scenarios={analysis.scenarios} metric={metric} label={label} />
    </section>
  );
}
