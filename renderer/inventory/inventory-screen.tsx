import { Button } from '@blueprintjs/core';
import { useStore } from 'zustand';
import type { CollectionState } from '../../shared/contract.ts';
import { RESOURCE_LABELS, type ResourceType } from '../../shared/inventory.ts';
import { HierarchyPanel } from '../hierarchy/hierarchy-panel.tsx';
import { NarrowedTrail } from '../hierarchy/narrowed-trail.tsx';
import { useServices } from '../shell/services.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorCallout } from '../ui/error-callout.tsx';
import { kindProgress } from '../vcenters/kind-progress.ts';
import type { OpenVcenter } from '../vcenters/open-vcenters.ts';
import { DetailsPanel } from './details/details-panel.tsx';
import { isFiltering, NO_FILTER, type TableFilter } from './filter/column-filter.ts';
import { FilterChips } from './filter/filter-chips.tsx';
import { InventoryGrid } from './inventory-grid.tsx';
import { InventoryToolbar } from './inventory-toolbar.tsx';
import { SelectionBar } from './selection/selection-bar.tsx';
import { TypeTabs } from './type-tabs.tsx';

/** What a collection that did not end well left behind. */
function keptText({ phase, rows, cache }: CollectionState): string {
  if (rows === 0) return '';
  if (cache.stale) return ' The rows below are those that were cached before.';
  return phase === 'failed' || phase === 'cancelled'
    ? ' The rows that arrived are kept; the estate is incomplete.'
    : ' The rows below are kept; some values or kinds are missing.';
}

/** What stands in the way of a vCenter's rows. */
function VcenterCallout(props: { readonly vcenter: OpenVcenter; readonly several: boolean }) {
  const { label, collection } = props.vcenter;
  const whose = props.several ? `${label}: ` : '';
  const { error, phase } = collection;
  if (error !== undefined) {
    return (
      <ErrorCallout
        error={{ ...error, message: `${whose}${error.message}` }}
        intent={phase === 'failed' ? 'danger' : 'warning'}
      >
        {keptText(collection)}
      </ErrorCallout>
    );
  }
  if (phase !== 'cancelled') return null;
  return (
    <ErrorCallout intent="warning" error={{ message: `${whose}The collection was cancelled.`, action: '' }}>
      {keptText(collection)}
    </ErrorCallout>
  );
}

/** Errors and gaps of the collections on screen. */
function CollectionCallout() {
  const { collections, inventory } = useServices();
  const open = useStore(collections.store, (state) => state.open);
  const listError = useStore(collections.store, (state) => state.error);
  const problem = useStore(inventory.store, (state) => state.problem);
  return (
    <>
      {listError !== undefined && <ErrorCallout error={listError} />}
      {open.map((vcenter) => (
        <VcenterCallout key={vcenter.key} vcenter={vcenter} several={open.length > 1} />
      ))}
      {problem !== undefined && <ErrorCallout error={problem} />}
    </>
  );
}

/** What all rows fail at, together. */
function missedText({ quick, columns }: TableFilter): string {
  const parts = [
    ...(quick.trim() === '' ? [] : [`“${quick.trim()}” in a shown column`]),
    ...(columns.length === 0 ? [] : [columns.length === 1 ? '1 column filter' : `${columns.length} column filters`]),
  ];
  return `No row satisfies ${parts.join(' and ')}.`;
}

/** Why the table of a kind is empty. */
function EmptyTable(props: { readonly type: ResourceType; readonly connect: () => void }) {
  const { type, connect } = props;
  const { collections, inventory } = useServices();
  const open = useStore(collections.store, (state) => state.open);
  const loaded = useStore(collections.store, (state) => state.loaded);
  const filter = useStore(inventory.store, (state) => state.filters[type] ?? NO_FILTER);
  const filtering = useStore(inventory.store, (state) => state.filtering);
  const total = useStore(inventory.store, (state) => state.counts[type]);
  const narrowedTo = useStore(inventory.store, (state) => state.narrowedTo);
  const label = RESOURCE_LABELS[type];
  if (!loaded) return <EmptyState title="Reading the collections…" />;
  if (open.length === 0) {
    return (
      <EmptyState title="Nothing collected yet" detail="Connect a vCenter, or start a demo estate of any size.">
        <Button intent="primary" text="Connect…" onClick={connect} />
      </EmptyState>
    );
  }
  if (filtering) return <EmptyState title={`Filtering ${label}…`} />;
  if (total > 0 && !isFiltering(filter) && narrowedTo !== undefined) {
    return (
      <EmptyState title={`No ${label} below “${narrowedTo.trail.at(-1)?.name}”`}>
        <Button text="Show everything" onClick={() => inventory.narrowTo(undefined)} />
      </EmptyState>
    );
  }
  if (total > 0 && isFiltering(filter)) {
    return (
      <EmptyState title={`No ${label} match`} detail={missedText(filter)}>
        <Button text="Clear filters" onClick={() => inventory.filterBy(type, NO_FILTER)} />
      </EmptyState>
    );
  }
  const progress = kindProgress(open, type);
  if (progress === 'coming') {
    const none = open.every(({ collection }) => collection.rows === 0);
    return <EmptyState title={none ? 'Waiting for first rows…' : `Waiting for ${label}…`} />;
  }
  if (progress === 'finished') {
    return <EmptyState title={open.length > 1 ? `No ${label} in these estates` : `No ${label} in this estate`} />;
  }
  return <EmptyState title={`No ${label} arrived`} detail="The collection ended before it reached them." />;
}

/** The inventory: kinds on the left, the table of one of them beside. */
export function InventoryScreen(props: { readonly connect: () => void }) {
  const { inventory } = useServices();
  const type = useStore(inventory.store, (state) => state.type);
  const detailsOpen = useStore(inventory.store, (state) => state.detailsOpen);
  const empty = useStore(inventory.store, (state) => state.visible.length === 0);
  return (
    <div className="hs-inventory">
      <HierarchyPanel />
      <TypeTabs />
      <section id="type-panel" className="hs-table" role="tabpanel" aria-label={RESOURCE_LABELS[type]}>
        <InventoryToolbar type={type} />
        <NarrowedTrail type={type} />
        <FilterChips type={type} />
        <CollectionCallout />
        {empty ? <EmptyTable type={type} connect={props.connect} /> : <InventoryGrid key={type} type={type} />}
        <SelectionBar type={type} />
      </section>
      {detailsOpen && <DetailsPanel type={type} />}
    </div>
  );
}
