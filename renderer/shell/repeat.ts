import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CollectionState, HeapsphereBridge } from '../../shared/contract.ts';
import type { ErrorData } from '../../shared/errors.ts';
import { isWorthReporting } from '../errors/error-details.ts';
import { type CollectionStore, isRunning } from './collection-store.ts';
import { dismiss, type NoticeStore, notify } from './notices.ts';

const NOTICE_ID = 'repeat';

export interface RepeatOptions {
  readonly bridge: HeapsphereBridge;
  readonly collections: CollectionStore;
  readonly notices: NoticeStore;
  /** Resolves once what the operator chose for the next collection is saved, or could not be. */
  readonly saved: () => Promise<void>;
}

export interface RepeatState {
  /** From the wish until the new collection has the screen, or has failed. */
  readonly busy: boolean;
}

/** The collection whose source is to be read again: the newest attempt at the one on screen. */
function repeatable(current: CollectionState, newest: CollectionState | undefined): CollectionState {
  const { label, user } = current.source;
  return newest?.source.label === label && newest.source.user === user ? newest : current;
}

/** Collects from the source on screen again. What stands in the way becomes a notice, since the rows on screen stay. */
export class Repeat {
  readonly store: StoreApi<RepeatState> = createStore<RepeatState>(() => ({ busy: false }));
  readonly #options: RepeatOptions;
  #stopWatching: () => void = () => {};

  constructor(options: RepeatOptions) {
    this.#options = options;
  }

  /** @param resume reads only the kinds that the collection on screen did not finish */
  async start(resume = false): Promise<void> {
    const { bridge, collections } = this.#options;
    const { current, newest } = collections.getState();
    if (current === undefined || this.store.getState().busy) return;
    this.store.setState({ busy: true });
    dismiss(this.#options.notices, NOTICE_ID);
    const { id } = resume ? current : repeatable(current, newest);
    await this.#options.saved();
    const envelope = await bridge.requests['collection:repeat']({ collectionId: id, ...(resume ? { resume } : {}) });
    if (envelope.ok) this.#watch(envelope.value.collectionId);
    else this.#fail(envelope.error);
  }

  dispose(): void {
    this.#stopWatching();
  }

  #watch(id: string): void {
    const { collections } = this.#options;
    const look = (): void => {
      const { open, newest } = collections.getState();
      const shown = open.find(({ collection }) => collection.id === id)?.collection;
      const started = shown ?? (newest?.id === id ? newest : undefined);
      if (started === undefined || (shown === undefined && isRunning(started.phase))) return;
      this.#stopWatching();
      this.store.setState({ busy: false });
      // One that took the screen shows its error there.
      if (started.error !== undefined && shown === undefined) this.#fail(started.error);
    };
    this.#stopWatching = collections.subscribe(look);
    look();
  }

  #fail(error: ErrorData): void {
    this.store.setState({ busy: false });
    const content = { ...error, message: `Collecting again did not work: ${error.message}` };
    notify(this.#options.notices, { id: NOTICE_ID, intent: 'danger', content, isFailure: isWorthReporting(error) });
  }
}
