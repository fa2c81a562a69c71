import { Button, Menu, MenuItem, Popover } from '@blueprintjs/core';
import { CaretDown } from '@blueprintjs/icons';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { BenchmarkRecord, ReportFormat } from '../../shared/benchmark/benchmark-view.ts';
import { formatDuration } from '../../shared/units.ts';
import { timeText } from '../inventory/cell-text.ts';
import { useServices } from '../shell/services.ts';
import { ErrorCallout } from '../ui/error-callout.tsx';
import { PhaseMark } from './phase-mark.tsx';
import { RemoveBenchmarkDialog } from './remove-benchmark-dialog.tsx';
import { SUITES } from './suites.ts';

const FORMATS: readonly { readonly format: ReportFormat; readonly label: string; readonly about: string }[] = [
  { format: 'html', label: 'HTML', about: 'with charts, opens anywhere' },
  { format: 'md', label: 'Markdown', about: 'for a wiki or a ticket' },
  { format: 'csv', label: 'CSV', about: 'one row for each run' },
  { format: 'json', label: 'JSON', about: 'everything' },
];

function ReportMenu(props: { readonly id: string }) {
  const { benchmarks } = useServices();
  const busy = useStore(benchmarks.reports.store, (state) => state.busy);
  return (
    <Popover
      placement="bottom-end"
      content={
        <Menu aria-label="Formats of the report">
          {FORMATS.map(({ format, label, about }) => (
            <MenuItem
              key={format}
              text={label}
              label={about}
              onClick={() => void benchmarks.reports.write(props.id, format)}
            />
          ))}
        </Menu>
      }
    >
      <Button size="small" text="Save report" endIcon={<CaretDown size={14} />} loading={busy} aria-haspopup="menu" />
    </Popover>
  );
}

function ReportOutcome() {
  const { benchmarks } = useServices();
  const saved = useStore(benchmarks.reports.store, (state) => state.saved);
  const error = useStore(benchmarks.reports.store, (state) => state.error);
  return (
    <>
      <span role="status" className="hs-quiet">
        {saved !== undefined && `Saved ${saved}.`}
      </span>
      {error !== undefined && <ErrorCallout error={error} />}
    </>
  );
}

function factsOf({ createdAt, endedAt, runs, resources, results }: BenchmarkRecord): string {
  return [
    timeText(createdAt),
    `${runs} ${runs === 1 ? 'run' : 'runs'} of each, ${results.length} finished`,
    resources === 'minimal' ? 'minimal resources' : 'all resources',
    `took ${formatDuration((endedAt - createdAt) / 1000)}`,
  ].join(' · ');
}

/** Which benchmark this is, and what can be done with it. */
export function ResultHead(props: { readonly record: BenchmarkRecord }) {
  const { record } = props;
  const { id, suite, estate, phase } = record;
  const { benchmarks } = useServices();
  const isBaseline = useStore(
    benchmarks.history.store,
    ({ list }) => list?.find((summary) => summary.id === id)?.isBaseline === true,
  );
  const [removing, setRemoving] = useState(false);
  const title = `${SUITES[suite].label}, ${estate.label}`;
  return (
    <header className="hs-result-head">
      <div className="hs-result-title">
        <h3 title={title}>{title}</h3>
        <PhaseMark phase={phase} />
      </div>
      <div className="hs-result-actions">
        <ReportMenu id={id} />
        <Button
          size="small"
          text={isBaseline ? 'Unmark as baseline' : 'Mark as baseline'}
          onClick={() => void benchmarks.history.markBaseline(id, !isBaseline)}
        />
        <Button size="small" text="Remove…" onClick={() => setRemoving(true)} />
      </div>
      <p className="hs-result-facts">
        {factsOf(record)} <ReportOutcome />
      </p>
      {removing && <RemoveBenchmarkDialog record={record} close={() => setRemoving(false)} />}
    </header>
  );
}
