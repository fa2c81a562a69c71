import { Button, ProgressBar } from '@blueprintjs/core';
import { useStore } from 'zustand';
import type { LeakCheck } from '../../../shared/contract.ts';
import { useServices } from '../../shell/services.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorCallout } from '../../ui/error-callout.tsx';
import { LeakChart } from './leak-chart.tsx';
import { LeakPoints } from './leak-points.tsx';
import { VerdictNote } from './verdict-note.tsx';

function progressText({ phase, points, runs, label }: LeakCheck): string {
  const made = `${points.length} of ${runs} collections of ${label}`;
  if (phase === 'running' && points.length === 0) return 'Warming up, until compiled code and caches have settled';
  if (phase === 'running') return `Running: ${made}`;
  return phase === 'cancelled' ? `Cancelled after ${made}` : made;
}

function LeakProgress(props: { readonly check: LeakCheck }) {
  const { check } = props;
  const { memoryTools } = useServices();
  return (
    <div className="hs-leak-progress">
      <span role="status">{progressText(check)}</span>
      {check.phase === 'running' && (
        <>
          <ProgressBar value={check.points.length / check.runs} intent="primary" aria-label="Leak check" />
          <Button
            size="small"
            text="Cancel"
            aria-label="Cancel leak check"
            onClick={() => void memoryTools.cancelLeakCheck()}
          />
        </>
      )}
    </div>
  );
}

/** A leak check point by point while it runs, and its verdict. */
export function LeakPanel() {
  const { memoryTools } = useServices();
  const check = useStore(memoryTools.store, (state) => state.tools?.leak);
  const refused = useStore(memoryTools.store, (state) => state.leakError);
  const error = refused ?? check?.error;
  if (check === undefined && error === undefined) {
    return (
      <EmptyState
        title="No leak check yet"
        detail="“Check for leaks…” repeats a collection and says whether more and more memory stays in use."
      />
    );
  }
  return (
    <div className="hs-leak">
      {error !== undefined && <ErrorCallout error={error} />}
      {check !== undefined && (
        <>
          {check.verdict !== undefined && <VerdictNote verdict={check.verdict} />}
          <LeakProgress check={check} />
          <div className="hs-leak-body">
            <LeakChart check={check} />
            <LeakPoints check={check} />
          </div>
        </>
      )}
    </div>
  );
}
