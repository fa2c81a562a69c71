import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CollectionPhase, CollectionState, HeapsphereBridge } from '../../shared/contract.ts';
import type { ErrorData } from '../../shared/errors.ts';
import type { LinkStore } from '../bridge/link-store.ts';
import { RateMeter } from './rate-meter.ts';

export interface CollectionsState {
  /** False until main answered for the first time. */
  readonly loaded: boolean;
  /** The collection on screen. */
  readonly current: CollectionState | undefined;
  /** The collection started last; not on screen yet while it connects, never when it could not. */
  readonly newest: CollectionState | undefined;
  /** Rows per second of the current collection over the last few seconds; zero when it does not run. */
  readonly rate: number;
  /** Why the list of collections could not be read. */
  readonly error: ErrorData | undefined;
}

export type CollectionStore = StoreApi<CollectionsState>;

/** Phases in which more rows may come. */
export function isRunning(phase: CollectionPhase): boolean {
  return phase === 'connecting' || phase === 'collecting' || phase === 'cancelling';
}

/**
 * Whether a collection has something to show in place of the one before it: cached rows, or it reads its first kind. A login alone is
 * not enough, since a datacenter that does not exist shows only after it.
 */
export function hasBegun({ rows, currentType, phase, cache }: CollectionState): boolean {
  const showsCached = Object.keys(cache.collectedAt).length > 0;
  return rows > 0 || showsCached || currentType !== undefined || phase === 'completed' || phase === 'partial';
}

/**
 * The state after hearing of a collection. A newer one takes the screen once it delivers; until then, and when its
 * login is refused, the rows already on screen stay.
 */
export function withCollection(state: CollectionsState, heard: CollectionState): CollectionsState {
  const { current, newest } = state;
  const isNewest = newest === undefined || newest.id === heard.id || newest.startedAt <= heard.startedAt;
  const takesOver =
    current === undefined ||
    current.id === heard.id ||
    (current.startedAt <= heard.startedAt && (hasBegun(heard) || !hasBegun(current)));
  return {
    ...state,
    loaded: true,
    error: undefined,
    newest: isNewest ? heard : newest,
    current: takesOver ? heard : current,
  };
}

export interface Collections {
  readonly store: CollectionStore;
  dispose(): void;
}

/** Follows main's collections; reads the list at the start and again after every reconnection. */
export function followCollections(bridge: HeapsphereBridge, link: LinkStore): Collections {
  const store = createStore<CollectionsState>(() => ({
    loaded: false,
    current: undefined,
    newest: undefined,
    rate: 0,
    error: undefined,
  }));
  const meter = new RateMeter();
  const hear = (heard: CollectionState): void => {
    const before = store.getState().current;
    const next = withCollection(store.getState(), heard);
    if (next.current === heard) {
      const rate = meter.add(heard.id, heard.rows, performance.now());
      store.setState({ ...next, rate: isRunning(heard.phase) ? rate : 0 });
    } else store.setState(next);
    // Nobody would take the rows of a collection that left the screen, so it would hold its session for nothing.
    if (before !== undefined && before.id !== next.current?.id && isRunning(before.phase)) {
      void bridge.requests['collection:cancel']({ collectionId: before.id });
    }
  };
  const read = async (): Promise<void> => {
    const envelope = await bridge.requests['collection:list']({});
    if (!envelope.ok) {
      store.setState({ error: envelope.error });
      return;
    }
    store.setState({ loaded: true, error: undefined });
    for (const state of envelope.value.toSorted((a, b) => b.startedAt - a.startedAt)) hear(state);
  };
  const endPush = bridge.pushes['collection:changed'](hear);
  const endLink = link.subscribe((now, before) => {
    if (now.generation !== before.generation) void read();
  });
  void read();
  return {
    store,
    dispose() {
      endPush();
      endLink();
    },
  };
}
