import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CollectionPhase, CollectionState, HeapsphereBridge } from '../../shared/contract.ts';
import type { ErrorData } from '../../shared/errors.ts';
import { hasBegun, MOST_VCENTERS } from '../../shared/open-vcenters.ts';
import type { LinkStore } from '../bridge/link-store.ts';
import type { ShownError } from '../errors/error-details.ts';
import { isSameSource, type OpenVcenter, sameVcenterText, withHeard, withList } from '../vcenters/open-vcenters.ts';
import { RateMeter } from './rate-meter.ts';

export { hasBegun };

export interface CollectionsState {
  /** False until main answered for the first time. */
  readonly loaded: boolean;
  /** The vCenters whose rows are on screen, in the order in which they were opened. */
  readonly open: readonly OpenVcenter[];
  /** Key of the one that the operator turned to last. */
  readonly currentKey: string | undefined;
  /** The collection of that one: what screens work with that are about a single collection. */
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

/** Whether a collection ended early and its whole kinds lie in the cache, so that only the others have to be read. */
export function canResume({ phase, finished, cache }: CollectionState): boolean {
  if (phase !== 'partial' && phase !== 'cancelled') return false;
  return finished.length > 0 && cache.state === 'in use' && !cache.stale;
}

/** The state after hearing of a collection. The screen goes to a vCenter that comes new. */
export function withCollection(state: CollectionsState, heard: CollectionState): CollectionsState {
  const { newest } = state;
  const isNewest = newest === undefined || newest.id === heard.id || newest.startedAt <= heard.startedAt;
  return {
    ...withOpen(state, withHeard(state.open, heard)),
    loaded: true,
    error: undefined,
    newest: isNewest ? heard : newest,
  };
}

/** The state with other vCenters open: one that was not open before is the current one, else the one that was, or the last. */
function withOpen(state: CollectionsState, open: readonly OpenVcenter[]): CollectionsState {
  const added = open.findLast(({ key }) => !state.open.some((known) => known.key === key));
  const kept = open.find(({ key }) => key === state.currentKey);
  const now = added ?? kept ?? open.at(-1);
  return { ...state, open, currentKey: now?.key, current: now?.collection };
}

/** The state without a collection that is not to be had any more. */
export function withoutCollection(state: CollectionsState, id: string): CollectionsState {
  const open = state.open.filter(({ collection }) => collection.id !== id);
  const newest = state.newest?.id === id ? newestOf(open.map(({ collection }) => collection)) : state.newest;
  return { ...withOpen(state, open), newest };
}

function newestOf(states: readonly CollectionState[]): CollectionState | undefined {
  return states.toSorted((a, b) => a.startedAt - b.startedAt).at(-1);
}

export interface Collections {
  readonly store: CollectionStore;
  /** Turns to a vCenter: the screens that are about a single collection are about that one from now on. */
  choose(key: string): void;
  /** Takes a vCenter off the screen and lets main forget its rows; a collection of it that runs is cancelled. */
  close(key: string): void;
  /** Once this collection begins, all vCenters but its own are closed; undefined takes that back. */
  replaceBy(collectionId: string | undefined): void;
  dispose(): void;
}

/**
 * Follows main's collections; reads the list at the start and again after every reconnection.
 * @param tell what happened to the open vCenters that nobody asked for
 */
export function followCollections(
  bridge: HeapsphereBridge,
  link: LinkStore,
  tell: (content: ShownError) => void = () => {},
): Collections {
  const store = createStore<CollectionsState>(() => ({
    loaded: false,
    open: [],
    currentKey: undefined,
    current: undefined,
    newest: undefined,
    rate: 0,
    error: undefined,
  }));
  const meter = new RateMeter();
  /** Collections that were closed here: what main told of them before it knew is passed over. */
  const closed = new Set<string>();
  /** Collections that main has told of while it makes the list that was asked for; undefined when none is. */
  let heardSince: Set<string> | undefined;
  let replacing: string | undefined;

  const show = (next: CollectionsState): void => {
    const before = store.getState();
    const { current } = next;
    const measured = current !== undefined && current !== before.current;
    const rate = measured ? meter.add(current.id, current.rows, performance.now()) : next.rate;
    store.setState({ ...next, rate: current !== undefined && isRunning(current.phase) ? rate : 0 });
    for (const { key, collection } of before.open) {
      const now = next.open.find((each) => each.key === key)?.collection;
      if (now === undefined || now.id === collection.id) continue;
      const text = sameVcenterText(collection, now);
      if (text !== undefined) tell({ message: text, action: '' });
      // Nobody would take the rows of a collection that left the screen, so it would hold its session for nothing.
      if (isRunning(collection.phase)) void bridge.requests['collection:cancel']({ collectionId: collection.id });
    }
  };
  const forget = async (collectionId: string): Promise<void> => {
    closed.add(collectionId);
    show(withoutCollection(store.getState(), collectionId));
    const envelope = await bridge.requests['collection:forget']({ collectionId });
    // One that main has let go of already is what was wanted.
    if (!envelope.ok && envelope.error.code !== 'usage') tell(envelope.error);
  };
  const replaceOthers = (): void => {
    const { open } = store.getState();
    const begun = open.find(({ collection }) => collection.id === replacing && hasBegun(collection));
    if (begun === undefined) return;
    replacing = undefined;
    for (const { key, collection } of open) if (key !== begun.key) void forget(collection.id);
  };
  const hear = (heard: CollectionState): void => {
    if (closed.has(heard.id)) return;
    heardSince?.add(heard.id);
    show(withCollection(store.getState(), heard));
    replaceOthers();
  };
  const read = async (): Promise<void> => {
    const heardMeanwhile = new Set<string>();
    heardSince = heardMeanwhile;
    const envelope = await bridge.requests['collection:list']({});
    if (!envelope.ok) {
      store.setState({ error: envelope.error });
      return;
    }
    closed.clear();
    const state = store.getState();
    // What was told since is the later word.
    const list = envelope.value.filter(({ id }) => !heardMeanwhile.has(id));
    if (heardSince === heardMeanwhile) heardSince = undefined;
    const open = withList(state.open, list, heardMeanwhile);
    show({
      ...withOpen(state, open),
      loaded: true,
      error: undefined,
      newest: newestOf([...(state.newest ? [state.newest] : []), ...list]),
    });
  };
  const ends = [
    bridge.pushes['collection:changed'](hear),
    bridge.pushes['collection:forgotten'](({ collectionId, reason }) => {
      const label = store.getState().open.find(({ collection }) => collection.id === collectionId)?.label;
      show(withoutCollection(store.getState(), collectionId));
      closed.delete(collectionId);
      if (reason === 'too-many' && label !== undefined)
        tell({
          message: `${label} was closed: at most ${MOST_VCENTERS} vCenters are open beside each other.`,
          action: 'Close one to open it again.',
        });
    }),
    link.subscribe((now, before) => {
      if (now.generation !== before.generation) void read();
    }),
  ];
  void read();
  return {
    store,
    choose(key) {
      const { open } = store.getState();
      const chosen = open.find((each) => each.key === key);
      if (chosen !== undefined) show({ ...store.getState(), currentKey: key, current: chosen.collection });
    },
    close(key) {
      const { open, newest } = store.getState();
      const collection = open.find((each) => each.key === key)?.collection;
      if (collection === undefined) return;
      // Another attempt at it would open it again.
      const isAttempt = newest !== undefined && newest.id !== collection.id && isRunning(newest.phase);
      if (isAttempt && isSameSource(newest, collection)) void forget(newest.id);
      void forget(collection.id);
    },
    replaceBy(collectionId) {
      replacing = collectionId;
      replaceOthers();
    },
    dispose() {
      for (const end of ends) end();
    },
  };
}
