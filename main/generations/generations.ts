import { HeapsphereError } from '../../shared/errors.ts';
import type { ComparisonOrder, Generation, GenerationList } from '../../shared/generations-view.ts';
import { RESOURCE_TYPES } from '../../shared/inventory.ts';
import type { Collection } from '../collector/collection.ts';
import type { CollectionSpec } from '../collector/protocol.ts';
import { Comparison, type ComparisonEvents } from './comparison.ts';
import { cachedGenerationId, newGenerationId } from './generation-id.ts';
import { type Recorded, recordCollection, TooLargeError } from './generation-recorder.ts';
import { GenerationStore, type GenerationStoreOptions } from './generation-store.ts';
import { keepingOf } from './keep-decision.ts';
import { generationOf, MANIFEST_FORMAT, type Manifest, scopeOf } from './manifest.ts';
import { GenerationNotices, notKept, removedNotice } from './notices.ts';
import type { GenerationLimits } from './removal-plan.ts';

/** Comparisons that run at once; each has a thread. */
const MAX_RUNNING = 4;

export interface GenerationsOptions extends Pick<GenerationStoreOptions, 'folder' | 'writeAtomically'> {
  /** As the settings are now. */
  readonly limits: () => GenerationLimits;
  /** A thread began to compare. @returns told when it has ended */
  readonly onIsolate?: ComparisonEvents['onIsolate'];
}

/** What a collection was asked for, as far as generations have to know. */
type Asked = Pick<CollectionSpec, 'datacenters' | 'types'>;

/** Keeps completed collections on disk and compares two of them. */
export class Generations {
  readonly #options: GenerationsOptions;
  readonly #store: GenerationStore;
  readonly #notices = new GenerationNotices();
  readonly #listeners = new Set<() => void>();
  readonly #recordings = new Set<Promise<void>>();
  readonly #comparisons = new Set<Comparison>();
  /** Changes of the folder come one after the other. */
  #changes: Promise<unknown> = Promise.resolve();
  #compared = 0;
  #disposed = false;

  constructor(options: GenerationsOptions) {
    const { folder, writeAtomically } = options;
    this.#options = options;
    this.#store = new GenerationStore({ folder, writeAtomically, onNotice: (notice) => this.#notices.add(notice) });
  }

  /** Told whenever generations came or went. @returns the end of listening */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async list(): Promise<GenerationList> {
    const { generations, usedBytes } = await this.#store.list();
    const { perVcenter, maxBytes } = this.#options.limits();
    return { generations: generations.toReversed(), perVcenter, maxBytes, usedBytes, notices: [...this.#notices.all] };
  }

  /** Throws `usage` naming the known ones for an id that is not there. */
  async get(id: string): Promise<Generation> {
    return generationOf(await this.#store.manifest(id), false);
  }

  /** Keeps a collection that has just begun, if it ends well. Whatever goes wrong is a notice and nothing else. */
  record(collection: Collection, asked: Asked): void {
    if (this.#options.limits().perVcenter === 0) return;
    const recording = this.#record(collection, asked).finally(() => this.#recordings.delete(recording));
    this.#recordings.add(recording);
  }

  /** Throws `usage` for an id that is not there. */
  async remove(id: string): Promise<void> {
    await this.#change(async () => {
      await this.#store.remove(id);
      await this.#store.sweep();
    });
  }

  /** Throws `usage` for an id that is not there. */
  async setPinned(id: string, pinned: boolean): Promise<void> {
    await this.#change(() => this.#store.setPinned(id, pinned));
  }

  /**
   * Begins to compare two generations; the events tell the rest. Throws `usage` for an id that is not there, for two that cannot be
   * compared, and while too many comparisons run.
   */
  async compare(order: ComparisonOrder, events: Omit<ComparisonEvents, 'onIsolate'>): Promise<Comparison> {
    if (this.#disposed) throw closing();
    if (this.#comparisons.size >= MAX_RUNNING) throw busy();
    const [older, newer] = [await this.#store.manifest(order.older), await this.#store.manifest(order.newer)];
    this.#compared += 1;
    const { onIsolate } = this.#options;
    const comparison = new Comparison(
      { isolate: `comparison-${this.#compared}`, folder: this.#store.folder, older, newer, order },
      { ...events, ...(onIsolate ? { onIsolate } : {}) },
    );
    this.#comparisons.add(comparison);
    void comparison.finished.then(async ({ damaged }) => {
      this.#comparisons.delete(comparison);
      if (!damaged) return;
      await this.#store.setAside(`${damaged.id}.json`, damaged.reason);
      this.#tell();
    });
    return comparison;
  }

  /** Ends comparisons, and waits until what was collected is kept. Idempotent. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    for (const comparison of this.#comparisons) comparison.cancel();
    await Promise.all([...this.#comparisons].map(({ finished }) => finished));
    await this.settled();
  }

  /** Resolves when every collection that has ended is kept or let go. */
  async settled(): Promise<void> {
    await Promise.all(this.#recordings);
    await this.#changes;
  }

  async #record(collection: Collection, asked: Asked): Promise<void> {
    const store = this.#store;
    const { label } = collection.state.source;
    let end: (() => Promise<void>) | undefined;
    try {
      const writing = this.#inTurn(() => store.beginWriting());
      // Asked for below; what it fails of is then no surprise to anybody.
      writing.catch(() => {});
      // Attached at once: a chunk that nobody waits for is not kept in the log.
      const recorded = await recordCollection({
        collection,
        chunks: { write: async (bytes) => writing.then(() => store.chunks.write(bytes)) },
        maxBytes: this.#options.limits().maxBytes,
      });
      end = await writing;
      if (recorded.failure !== undefined) this.#notices.add(notKept(label, store.folder, recorded.failure));
      else await this.#keep(collection, asked, recorded);
    } catch (error) {
      this.#notices.add(notKept(label, store.folder, error));
    }
    await end?.();
    await this.#change(() => store.sweep());
  }

  async #keep(
    collection: Collection,
    { datacenters, types = RESOURCE_TYPES }: Asked,
    recorded: Recorded,
  ): Promise<void> {
    const { state, kinds } = recorded;
    const keeping = keepingOf(state);
    const { about } = state;
    if (!keeping || !about) return;
    const { startedAt, collectedAt, fromCache } = keeping;
    const content = { datacenters: [...datacenters], pruned: state.options.pruning, attributes: collection.attributes };
    const scope = scopeOf({ ...content, types, instanceUuid: about.instanceUuid, user: state.source.user });
    const manifest: Manifest = {
      format: MANIFEST_FORMAT,
      id: fromCache ? cachedGenerationId(collectedAt, scope) : newGenerationId(collectedAt),
      source: state.source,
      about,
      scope,
      ...content,
      startedAt,
      collectedAt,
      partial: state.phase === 'partial',
      missing: state.missing.reduce((sum, { count }) => sum + count, 0),
      kinds: keeping.kinds.map((type) => kinds.find((each) => each.type === type) ?? { type, chunks: [] }),
    };
    const limits = this.#options.limits();
    await this.#change(async () => {
      // Rows that somebody else has read are worth keeping once: where they are newer than what is kept.
      const newest = fromCache ? await this.#store.newestOf(scope, Date.now()) : undefined;
      if (newest !== undefined && collectedAt <= newest) return;
      await this.#store.add(manifest);
      const removed = await this.#store.prune(limits, manifest.id);
      const older = removed.filter((id) => id !== manifest.id);
      if (older.length > 0) this.#notices.add(removedNotice(older.length, limits));
      if (older.length < removed.length) throw new TooLargeError(limits.maxBytes);
    });
  }

  /** Rejects with what the change rejects with; whoever listens is told in any case. */
  #change(change: () => Promise<void>): Promise<void> {
    return this.#inTurn(change).finally(() => this.#tell());
  }

  /** Runs work when all before it is done: nobody begins to write while unused chunks are removed. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#changes.then(work);
    this.#changes = done.catch(() => {});
    return done;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function busy(): HeapsphereError {
  return new HeapsphereError({
    code: 'usage',
    message: `${MAX_RUNNING} comparisons are running, the most that run at once.`,
    action: 'Wait for one to finish, or cancel one.',
  });
}

function closing(): HeapsphereError {
  return new HeapsphereError({
    code: 'cancelled',
    message: 'Heapsphere is closing and compares nothing new.',
    action: 'Start it again.',
  });
}
