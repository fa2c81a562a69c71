import { Button, Callout, Switch } from '@blueprintjs/core';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { qualify } from '../inventory/qualified-ref.ts';
import { CollectAgain } from '../shell/collect-again.tsx';
import { useServices } from '../shell/services.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorCallout } from '../ui/error-callout.tsx';
import { isFiltering } from './change-filter.ts';
import { ChangeKinds } from './change-kinds.tsx';
import type { ChangeRow } from './change-row.ts';
import { ChangeTable } from './change-table.tsx';
import { ChangeToolbar } from './change-toolbar.tsx';
import { ChangesExportDialog } from './changes-export-dialog.tsx';
import { ComparisonStatus } from './comparison-status.tsx';
import { GenerationsDialog } from './generations-dialog.tsx';
import { PairPicker } from './pair-picker.tsx';

/** Opens the row of a changed object where its vCenter is open; undefined elsewhere. */
function useOpenRow(shown: () => void, miss: (name: string) => void): ((row: ChangeRow) => void) | undefined {
  const { changes, collections, inventory } = useServices();
  const newer = useStore(changes.store, ({ list, pair }) => list?.generations.find(({ id }) => id === pair.newer));
  const uuid = newer?.about.instanceUuid;
  const key = useStore(
    collections.store,
    ({ open }) => open.find(({ collection }) => uuid !== undefined && collection.about?.instanceUuid === uuid)?.key,
  );
  if (key === undefined) return undefined;
  return ({ ref: own, name }) => {
    const ref = qualify(key, own);
    const type = inventory.estate.typeOf(ref);
    if (type === undefined) {
      miss(name);
      return;
    }
    inventory.open(type, ref);
    shown();
  };
}

function Comparison(props: { readonly shown: () => void }) {
  const { changes } = useServices();
  const phase = useStore(changes.store, (state) => state.comparison?.phase);
  const rows = useStore(changes.store, (state) => state.rows);
  const shown = useStore(changes.store, (state) => state.shown);
  const filtered = useStore(changes.store, (state) => isFiltering(state.filter));
  const [missed, setMissed] = useState<string>();
  const open = useOpenRow(props.shown, setMissed);
  return (
    <div className="hs-changes-body">
      <ChangeKinds />
      <div className="hs-change-main">
        <ChangeToolbar />
        <ComparisonStatus />
        {missed !== undefined && (
          <p className="hs-change-note" role="status">
            “{missed}” is not in the inventory on screen.
          </p>
        )}
        {phase === 'done' && rows === 0 ? (
          <EmptyState title="Nothing differs" detail="Both collections say the same of every object." />
        ) : phase === 'done' && shown === 0 && filtered ? (
          <EmptyState title="No line matches" detail="Another filter may let some through." />
        ) : (
          <ChangeTable open={open} />
        )}
      </div>
    </div>
  );
}

function Body(props: { readonly shown: () => void }) {
  const { changes } = useServices();
  const list = useStore(changes.store, (state) => state.list);
  const { older } = useStore(changes.store, (state) => state.pair);
  const error = useStore(changes.store, (state) => state.listError);
  if (list === undefined) return error === undefined ? <EmptyState title="Reading what is kept…" /> : null;
  if (older !== undefined) return <Comparison shown={props.shown} />;
  if (list.perVcenter === 0 && list.generations.length < 2) {
    return (
      <EmptyState
        title="No collections are kept"
        detail="“Generations kept” is 0. Set it in the settings to compare collections."
      />
    );
  }
  return (
    <EmptyState
      title={list.generations.length === 0 ? 'No collection is kept yet' : 'Nothing to compare yet'}
      detail="Each completed collection is kept. From the second one of a vCenter on, this screen shows what has changed."
    >
      <CollectAgain />
    </EmptyState>
  );
}

/** What changed between two collections. `shown` runs when an object was opened in the inventory. */
export function ChangesScreen(props: { readonly shown: () => void }) {
  const { changes } = useServices();
  const list = useStore(changes.store, (state) => state.list);
  const error = useStore(changes.store, (state) => state.listError);
  const usage = useStore(changes.store, (state) => state.usage);
  const comparable = useStore(changes.store, ({ pair }) => pair.older !== undefined);
  const [dialog, setDialog] = useState<'generations' | 'export'>();
  useEffect(() => changes.open(), [changes]);
  const notice = list?.notices.at(-1);
  return (
    <div className="hs-changes-screen">
      <div className="hs-toolbar">
        <h2>Changes</h2>
        <PairPicker />
        <div className="hs-toolbar-end">
          <Switch
            className="hs-usage-switch"
            label="Usage"
            title="Compare what moves all the time too: CPU, memory and storage in use, overall status"
            checked={usage}
            disabled={!comparable}
            onChange={({ currentTarget }) => changes.showUsage(currentTarget.checked)}
          />
          <Button size="small" text="Generations…" onClick={() => setDialog('generations')} />
          <Button size="small" text="Export…" disabled={!comparable} onClick={() => setDialog('export')} />
        </div>
      </div>
      {error !== undefined && <ErrorCallout error={error} />}
      {notice !== undefined && (
        <Callout className="hs-callout" intent="warning" compact>
          {notice}
        </Callout>
      )}
      <Body shown={props.shown} />
      {dialog === 'generations' && <GenerationsDialog close={() => setDialog(undefined)} />}
      {dialog === 'export' && <ChangesExportDialog close={() => setDialog(undefined)} />}
    </div>
  );
}
