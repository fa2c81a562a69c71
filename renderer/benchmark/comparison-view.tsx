import { HTMLSelect } from '@blueprintjs/core';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { runsOf } from '../../shared/benchmark/analysis.ts';
import type { BenchmarkMetric, BenchmarkRecord, BenchmarkSummary } from '../../shared/benchmark/benchmark-view.ts';
import type { BenchmarkComparison, ScenarioComparison } from '../../shared/benchmark/comparison.ts';
import { formatMetric, METRICS } from '../../shared/benchmark/metrics.ts';
import { median } from '../../shared/benchmark/statistics.ts';
import { timeText } from '../inventory/cell-text.ts';
import { useServices } from '../shell/services.ts';
import { ErrorCallout } from '../ui/error-callout.tsx';
import { comparisonOf } from './comparison-of.ts';
import { DifferenceText } from './difference-text.tsx';
import { SUITES } from './suites.ts';

/** What a change of version, machine or setting shows in first. */
const COMPARED_METRICS: readonly BenchmarkMetric[] = [
  'peakRssBytes',
  'wallMs',
  'cpuMs',
  'heapPeakBytes',
  'cacheStoredBytes',
  'bytesReceived',
];

interface Pair {
  readonly reference: BenchmarkRecord;
  readonly record: BenchmarkRecord;
}

function ComparedCell(props: Pair & { readonly compared: ScenarioComparison; readonly metric: BenchmarkMetric }) {
  const { reference, record, compared, metric } = props;
  const middle = (of: BenchmarkRecord) => median(runsOf(of, compared.scenario).map((run) => run.metrics[metric]));
  if (compared.differences === undefined) return <td className="hs-right">–</td>;
  return (
    <td className="hs-right">
      <DifferenceText metric={metric} difference={compared.differences[metric]} />
      <div className="hs-cell-second hs-quiet">
        {formatMetric(metric, middle(record))} instead of {formatMetric(metric, middle(reference))}
      </div>
    </td>
  );
}

function ComparisonTable(props: Pair & { readonly comparison: BenchmarkComparison }) {
  const { reference, record, comparison } = props;
  const { scenarios, notCompared, environmentNotes } = comparison;
  return (
    <>
      {environmentNotes.map((note) => (
        <p key={note} className="hs-remark hs-note-warning">
          {note}
        </p>
      ))}
      <div className="hs-table-scroll">
        <table className="hs-data-table" aria-label="Comparison">
          <thead>
            <tr>
              <th>Scenario</th>
              {COMPARED_METRICS.map((metric) => (
                <th key={metric} className="hs-right">
                  {METRICS[metric].label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {scenarios.map((compared) => (
              <tr key={compared.scenario.id}>
                <th scope="row">{compared.scenario.name}</th>
                {COMPARED_METRICS.map((metric) => (
                  <ComparedCell key={metric} {...{ reference, record, compared, metric }} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {notCompared.length > 0 && (
        <p className="hs-remark hs-quiet">Not in both, or with other settings: {notCompared.join(', ')}.</p>
      )}
    </>
  );
}

function optionOf({ id, createdAt, suite, estate, isBaseline }: BenchmarkSummary) {
  const mark = isBaseline ? ' (baseline)' : '';
  return { label: `${timeText(createdAt)}, ${SUITES[suite].label}, ${estate}${mark}`, value: id };
}

/** Those of the same kind first, since they are what one means most of the time. */
function choicesFor(list: readonly BenchmarkSummary[], id: string) {
  const key = list.find((summary) => summary.id === id)?.comparableKey;
  const others = list.filter((summary) => summary.id !== id);
  const alike = others.filter((summary) => summary.comparableKey === key);
  return [...alike, ...others.filter((summary) => summary.comparableKey !== key)].map(optionOf);
}

/** This benchmark against another one of the operator's choice. */
export function ComparisonView(props: { readonly record: BenchmarkRecord }) {
  const { record } = props;
  const { benchmarks } = useServices();
  const list = useStore(benchmarks.history.store, (state) => state.list);
  const reference = useStore(benchmarks.result.store, (state) => state.compared);
  const choices = useMemo(() => choicesFor(list ?? [], record.id), [list, record.id]);
  const result = useMemo(
    () => (reference === undefined ? undefined : comparisonOf(reference, record)),
    [reference, record],
  );
  if (choices.length === 0) return null;
  return (
    <section className="hs-result-section" aria-label="Comparison with another benchmark">
      <div className="hs-section-head">
        <h4 id="benchmark-compare">Compare with</h4>
        <HTMLSelect
          aria-labelledby="benchmark-compare"
          options={[{ label: 'Choose another benchmark…', value: '' }, ...choices]}
          value={reference?.id ?? ''}
          onChange={({ currentTarget }) =>
            void benchmarks.result.compareWith(currentTarget.value === '' ? undefined : currentTarget.value)
          }
        />
      </div>
      {result?.ok === false && <ErrorCallout error={result.error} />}
      {result?.ok === true && reference !== undefined && (
        <ComparisonTable reference={reference} record={record} comparison={result.comparison} />
      )}
    </section>
  );
}
