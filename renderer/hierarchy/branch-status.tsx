import { Button } from '@blueprintjs/core';
import { Refresh } from '@blueprintjs/icons';
import { useStore } from 'zustand';
import { changesText } from '../inventory/freshness.ts';
import { useServices } from '../shell/services.ts';
import { useTicking } from '../ui/use-ticking.ts';
import { ageText } from './branch-note.ts';
import { shownName } from './node-text.ts';
import { branchKeyOf } from './qualified-branch.ts';
import { keyOfTrail, type TreeRow, trailTo } from './tree-rows.ts';

/** How old the branch is that the chosen row is or lies in, and a button that reads it again. */
export function BranchStatus(props: { readonly rows: readonly TreeRow[] }) {
  const { hierarchy, inventory, clock } = useServices();
  const chosen = useStore(inventory.store, ({ narrowedTo }) => keyOfTrail(narrowedTo?.trail));
  const view = useStore(hierarchy.store, (state) => state.view);
  const branches = useStore(hierarchy.store, (state) => state.branches);
  useTicking(10_000, true);
  const trail = trailTo(props.rows, chosen ?? props.rows[0]?.key ?? '');
  const row = trail.findLast(({ isOpen }) => isOpen) ?? props.rows.find((each) => each.type === 'node');
  if (row === undefined) return null;
  const state = branches.get(branchKeyOf(view, row.ref));
  if (state?.branch === undefined) return null;
  const name = row.node ? shownName(row.node) : row.vcenter;
  const changes = state.changes && `, ${changesText(state.changes)}`;
  return (
    <div className="hs-tree-status">
      <span className="hs-tree-status-text" role="status" aria-label="Age of the branch">
        <bdi>{name}</bdi> {ageText(state.branch, clock.now())}
        {changes}
      </span>
      <Button
        size="small"
        variant="minimal"
        icon={<Refresh size={14} />}
        loading={state.loading}
        aria-label={`Reload ${name}`}
        onClick={() => void hierarchy.reload(row.ref)}
      />
    </div>
  );
}
