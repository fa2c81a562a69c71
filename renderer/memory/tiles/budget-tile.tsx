import { useStore } from 'zustand';
import { formatBytes, formatCount } from '../../../shared/units.ts';
import { useServices } from '../../shell/services.ts';
import { type BudgetUse, budgetUse } from './budget-use.ts';
import { Tile } from './tile.tsx';

/** Share of the budget from which on the operator should look. */
const NEAR = 0.7;

function noteOf({ budgetBytes, ended, reducedBatchSize }: BudgetUse): string {
  const of = `${ended ? 'peak, ' : ''}of ${formatBytes(budgetBytes)}`;
  return reducedBatchSize === undefined ? of : `${of}, batches of ${formatCount(reducedBatchSize)}`;
}

/** The budget of the collection on screen, and whether it had to make its batches smaller. */
export function BudgetTile() {
  const { memory, collections } = useServices();
  const collection = useStore(collections.store, (state) => state.current);
  if (collection === undefined) return <Tile label="Memory budget" value="–" note="no collection" />;
  const use = budgetUse(collection, memory.recorder);
  const share = use.usedBytes / use.budgetBytes;
  return (
    <Tile
      label="Memory budget"
      value={formatBytes(use.usedBytes)}
      note={noteOf(use)}
      share={Math.min(1, share)}
      warning={share >= NEAR || use.reducedBatchSize !== undefined}
    />
  );
}
