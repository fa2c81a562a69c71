import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../shell/services.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorCallout } from '../ui/error-callout.tsx';
import { HistoryList } from './history-list.tsx';
import { OrderForm } from './order-form.tsx';
import { ProgressPanel } from './progress-panel.tsx';
import { ResultView } from './result-view.tsx';

/** How the last benchmark ended, when it left nothing to look at. */
function LastFailure() {
  const { benchmarks } = useServices();
  const ended = useStore(benchmarks.run.store, (state) => state.ended);
  const isKept = useStore(benchmarks.history.store, ({ list }) => list?.some(({ id }) => id === ended?.id) === true);
  if (ended?.error === undefined || isKept) return null;
  return <ErrorCallout error={ended.error} />;
}

/** What a benchmark does, before there is one. */
function NothingYet() {
  const { benchmarks } = useServices();
  const isIdle = useStore(benchmarks.run.store, (state) => state.running === undefined);
  const isKnown = useStore(benchmarks.history.store, (state) => state.list !== undefined);
  const hasNone = useStore(benchmarks.result.store, (state) => state.id === undefined);
  if (!isIdle || !hasNone || !isKnown) return null;
  return (
    <EmptyState
      title="Measure what each optimisation saves"
      detail="A benchmark collects the same estate again and again, every time in a fresh process with a cache of its own, and
        compares time, memory, traffic and cache with intervals. It uses the processor and the memory of this machine
        meanwhile; the live collection and its cache are left alone."
    />
  );
}

/** Measures the optimisations against each other: an order, its progress, and what came of it. */
export function BenchmarkScreen() {
  const { benchmarks, settings } = useServices();
  const shownId = useStore(benchmarks.result.store, (state) => state.id);
  const mainRef = useRef<HTMLDivElement>(null);
  useEffect(() => {
    void benchmarks.open();
    // A and B start from the settings as they are now.
    void settings.read();
  }, [benchmarks, settings]);
  useEffect(() => {
    // Another benchmark is read from its beginning.
    if (shownId !== undefined) mainRef.current?.scrollTo(0, 0);
  }, [shownId]);
  return (
    <div className="hs-benchmark">
      <h2 className="hs-hidden">Benchmark</h2>
      <aside className="hs-benchmark-side" aria-label="Order and history">
        <OrderForm />
        <HistoryList />
      </aside>
      <div className="hs-benchmark-main" ref={mainRef}>
        <LastFailure />
        <ProgressPanel />
        <ResultView />
        <NothingYet />
      </div>
    </div>
  );
}
