import type { CollectionState } from '../../shared/contract.ts';
import { HeapsphereError } from '../../shared/errors.ts';
import type { ForgetReason } from '../../shared/open-vcenters.ts';
import { Collection, type CollectionEvents, type CollectionIdentity } from './collection.ts';
import { broughtNothing, superseded } from './kept-collections.ts';
import type { CollectionSpec } from './protocol.ts';

/** Collections that run at once; each holds a thread, a session and a view at a vCenter. */
const MAX_RUNNING = 4;

/** Told when a collection is not to be had any more. */
export type OnForget = (collection: Collection, reason: ForgetReason) => void;

/**
 * Starts collections, each in a worker of its own, and owns them until they are finished. Of every vCenter the newest
 * finished one is kept, for windows that open later.
 */
export class CollectionSupervisor {
  readonly #events: CollectionEvents;
  readonly #onForget: OnForget;
  readonly #collections = new Map<string, Collection>();
  /** Those that no window knows of. */
  readonly #aside = new Set<Collection>();
  #started = 0;

  constructor(events: CollectionEvents, onForget: OnForget = () => {}) {
    this.#events = events;
    this.#onForget = onForget;
  }

  /**
   * @param retain keep the rows for windows that open later
   * Throws `usage` when too many collections run already.
   */
  start(source: CollectionState['source'], spec: CollectionSpec, retain: boolean): Collection {
    const identity = this.#identify(source);
    for (const { state } of this.list()) if (broughtNothing(state)) this.forget(state.id, 'replaced');
    const collection = new Collection(identity, spec, retain, {
      ...this.#events,
      // Nobody is told of one that was forgotten while it ran.
      onChange: (state) => {
        if (this.#collections.has(state.id)) this.#events.onChange(state);
      },
    });
    this.#collections.set(identity.id, collection);
    this.#events.onChange(collection.state);
    void collection.finished.then(() => this.#forgetSuperseded());
    return collection;
  }

  /** Starts a collection that is not listed, told to nobody and forgotten when it ends; its rows are not kept. Throws as start() does. */
  startAside(source: CollectionState['source'], spec: CollectionSpec): Collection {
    const collection = new Collection(this.#identify(source), spec, false, { ...this.#events, onChange: () => {} });
    this.#setAside(collection);
    return collection;
  }

  /** Lets go of a collection and its rows; one that runs is cancelled. Throws `usage` for an unknown id. */
  forget(id: string, reason: ForgetReason): void {
    const collection = this.get(id);
    this.#collections.delete(id);
    if (collection.running) {
      this.#setAside(collection);
      collection.cancel();
    }
    this.#onForget(collection, reason);
  }

  #identify(source: CollectionState['source']): CollectionIdentity {
    const running = this.#all().filter((collection) => collection.running);
    if (running.length >= MAX_RUNNING) {
      throw new HeapsphereError({
        code: 'usage',
        message: `${running.length} collections are running, the most that run at once.`,
        action: 'Wait for one to finish, or cancel one.',
      });
    }
    this.#started += 1;
    return { id: `c${this.#started}`, isolate: `collector-${this.#started}`, source };
  }

  /** Oldest first, without those aside. */
  list(): Collection[] {
    return [...this.#collections.values()];
  }

  /** Throws `usage` for an id that is not, or no longer, known. */
  get(id: string): Collection {
    const collection = this.#collections.get(id);
    if (collection) return collection;
    throw new HeapsphereError({
      code: 'usage',
      message: `There is no collection "${id}".`,
      action: 'Reload the window to see the current collections.',
    });
  }

  /** Cancels everything and waits until every session is logged out. */
  async dispose(): Promise<void> {
    for (const collection of this.#all()) collection.cancel();
    await Promise.all(this.#all().map(({ finished }) => finished));
  }

  #setAside(collection: Collection): void {
    this.#aside.add(collection);
    void collection.finished.then(() => this.#aside.delete(collection));
  }

  #all(): Collection[] {
    return [...this.#collections.values(), ...this.#aside];
  }

  #forgetSuperseded(): void {
    for (const { id, reason } of superseded(this.list().map(({ state }) => state))) this.forget(id, reason);
  }
}
