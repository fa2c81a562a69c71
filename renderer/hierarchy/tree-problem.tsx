import { Button } from '@blueprintjs/core';
import { ErrorCallout } from '../ui/error-callout.tsx';
import { problemOf } from './note-view.ts';
import type { NoteRow, TreeRow } from './tree-rows.ts';

/**
 * Below the tree, what went wrong with a branch in whole: what happened, what to do, and its details for a report. Of the row that the
 * keyboard is at, else of the first one that has a problem: a row of the tree has no room for more than the first words.
 */
export function TreeProblem(props: {
  readonly rows: readonly TreeRow[];
  readonly active: TreeRow | undefined;
  readonly retry: (row: NoteRow) => void;
}) {
  const { rows, active, retry } = props;
  const isProblem = (row: TreeRow | undefined): row is NoteRow => row?.type === 'note' && problemOf(row) !== undefined;
  const row = isProblem(active) ? active : rows.find(isProblem);
  const problem = row && problemOf(row);
  if (row === undefined || problem === undefined) return null;
  return (
    <section className="hs-tree-problem" aria-label="Problem of the tree">
      <ErrorCallout error={problem} intent={row.note === 'error' ? 'danger' : 'warning'}>
        {' '}
        <Button size="small" variant="minimal" text="Retry" onClick={() => retry(row)} />
      </ErrorCallout>
    </section>
  );
}
