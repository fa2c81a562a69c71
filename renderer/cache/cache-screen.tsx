import { Button } from '@blueprintjs/core';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { CacheEntry, CacheInfo } from '../../shared/cache-view.ts';
import { CollectAgain } from '../shell/collect-again.tsx';
import { useServices } from '../shell/services.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorCallout } from '../ui/error-callout.tsx';
import type { Removal } from './cache-store.ts';
import { CacheHeadline, CacheRemarks } from './cache-summary.tsx';
import { CacheTiles } from './cache-tiles.tsx';
import { ChunkDialog } from './chunk-dialog.tsx';
import { groupEntries } from './entry-groups.ts';
import { amountText } from './entry-text.ts';
import { RemoveDialog } from './remove-dialog.tsx';
import { VcenterEntries } from './vcenter-entries.tsx';

interface Actions {
  readonly openChunks: (entry: CacheEntry) => void;
  readonly remove: (removal: Removal) => void;
}

function Entries(props: Actions & { readonly info: CacheInfo }) {
  const { info, openChunks, remove } = props;
  if (info.state === 'unavailable') {
    return <EmptyState title="What is cached cannot be listed" detail="It is looked for again every few seconds." />;
  }
  if (info.entries.length === 0) {
    return (
      <EmptyState title="Nothing is cached" detail="Every collection puts its rows here.">
        <CollectAgain />
      </EmptyState>
    );
  }
  return groupEntries(info.entries).map((group) => (
    <VcenterEntries key={group.namespace} group={group} openChunks={openChunks} remove={remove} />
  ));
}

/** Says what was removed last. */
function Removed() {
  const { cache } = useServices();
  const removed = useStore(cache.store, (state) => state.removed);
  return (
    <span role="status" className="hs-toolbar-count">
      {removed && `Removed ${removed.label}: ${amountText(removed.amount)}.`}
    </span>
  );
}

/** What lies in the cache, how it does, and how to get rid of it. */
export function CacheScreen() {
  const { cache } = useServices();
  const info = useStore(cache.store, (state) => state.info);
  const error = useStore(cache.store, (state) => state.error);
  const [opened, setOpened] = useState<CacheEntry>();
  const [removal, setRemoval] = useState<Removal>();
  useEffect(() => cache.open(), [cache]);
  return (
    <div className="hs-cache">
      <div className="hs-toolbar">
        <h2>Cache</h2>
        {info !== undefined && <CacheHeadline info={info} />}
        <Removed />
        <div className="hs-toolbar-end">
          <Button
            size="small"
            text="Remove everything…"
            disabled={info === undefined || info.entries.length === 0}
            onClick={() => setRemoval({ label: 'everything', selector: {} })}
          />
        </div>
      </div>
      {error !== undefined && <ErrorCallout error={error} />}
      {info === undefined ? (
        error === undefined && <EmptyState title="Asking the cache…" />
      ) : (
        <div className="hs-cache-scroll">
          <CacheTiles info={info} />
          <CacheRemarks info={info} />
          <Entries info={info} openChunks={setOpened} remove={setRemoval} />
        </div>
      )}
      {opened !== undefined && <ChunkDialog entry={opened} close={() => setOpened(undefined)} />}
      {removal !== undefined && <RemoveDialog removal={removal} close={() => setRemoval(undefined)} />}
    </div>
  );
}
