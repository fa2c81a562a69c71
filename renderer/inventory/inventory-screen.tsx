import { Button } from '@blueprintjs/core';
import { useStore } from 'zustand';
import type { CollectionState } from '../../shared/contract.ts';
import { RESOURCE_LABELS, type ResourceType } from '../../shared/inventory.ts';
import { isRunning } from '../shell/collection-store.ts';
import { useServices } from '../shell/services.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorCallout } from '../ui/error-callout.tsx';
import { InventoryGrid } from './inventory-grid.tsx';
import { InventoryToolbar } from './inventory-toolbar.tsx';
import { TypeTabs } from './type-tabs.tsx';

/** What a collection that did not end well left behind. */
function keptText({ phase, rows, cache }: CollectionState): string {
  if (rows === 0) return '';
  if (cache.stale) return ' The rows below are those that were cached before.';
  return phase === 'failed' || phase === 'cancelled'
    ? ' The rows that arrived are kept; the estate is incomplete.'
    : ' The rows below are kept; some values or kinds are missing.';
}

/** Errors and gaps of the collection on screen. */
function CollectionCallout() {
  const { collections, inventory } = useServices();
  const current = useStore(collections.store, (state) => state.current);
  const listError = useStore(collections.store, (state) => state.error);
  const problem = useStore(inventory.store, (state) => state.problem);
  return (
    <>
      {listError !== undefined && <ErrorCallout error={listError} />}
      {current?.error !== undefined && (
        <ErrorCallout error={current.error} intent={current.phase === 'failed' ? 'danger' : 'warning'}>
          {keptText(current)}
        </ErrorCallout>
      )}
      {current?.phase === 'cancelled' && current.error === undefined && (
        <ErrorCallout intent="warning" error={{ message: 'The collection was cancelled.', action: '' }}>
          {keptText(current)}
        </ErrorCallout>
      )}
      {problem !== undefined && <ErrorCallout error={{ message: problem, action: '' }} />}
    </>
  );
}

/** Why the table of a kind is empty. */
function EmptyTable(props: { readonly type: ResourceType; readonly connect: () => void }) {
  const { type, connect } = props;
  const { collections, inventory } = useServices();
  const current = useStore(collections.store, (state) => state.current);
  const loaded = useStore(collections.store, (state) => state.loaded);
  const filter = useStore(inventory.store, (state) => (state.filters[type] ?? '').trim());
  const total = useStore(inventory.store, (state) => state.counts[type]);
  const label = RESOURCE_LABELS[type];
  if (!loaded) return <EmptyState title="Reading the collections…" />;
  if (current === undefined) {
    return (
      <EmptyState title="Nothing collected yet" detail="Connect a vCenter, or start a demo estate of any size.">
        <Button intent="primary" text="Connect…" onClick={connect} />
      </EmptyState>
    );
  }
  if (total > 0) {
    return (
      <EmptyState title={`No ${label} match “${filter}”`}>
        <Button text="Clear filter" onClick={() => inventory.filterBy(type, '')} />
      </EmptyState>
    );
  }
  const onTheirWay = (current.counts[type] ?? 0) > 0;
  if (onTheirWay || (isRunning(current.phase) && !current.finished.includes(type))) {
    return <EmptyState title={current.rows === 0 ? 'Waiting for first rows…' : `Waiting for ${label}…`} />;
  }
  if (current.finished.includes(type)) return <EmptyState title={`No ${label} in this estate`} />;
  return <EmptyState title={`No ${label} arrived`} detail="The collection ended before it reached them." />;
}

/** The inventory: kinds on the left, the table of one of them beside. */
export function InventoryScreen(props: { readonly connect: () => void }) {
  const { inventory } = useServices();
  const type = useStore(inventory.store, (state) => state.type);
  const collectionId = useStore(inventory.store, (state) => state.collectionId);
  const empty = useStore(inventory.store, (state) => state.visible.length === 0);
  return (
    <div className="hs-inventory">
      <TypeTabs />
      <section id="type-panel" className="hs-table" role="tabpanel" aria-label={RESOURCE_LABELS[type]}>
        <InventoryToolbar type={type} />
        <CollectionCallout />
        {empty ? (
          <EmptyTable type={type} connect={props.connect} />
        ) : (
          <InventoryGrid key={`${collectionId} ${type}`} type={type} />
        )}
      </section>
    </div>
  );
}
