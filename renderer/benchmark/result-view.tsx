import { useStore } from 'zustand';
import { useServices } from '../shell/services.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorCallout } from '../ui/error-callout.tsx';
import { AdviceCard } from './advice-card.tsx';
import type { Analysed } from './benchmark-result.ts';
import { ComparisonView } from './comparison-view.tsx';
import { EnvironmentDetails } from './environment-details.tsx';
import { MetricDetails } from './metric-details.tsx';
import { ResultCharts } from './result-charts.tsx';
import { ResultHead } from './result-head.tsx';
import { ResultRemarks } from './result-remarks.tsx';
import { ScenarioTable } from './scenario-table.tsx';

function Figures(props: { readonly shown: Analysed }) {
  const { shown } = props;
  if (shown.record.results.length === 0) {
    return <EmptyState title="No run came to its end" detail="There is nothing to show of this benchmark." />;
  }
  return (
    <>
      <AdviceCard shown={shown} />
      <ResultCharts shown={shown} />
      <ScenarioTable shown={shown} />
      <MetricDetails shown={shown} />
    </>
  );
}

/** A benchmark that was made: advice first, then charts, figures and on what it was measured. */
export function ResultView() {
  const { benchmarks } = useServices();
  const id = useStore(benchmarks.result.store, (state) => state.id);
  const shown = useStore(benchmarks.result.store, (state) => state.shown);
  const error = useStore(benchmarks.result.store, (state) => state.error);
  if (id === undefined) return null;
  return (
    <article className="hs-result" aria-label="Result">
      {error !== undefined && <ErrorCallout error={error} />}
      {shown === undefined ? (
        error === undefined && <EmptyState title="Reading the benchmark…" />
      ) : (
        <div key={shown.record.id}>
          <ResultHead record={shown.record} />
          <ResultRemarks record={shown.record} />
          <Figures shown={shown} />
          <ComparisonView record={shown.record} />
          <EnvironmentDetails record={shown.record} />
        </div>
      )}
    </article>
  );
}
