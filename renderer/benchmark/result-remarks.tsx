import { Callout } from '@blueprintjs/core';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { BenchmarkRecord } from '../../shared/benchmark/benchmark-view.ts';
import { regressions } from '../../shared/benchmark/comparison.ts';
import { CopyDetails } from '../errors/copy-details.tsx';
import { timeText } from '../inventory/cell-text.ts';
import { useServices } from '../shell/services.ts';
import { ErrorCallout } from '../ui/error-callout.tsx';

/** Says where this benchmark is worse than the marked one, or that it is not. */
function AgainstBaseline(props: { readonly record: BenchmarkRecord }) {
  const { record } = props;
  const { benchmarks } = useServices();
  const baseline = useStore(benchmarks.result.store, (state) => state.baseline);
  const found = useMemo(() => (baseline === undefined ? [] : regressions(baseline, record)), [baseline, record]);
  if (baseline === undefined) return null;
  const when = timeText(baseline.createdAt);
  if (found.length === 0) {
    return <p className="hs-remark hs-quiet">Nothing is worse than in the baseline of {when}, beyond noise.</p>;
  }
  return (
    <Callout className="hs-callout" intent="warning" compact role="alert">
      <strong>Worse than the baseline of {when}:</strong>
      <ul className="hs-remark-list">
        {found.map(({ sentence }) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Callout>
  );
}

/** Says which runs failed and why. */
function Failures(props: { readonly record: BenchmarkRecord }) {
  const { failures, scenarios } = props.record;
  if (failures.length === 0) return null;
  const nameOf = (id: string) => scenarios.find((scenario) => scenario.id === id)?.name ?? id;
  return (
    <Callout className="hs-callout" intent="warning" compact>
      <strong>{failures.length === 1 ? 'A run' : `${failures.length} runs`} did not come to the end:</strong>
      <ul className="hs-remark-list">
        {failures.map(({ scenario, round, error }) => (
          <li key={`${scenario} ${round}`}>
            {nameOf(scenario)}, {round === 0 ? 'warm-up' : `run ${round}`}: {error.message} {error.action}{' '}
            <CopyDetails error={error} />
          </li>
        ))}
      </ul>
    </Callout>
  );
}

/** What stands in the way of believing a result, before anything else of it. */
export function ResultRemarks(props: { readonly record: BenchmarkRecord }) {
  const { record } = props;
  return (
    <>
      {record.error !== undefined && <ErrorCallout error={record.error} />}
      {record.phase === 'cancelled' && (
        <p className="hs-remark hs-quiet">It was cancelled; this is what the finished runs show.</p>
      )}
      <Failures record={record} />
      <AgainstBaseline record={record} />
    </>
  );
}
