import { Button, ProgressBar } from '@blueprintjs/core';
import { useStore } from 'zustand';
import { formatCount } from '../../shared/units.ts';
import { useServices } from '../shell/services.ts';
import { ErrorCallout } from '../ui/error-callout.tsx';
import { countText, totalOf } from './changes-text.ts';

/** What a person has to know of a comparison besides its lines. */
function Notes() {
  const { changes } = useServices();
  const summary = useStore(changes.store, (state) => state.comparison?.summary);
  const usage = useStore(changes.store, (state) => state.usage);
  const rows = useStore(changes.store, (state) => state.rows);
  const left = useStore(changes.store, (state) => state.left);
  const { usageOnly } = totalOf(summary?.kinds ?? []);
  return (
    <>
      {left > 0 && (
        <p className="hs-change-note">
          The first {formatCount(rows)} of {formatCount(rows + left)} lines are shown here; an export has all of them.
        </p>
      )}
      {!usage && usageOnly > 0 && (
        <p className="hs-change-note">
          Usage alone differs of {countText(usageOnly, 'object')}; hidden.{' '}
          <button type="button" className="hs-link" onClick={() => changes.showUsage(true)}>
            Show usage
          </button>
        </p>
      )}
      {summary?.notes.map((note) => (
        <p key={note} className="hs-change-note">
          {note}
        </p>
      ))}
    </>
  );
}

/** How far a comparison is, what limits it, or why there is none. */
export function ComparisonStatus() {
  const { changes } = useServices();
  const comparison = useStore(changes.store, (state) => state.comparison);
  if (comparison === undefined) return null;
  const { phase, rowsRead, rowsExpected, error } = comparison;
  if (phase === 'running') {
    return (
      <div className="hs-change-progress" role="status">
        <span>
          Comparing{rowsExpected > 0 && `: ${formatCount(rowsRead)} of ${formatCount(rowsExpected)} rows read`}…
        </span>
        <ProgressBar
          aria-label="Rows read"
          {...(rowsExpected > 0 ? { value: Math.min(1, rowsRead / rowsExpected) } : {})}
        />
        <Button size="small" text="Cancel" onClick={() => changes.cancel()} />
      </div>
    );
  }
  if (phase === 'cancelled') {
    return (
      <p className="hs-change-note" role="status">
        The comparison was cancelled, so that lines may be missing.{' '}
        <button type="button" className="hs-link" onClick={() => changes.again()}>
          Compare again
        </button>
      </p>
    );
  }
  return (
    <>
      {error && <ErrorCallout error={error} />}
      <Notes />
    </>
  );
}
