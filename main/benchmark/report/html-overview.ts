import type { ScenarioAnalysis } from '../../../shared/benchmark/analysis.ts';
import type { BenchmarkMetric } from '../../../shared/benchmark/benchmark-view.ts';
import { formatDifference } from '../../../shared/benchmark/difference-text.ts';
import { toneOf } from '../../../shared/benchmark/metric-bars.ts';
import { formatMetric, METRICS } from '../../../shared/benchmark/metrics.ts';
import { sayRuns } from '../../../shared/benchmark/run-count.ts';
import { verdictOf } from '../../../shared/benchmark/verdict.ts';
import { html, type Markup } from './markup.ts';
import type { ReportContent } from './report-content.ts';

const COLUMNS: readonly BenchmarkMetric[] = ['peakRssBytes', 'wallMs', 'cacheStoredBytes', 'heapPeakBytes', 'cpuMs'];

/** Every scenario with its verdict in words, and the figures that matter most. */
export function renderOverview({ analysis }: ReportContent): Markup {
  const rows = analysis.scenarios.map(
    (scenario) => html`<tr>
<th scope="row">${scenario.scenario.name}</th>
${COLUMNS.map((metric) => cell(scenario, metric))}
<td class="words">${verdictOf(scenario)}</td>
</tr>`,
  );
  return html`<section>
<h2>Verdict</h2>
<div class="scroll" role="region" aria-label="Verdict by scenario" tabindex="0">
<table class="overview">
<caption>Medians of ${sayRuns(analysis)}, and the difference to the first scenario</caption>
<thead><tr><th scope="col">Scenario</th>${COLUMNS.map((metric) => html`<th scope="col" class="number">${METRICS[metric].label}</th>`)}<th scope="col">In words</th></tr></thead>
<tbody>${rows}</tbody>
</table>
</div>
</section>`;
}

function cell({ metrics, differences, failedRuns }: ScenarioAnalysis, metric: BenchmarkMetric): Markup {
  if (metrics === undefined) return html`<td class="number muted">${failedRuns > 0 ? 'failed' : 'not run'}</td>`;
  const difference = differences?.[metric];
  const note =
    difference === undefined
      ? html``
      : html`<small class="${toneOf(difference)}">${formatDifference(metric, difference)}</small>`;
  return html`<td class="number">${formatMetric(metric, metrics[metric].median)}${note}</td>`;
}
