import { Tag } from '@blueprintjs/core';
import { useStore } from 'zustand';
import type { BenchmarkSummary } from '../../shared/benchmark/benchmark-view.ts';
import { timeText } from '../inventory/cell-text.ts';
import { useServices } from '../shell/services.ts';
import { ErrorCallout } from '../ui/error-callout.tsx';
import { PhaseMark } from './phase-mark.tsx';
import { SUITES } from './suites.ts';

function runsOf({ runs, resources }: BenchmarkSummary): string {
  return `${runs} ${runs === 1 ? 'run' : 'runs'}${resources === 'minimal' ? ', minimal' : ''}`;
}

function HistoryEntry(props: { readonly summary: BenchmarkSummary; readonly isShown: boolean }) {
  const { summary, isShown } = props;
  const { benchmarks } = useServices();
  const { id, suite, estate, createdAt, phase, isBaseline } = summary;
  return (
    <li>
      <button
        type="button"
        className="hs-history-entry"
        aria-current={isShown}
        onClick={() => void benchmarks.result.open(id)}
      >
        <span className="hs-history-head">
          <strong>{SUITES[suite].label}</strong>
          {isBaseline && (
            <Tag minimal intent="primary">
              Baseline
            </Tag>
          )}
        </span>
        <span className="hs-history-estate">{estate}</span>
        <span className="hs-history-facts">
          <span>
            {timeText(createdAt)} · {runsOf(summary)}
          </span>
          <PhaseMark phase={phase} />
        </span>
      </button>
    </li>
  );
}

/** The benchmarks that are kept on disk, newest first; one of them is on screen. */
export function HistoryList() {
  const { benchmarks } = useServices();
  const list = useStore(benchmarks.history.store, (state) => state.list);
  const error = useStore(benchmarks.history.store, (state) => state.error);
  const shownId = useStore(benchmarks.result.store, (state) => state.id);
  return (
    <section className="hs-side-section hs-history" aria-label="History">
      <h3>History</h3>
      {error !== undefined && <ErrorCallout error={error} />}
      {list === undefined && error === undefined && <p className="hs-order-note">Reading the history…</p>}
      {list?.length === 0 && <p className="hs-order-note">Benchmarks are kept here, with what they were made on.</p>}
      {list !== undefined && list.length > 0 && (
        <ul>
          {list.map((summary) => (
            <HistoryEntry key={summary.id} summary={summary} isShown={summary.id === shownId} />
          ))}
        </ul>
      )}
    </section>
  );
}
