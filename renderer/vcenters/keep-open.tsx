import { Checkbox } from '@blueprintjs/core';
import { useStore } from 'zustand';
import { hasBegun } from '../../shared/open-vcenters.ts';
import { type CollectionStore, type CollectionsState, isRunning } from '../shell/collection-store.ts';
import { useServices } from '../shell/services.ts';

/** What may stay open beside a new vCenter; an attempt that failed is no loss. */
function worthKeeping({ open }: Pick<CollectionsState, 'open'>): CollectionsState['open'] {
  return open.filter(({ collection }) => hasBegun(collection) || isRunning(collection.phase));
}

/** Whether what is open stays, unless the operator says otherwise: a demo estate makes way, a vCenter does not. */
export function keepsOpen(store: CollectionStore): boolean {
  return worthKeeping(store.getState()).some(({ collection }) => collection.source.kind === 'vcenter');
}

/** Asks whether the vCenters that are open stay beside the new one. Nothing while none is. */
export function KeepOpen(props: { readonly keep: boolean; readonly change: (keep: boolean) => void }) {
  const { collections } = useServices();
  const open = useStore(collections.store, (state) => state.open);
  const kept = worthKeeping({ open });
  const [first] = kept;
  if (first === undefined) return null;
  const what = kept.length === 1 ? first.label : `${kept.length} vCenters`;
  return (
    <Checkbox
      className="hs-keep-open"
      checked={props.keep}
      onChange={({ currentTarget }) => props.change(currentTarget.checked)}
      label={`Keep ${what} open beside it`}
    />
  );
}
