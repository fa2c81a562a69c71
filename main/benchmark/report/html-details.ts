import type { ScenarioAnalysis } from '../../../shared/benchmark/analysis.ts';
import type { BenchmarkMetric } from '../../../shared/benchmark/benchmark-view.ts';
import type { Difference } from '../../../shared/benchmark/difference.ts';
import { formatDifference } from '../../../shared/benchmark/difference-text.ts';
import { toneOf } from '../../../shared/benchmark/metric-bars.ts';
import { formatMetric, METRIC_ORDER, METRICS } from '../../../shared/benchmark/metrics.ts';
import { html, type Markup } from './markup.ts';
import type { ReportContent } from './report-content.ts';
import { outlierNotes, sayRange } from './run-notes.ts';

const HEAD = ['Scenario', 'Runs', 'Median', 'Middle half', 'Least to most', 'Difference', '95 % interval', 'Outliers'];

/** Every metric of every scenario: where its values lie, the difference and its interval, and the outliers. */
export function renderDetails({ analysis }: ReportContent): Markup {
  const groups = METRIC_ORDER.map(
    (metric) => html`<tbody>
<tr class="group"><th scope="rowgroup" colspan="${HEAD.length}">${METRICS[metric].label} <span class="muted">${METRICS[metric].meaning}</span></th></tr>
${analysis.scenarios.map((scenario) => row(scenario, metric))}
</tbody>`,
  );
  return html`<section>
<h2>All figures</h2>
<div class="scroll" role="region" aria-label="All figures" tabindex="0">
<table class="details">
<thead><tr>${HEAD.map((name, index) => html`<th scope="col"${index === 0 || index === 7 ? html`` : html` class="number"`}>${name}</th>`)}</tr></thead>
${groups}
</table>
</div>
</section>`;
}

function row(
  { scenario, isReference, finishedRuns, failedRuns, metrics, differences }: ScenarioAnalysis,
  metric: BenchmarkMetric,
): Markup {
  const name = html`<th scope="row">${scenario.name}</th>`;
  const runs = html`<td class="number">${failedRuns === 0 ? finishedRuns : `${finishedRuns} (${failedRuns} failed)`}</td>`;
  const summary = metrics?.[metric];
  if (summary === undefined) return html`<tr>${name}${runs}<td colspan="6" class="muted">no finished run</td></tr>`;
  const show = (value: number) => formatMetric(metric, value);
  const difference = differences?.[metric];
  return html`<tr>${name}${runs}
<td class="number strong">${show(summary.median)}</td>
<td class="number">${sayRange(show(summary.low), show(summary.high))}</td>
<td class="number">${sayRange(show(summary.min), show(summary.max))}</td>
${difference === undefined ? html`<td class="number muted">${isReference ? 'reference' : 'none'}</td><td></td>` : differenceCells(metric, difference)}
<td class="outliers">${outlierNotes(metric, summary).join(', ')}</td>
</tr>`;
}

function differenceCells(metric: BenchmarkMetric, difference: Difference): Markup {
  return html`<td class="number ${toneOf(difference)}">${formatDifference(metric, difference)}</td><td class="number">${sayInterval(difference)}</td>`;
}

function sayInterval({ low, high, verdict }: Difference): string {
  if (verdict === 'too few runs') return verdict;
  if (low === undefined || high === undefined) return 'no bound';
  if (low === high) return 'exact';
  const digits = high - low < 0.0195 ? 1 : 0;
  return `${percent(low, digits)} to ${percent(high, digits)}`;
}

function percent(share: number, digits: number): string {
  const value = share * 100;
  const text = Math.abs(value).toFixed(Math.abs(value) < 9.95 ? 1 : digits);
  return `${value < 0 && Number(text) !== 0 ? '−' : '+'}${text} %`;
}
