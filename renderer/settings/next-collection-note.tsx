import { useStore } from 'zustand';
import { CollectAgain } from '../shell/collect-again.tsx';
import { useServices } from '../shell/services.ts';
import { pendingKinds, pendingOptions } from './pending-changes.ts';

function usePending(): number {
  const { attributes, collections, settings } = useServices();
  const current = useStore(collections.store, (state) => state.current);
  const views = useStore(settings.store, (state) => state.views);
  const selection = useStore(attributes.store, (state) => state.selection);
  if (current === undefined || views === undefined) return 0;
  return pendingOptions(views, current.options) + (selection === undefined ? 0 : pendingKinds(selection, current));
}

/** When changes apply, and whether the collection on screen was made with other settings. */
export function NextCollectionNote() {
  const pending = usePending();
  return (
    <div className="hs-toolbar-end">
      <span role="status" className={pending === 0 ? 'hs-quiet' : 'hs-pending'}>
        {pending === 0
          ? 'Changes apply to the next collection.'
          : `${pending} ${pending === 1 ? 'change waits' : 'changes wait'} for the next collection.`}
      </span>
      <CollectAgain />
    </div>
  );
}
