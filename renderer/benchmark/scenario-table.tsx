import type { ScenarioAnalysis } from '../../shared/benchmark/analysis.ts';
import type { BenchmarkMetric, Scenario } from '../../shared/benchmark/benchmark-view.ts';
import { formatMetric, MAIN_METRICS, METRICS } from '../../shared/benchmark/metrics.ts';
import { verdictOf } from '../../shared/benchmark/verdict.ts';
import type { Analysed } from './benchmark-result.ts';
import { DifferenceText } from './difference-text.tsx';
import { optionsText } from './options-text.ts';

function MetricCell(props: { readonly analysed: ScenarioAnalysis; readonly metric: BenchmarkMetric }) {
  const { analysed, metric } = props;
  return (
    <td className="hs-right">
      {analysed.metrics === undefined ? '–' : formatMetric(metric, analysed.metrics[metric].median)}
      <div className="hs-cell-second">
        {analysed.isReference ? (
          <span className="hs-quiet">reference</span>
        ) : (
          <DifferenceText metric={metric} difference={analysed.differences?.[metric]} />
        )}
      </div>
    </td>
  );
}

function settingsOf({ options, cache }: Scenario): string {
  return `${optionsText(options)}${cache === 'warm' ? ', warm cache' : ''}`;
}

/** Every scenario with its settings, the main figures and the verdict in words. */
export function ScenarioTable(props: { readonly shown: Analysed }) {
  const { analysis, record } = props.shown;
  // A and B are named by their settings.
  const namesTellSettings = record.suite === 'pair';
  return (
    <section className="hs-result-section" aria-label="Scenarios">
      <div className="hs-section-head">
        <h4>Scenarios</h4>
        <span className="hs-quiet">medians, and the difference to the first with its 95 % interval</span>
      </div>
      <div className="hs-table-scroll">
        <table className="hs-data-table hs-scenarios" aria-label="Scenarios">
          <thead>
            <tr>
              <th>Scenario</th>
              {MAIN_METRICS.map((metric) => (
                <th key={metric} className="hs-right" title={METRICS[metric].meaning}>
                  {METRICS[metric].label}
                </th>
              ))}
              <th>In words</th>
            </tr>
          </thead>
          <tbody>
            {analysis.scenarios.map((analysed) => (
              <tr key={analysed.scenario.id}>
                <th scope="row">
                  {analysed.scenario.name}
                  {!namesTellSettings && <div className="hs-cell-second hs-quiet">{settingsOf(analysed.scenario)}</div>}
                </th>
                {MAIN_METRICS.map((metric) => (
                  <MetricCell key={metric} analysed={analysed} metric={metric} />
                ))}
                <td className="hs-verdict-words">{verdictOf(analysed)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
