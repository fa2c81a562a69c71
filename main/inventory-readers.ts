import type { Collection } from './collector/collection.ts';
import type { LoggedChunk, LogReader } from './collector/inventory-log.ts';
import type { ConnectionScope } from './dispatch.ts';

/** Who reads which inventory: at most one reader per window and collection, ended with the window. */
export class InventoryReaders {
  readonly #byScope = new Map<ConnectionScope, Map<string, LogReader>>();

  /** Pushes all rows of a collection to a window from the first one, as it credits them; in place of a reader that is there. */
  open(
    scope: ConnectionScope,
    { log, finished, state: { id } }: Pick<Collection, 'log' | 'finished' | 'state'>,
    push: (chunk: LoggedChunk) => void,
  ): void {
    this.close(scope, id);
    let readers = this.#byScope.get(scope);
    if (!readers) {
      readers = new Map();
      this.#byScope.set(scope, readers);
      scope.onClose(() => this.#closeAll(scope));
    }
    readers.set(id, log.attach(push));
    void finished.then(() => this.#letGoOfDone(scope, id));
  }

  /** Does nothing for rows that the window does not read, or has read to their end. */
  credit(scope: ConnectionScope, collectionId: string, seq: number): void {
    this.#get(scope, collectionId)?.credit(seq);
    this.#letGoOfDone(scope, collectionId);
  }

  /** Idempotent. */
  close(scope: ConnectionScope, collectionId: string): void {
    this.#get(scope, collectionId)?.close();
    this.#byScope.get(scope)?.delete(collectionId);
  }

  /**
   * Ends all readers of a collection that is not to be had any more: every window takes its rows off the screen when it hears of that,
   * and one that hears nothing, since it stands still, must not hold them.
   */
  forget(collectionId: string): void {
    for (const scope of this.#byScope.keys()) this.close(scope, collectionId);
  }

  #get(scope: ConnectionScope, collectionId: string): LogReader | undefined {
    return this.#byScope.get(scope)?.get(collectionId);
  }

  /** A reader holds its collection with all rows; a window that is done with them need not say so. */
  #letGoOfDone(scope: ConnectionScope, collectionId: string): void {
    if (this.#get(scope, collectionId)?.done) this.close(scope, collectionId);
  }

  #closeAll(scope: ConnectionScope): void {
    for (const reader of this.#byScope.get(scope)?.values() ?? []) reader.close();
    this.#byScope.delete(scope);
  }
}
