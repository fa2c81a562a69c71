import { useEffect } from 'react';
import { useStore } from 'zustand';
import { formatCount } from '../../shared/units.ts';
import { useServices } from '../shell/services.ts';

/** Where the branches of the tree are: held by windows, left to the garbage collector, taken by it, read again. */
export function BranchTile() {
  const { branchCounts } = useServices();
  useEffect(() => branchCounts.watch(), [branchCounts]);
  const counts = useStore(branchCounts.store);
  // Nobody has opened a tree since the start.
  if (counts === undefined || counts.fromVcenter + counts.fromCache === 0) return null;
  const { held, idle, reclaimed, fromCache } = counts;
  return (
    <section className="hs-tile" aria-label="Tree branches">
      <h3>Tree branches</h3>
      <p className="hs-tile-value">
        {formatCount(held)} <small>held</small>
      </p>
      <p className="hs-tile-note">
        {`${formatCount(idle)} idle, ${formatCount(reclaimed)} reclaimed, ${formatCount(fromCache)} back from the cache`}
      </p>
    </section>
  );
}
