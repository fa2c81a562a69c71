import type { MetricSummary, ScenarioAnalysis } from '../../shared/benchmark/analysis.ts';
import type { BenchmarkMetric } from '../../shared/benchmark/benchmark-view.ts';
import { formatMetric } from '../../shared/benchmark/metrics.ts';
import { DifferenceText } from './difference-text.tsx';
import { VERDICT_WORDS, verdictTone } from './verdict-words.ts';

/** Every run of a scenario in the order they were made; those out of the ordinary are marked. */
function RunValues(props: { readonly metric: BenchmarkMetric; readonly summary: MetricSummary }) {
  const { metric, summary } = props;
  const { values, orders, outliers } = summary;
  return values.map((value, index) => {
    const order = orders[index];
    const isOutlier = order !== undefined && outliers.includes(order);
    return (
      <span key={order} className={isOutlier ? 'hs-run-value hs-outlier' : 'hs-run-value'}>
        {formatMetric(metric, value)}
        {isOutlier && (
          <>
            <span aria-hidden="true">*</span>
            <span className="hs-hidden"> outlier</span>
          </>
        )}
      </span>
    );
  });
}

function MetricRow(props: { readonly analysed: ScenarioAnalysis; readonly metric: BenchmarkMetric }) {
  const { analysed, metric } = props;
  const { scenario, metrics, differences, isReference, failedRuns } = analysed;
  const summary = metrics?.[metric];
  const difference = differences?.[metric];
  if (summary === undefined) {
    return (
      <tr>
        <th scope="row">{scenario.name}</th>
        <td colSpan={6} className="hs-quiet">
          {failedRuns > 0 ? 'every run failed' : 'not run'}
        </td>
      </tr>
    );
  }
  const range = (from: number, to: number) => `${formatMetric(metric, from)} – ${formatMetric(metric, to)}`;
  return (
    <tr>
      <th scope="row">{scenario.name}</th>
      <td className="hs-right">{formatMetric(metric, summary.median)}</td>
      <td className="hs-right">{range(summary.low, summary.high)}</td>
      <td className="hs-right">{range(summary.min, summary.max)}</td>
      <td className="hs-right">
        {isReference ? (
          <span className="hs-quiet">reference</span>
        ) : (
          <DifferenceText metric={metric} difference={difference} />
        )}
      </td>
      <td className={`hs-difference-${verdictTone(difference)}`}>
        {difference === undefined ? '' : VERDICT_WORDS[difference.verdict]}
      </td>
      <td className="hs-run-values">
        <RunValues metric={metric} summary={summary} />
      </td>
    </tr>
  );
}

/** One metric of every scenario: where its runs lie, and how they differ from the first. */
export function MetricTable(props: {
  readonly scenarios: readonly ScenarioAnalysis[];
  readonly metric: BenchmarkMetric;
  readonly label: string;
}) {
  const { scenarios, metric, label } = props;
  const hasOutliers = scenarios.some(({ metrics }) => (metrics?.[metric].outliers.length ?? 0) > 0);
  return (
    <>
      <div className="hs-table-scroll">
        <table className="hs-data-table" aria-label={`${label}, run by run`}>
          <thead>
            <tr>
              <th>Scenario</th>
              <th className="hs-right">Median</th>
              <th className="hs-right" title="Half of the runs lie between the quartiles">
                Middle half
              </th>
              <th className="hs-right">Least – most</th>
              <th className="hs-right" title="Difference of the medians, with its 95 % interval">
                Difference
              </th>
              <th>Verdict</th>
              <th>Runs, in their order</th>
            </tr>
          </thead>
          <tbody>
            {scenarios.map((analysed) => (
              <MetricRow key={analysed.scenario.id} analysed={analysed} metric={metric} />
            ))}
          </tbody>
        </table>
      </div>
      {hasOutliers && (
        <p className="hs-remark hs-quiet">
          * lies more than one and a half times the middle half away from it (Tukey); it counts like all others.
        </p>
      )}
    </>
  );
}
