import { Button } from '@blueprintjs/core';
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { CollectionState } from '../../shared/contract.ts';
import type { ResourceType } from '../../shared/inventory.ts';
import { MissingPopover } from '../inventory/missing-popover.tsx';
import { isRunning } from '../shell/collection-store.ts';
import { useServices } from '../shell/services.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorCallout } from '../ui/error-callout.tsx';
import { NextTask } from '../ui/next-task.tsx';
import type { OpenVcenter } from '../vcenters/open-vcenters.ts';
import { ComputePanel } from './compute-panel.tsx';
import type { Counted } from './counted.ts';
import { gapsOf, kindStateOf } from './kind-state.ts';
import { KindTiles } from './kind-tiles.tsx';
import { LookPanel } from './look-panel.tsx';
import { OverviewContext, type OverviewView } from './overview-context.ts';
import { ScopePicker } from './scope-picker.tsx';
import { ScopeTable } from './scope-table.tsx';
import { StorePanel } from './store-panel.tsx';
import { UseAgeNote } from './use-age-note.tsx';
import { usePolledObjects } from './use-polled-objects.ts';

/** What a collection that did not come to its end leaves unknown. */
function Gaps(props: { readonly collections: readonly CollectionState[]; readonly counted: Counted }) {
  const { collections, counted } = props;
  const { cut, absent } = gapsOf(collections, (type) => counted.rows(type, 0));
  if (cut.length === 0 && absent.length === 0) return null;
  const parts = [
    ...(absent.length > 0 ? [`Not read, so that their numbers are unknown: ${absent.join(', ')}.`] : []),
    ...(cut.length > 0 ? [`Read in part, so that there are at least as many: ${cut.join(', ')}.`] : []),
  ];
  return <ErrorCallout intent="warning" error={{ message: 'The estate is incomplete.', action: parts.join(' ') }} />;
}

function Numbers(props: {
  readonly open: readonly OpenVcenter[];
  readonly counted: Counted;
  readonly showInventory: () => void;
}) {
  const { open, counted, showInventory } = props;
  const { overview } = useServices();
  const ref = useStore(overview.store, (state) => state.scope);
  const collections = useMemo(() => open.map(({ collection }) => collection), [open]);
  const view = useMemo<OverviewView>(
    () => ({
      counted,
      scope: counted.find(ref),
      stateOf: (type: ResourceType) => kindStateOf(collections, type, counted.rows(type, 0)),
      follow: (id, scope) => {
        overview.follow(id, scope);
        showInventory();
      },
      open: (type, object) => {
        overview.openObject(type, object);
        showInventory();
      },
    }),
    [collections, counted, ref, overview, showInventory],
  );
  const { hosts, stores } = usePolledObjects(counted, view.scope);
  const polled = hosts.length + stores.length;
  const hostsAge = <UseAgeNote type="HostSystem" refs={hosts} polled={polled} />;
  const isComing = collections.some(({ phase }) => isRunning(phase));
  const wholeName = open.length === 1 ? (open[0]?.label ?? '') : `All ${open.length} vCenters`;
  return (
    <OverviewContext value={view}>
      <div className="hs-toolbar">
        <h2>Overview</h2>
        <ScopePicker wholeName={wholeName} />
        {isComing && (
          <span className="hs-toolbar-count" role="status">
            Numbers so far, while {open.length > 1 ? 'a' : 'the'} collection runs
          </span>
        )}
        <div className="hs-toolbar-end">
          <MissingPopover />
        </div>
      </div>
      <Gaps collections={collections} counted={counted} />
      <div className="hs-overview-scroll">
        <KindTiles />
        <div className="hs-panels">
          <ComputePanel age={hostsAge} />
          <LookPanel />
          <NextTask>
            <ScopeTable age={hostsAge} />
            <StorePanel age={<UseAgeNote type="Datastore" refs={stores} polled={polled} />} />
          </NextTask>
        </div>
      </div>
    </OverviewContext>
  );
}

/** The estate at a glance. Every number leads to its rows in the inventory. */
export function OverviewScreen(props: { readonly connect: () => void; readonly showInventory: () => void }) {
  const { overview, snapshots, collections } = useServices();
  const counted = useStore(overview.store, (state) => state.counted);
  const loaded = useStore(collections.store, (state) => state.loaded);
  const open = useStore(collections.store, (state) => state.open);
  useEffect(() => overview.open(), [overview]);
  useEffect(() => void snapshots.refresh(), [snapshots]);
  if (!loaded) return <EmptyState title="Reading the collections…" />;
  if (open.length === 0) {
    return (
      <EmptyState title="Nothing collected yet" detail="Connect a vCenter, or start a demo estate of any size.">
        <Button intent="primary" text="Connect…" onClick={props.connect} />
      </EmptyState>
    );
  }
  if (counted === undefined) return <EmptyState title="Counting…" />;
  const isEmpty = counted.rows('VirtualMachine', 0) === 0 && open.every(({ collection }) => collection.rows === 0);
  const isComing = open.some(({ collection }) => isRunning(collection.phase));
  return (
    <div className="hs-overview">
      {open.map(({ key, label, collection: { error, phase } }) =>
        error === undefined ? null : (
          <ErrorCallout
            key={key}
            error={open.length > 1 ? { ...error, message: `${label}: ${error.message}` } : error}
            intent={phase === 'failed' ? 'danger' : 'warning'}
          />
        ),
      )}
      {isEmpty ? (
        <EmptyState title={isComing ? 'Waiting for first rows…' : 'No rows arrived'} />
      ) : (
        <Numbers open={open} counted={counted} showInventory={props.showInventory} />
      )}
    </div>
  );
}
