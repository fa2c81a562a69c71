import type { CollectionState } from '../../shared/contract.ts';
import { HeapsphereError } from '../../shared/errors.ts';
import { Collection, type CollectionEvents } from './collection.ts';
import type { CollectionSpec } from './protocol.ts';

/** Collections that run at once; each holds a thread, a session and a view at a vCenter. */
const MAX_RUNNING = 4;
/** Finished collections whose rows are kept for windows that open later. */
const KEPT_FINISHED = 1;

/** Starts collections, each in a worker of its own, and owns them until they are finished. */
export class CollectionSupervisor {
  readonly #events: CollectionEvents;
  readonly #collections = new Map<string, Collection>();
  #started = 0;

  constructor(events: CollectionEvents) {
    this.#events = events;
  }

  /**
   * @param retain keep the rows for windows that open later
   * Throws `usage` when too many collections run already.
   */
  start(source: CollectionState['source'], spec: CollectionSpec, retain: boolean): Collection {
    const running = [...this.#collections.values()].filter((collection) => collection.running);
    if (running.length >= MAX_RUNNING) {
      throw new HeapsphereError({
        code: 'usage',
        message: `${running.length} collections are running, the most that run at once.`,
        action: 'Wait for one to finish, or cancel one.',
      });
    }
    this.#started += 1;
    const identity = { id: `c${this.#started}`, isolate: `collector-${this.#started}`, source };
    this.#forgetFinished();
    const collection = new Collection(identity, spec, retain, this.#events);
    this.#collections.set(identity.id, collection);
    this.#events.onChange(collection.state);
    return collection;
  }

  /** Oldest first. */
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
    for (const collection of this.#collections.values()) collection.cancel();
    await Promise.all([...this.#collections.values()].map(({ finished }) => finished));
  }

  #forgetFinished(): void {
    const finished = [...this.#collections].filter(([, collection]) => !collection.running);
    for (const [id] of finished.slice(0, Math.max(0, finished.length - KEPT_FINISHED))) this.#collections.delete(id);
  }
}
