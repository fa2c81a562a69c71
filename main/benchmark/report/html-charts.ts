import type { BenchmarkMetric } from '../../../shared/benchmark/benchmark-view.ts';
import { memoryCurves } from '../../../shared/benchmark/memory-curves.ts';
import { metricBars } from '../../../shared/benchmark/metric-bars.ts';
import { metricSweep, SWEEP_METRICS } from '../../../shared/benchmark/sweep.ts';
import type { SvgNode } from '../../../shared/charts/svg-node.ts';
import { html, type Markup, svg } from './markup.ts';
import type { ReportContent } from './report-content.ts';

/** Two fit beside each other on a page of 1280 pixels, three on one of 1920. */
const WIDTH = 548;
const BARS: readonly BenchmarkMetric[] = [
  'peakRssBytes',
  'wallMs',
  'cacheStoredBytes',
  'heapPeakBytes',
  'cpuMs',
  'gcPauseMs',
];

/** Sweeps as lines where a setting is varied step by step, then bars against the reference, and memory over time. */
export function renderCharts({ record, analysis }: ReportContent): Markup {
  if (record.results.length === 0) return html``;
  const sweeps = SWEEP_METRICS[record.suite] ?? [];
  const bars = sweeps.length > 0 ? BARS.slice(0, 3) : BARS;
  return html`<section>
<h2>Charts</h2>
<div class="charts">
${sweeps.map((metric) => card(metricSweep(analysis, record.suite, metric, 0, WIDTH)))}
${bars.map((metric) => card(metricBars(analysis, metric, WIDTH)))}
${(['heapUsed', 'rss'] as const).map((what) => card(memoryCurves(record, what, WIDTH)))}
</div>
</section>`;
}

function card(chart: SvgNode): Markup {
  return html`<figure>${svg(chart)}</figure>`;
}
