import { type CacheBackend, type CollectionCache as CacheState, NO_CACHE } from '../../shared/cache-view.ts';
import { isFromFuture } from '../../shared/clock-skew.ts';
import type { CollectionState } from '../../shared/contract.ts';
import type { MissingReport, ResourceType } from '../../shared/inventory.ts';
import type { CacheError } from '../cache/cache-store.ts';
import type { CollectionCache } from '../cache/collection-cache.ts';
import type { GenerationWriter } from '../cache/generation-writer.ts';
import type { Manifest } from '../cache/manifest.ts';
import type { CacheMode } from './protocol.ts';

/** Rows that another collector read this long before we began are as good as ours, while it is still at work. */
const SHARED_RUN_MS = 5 * 60_000;

export interface CacheUseOptions {
  /** Undefined collects without a cache. */
  readonly cache: CollectionCache | undefined;
  readonly backend: CacheBackend;
  readonly mode: CacheMode;
  /** Rows read since then are recent, whatever the mode; milliseconds since the epoch. */
  readonly rowsSince?: number | undefined;
  /** How often a lock is renewed while collecting, in milliseconds. */
  readonly renewMs: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly onChange: () => void;
}

/**
 * What one collection does with the cache. Nothing here rejects: a store that fails is left alone for the rest of
 * the collection, which goes on as if there were none.
 */
export class CacheUse {
  readonly #options: CacheUseOptions;
  readonly #startedAt: number;
  readonly #earlier = new Map<ResourceType, Manifest>();
  readonly #writers = new Map<ResourceType, GenerationWriter>();
  #state: CacheState;
  #holdsLock = false;
  /** Nothing can be asked of the store any more, not even to give the lock back. */
  #unreachable = false;
  #renewal: NodeJS.Timeout | undefined;

  constructor(options: CacheUseOptions) {
    const { cache, backend, now } = options;
    this.#options = options;
    this.#startedAt = now();
    this.#state = cache ? { ...NO_CACHE, backend, state: 'in use' } : NO_CACHE;
  }

  get state(): CacheState {
    return this.#state;
  }

  /** Enters the namespace of the vCenter that was logged in to. */
  async enter(about: NonNullable<CollectionState['about']>): Promise<void> {
    await this.#try(async (cache) => {
      cache.bind(about);
      await cache.remember();
    });
  }

  /** Enters the namespace of the vCenter that answered at this address before; undefined when nobody remembers one. */
  async enterUnreachable(): Promise<CollectionState['about']> {
    return this.#try(async (cache) => {
      const about = await cache.lastKnown();
      if (about) cache.bind(about);
      return about;
    });
  }

  /** What is cached of a kind, whatever its age. */
  async anyManifest(type: ResourceType): Promise<Manifest | undefined> {
    const manifest = await this.#try((cache) => cache.manifest(type));
    if (manifest) this.#earlier.set(type, manifest);
    return manifest;
  }

  /** Manifests of all these kinds when every one of them is recent enough to be taken for the truth. */
  async recentManifests(types: readonly ResourceType[]): Promise<Manifest[] | undefined> {
    const manifests: Manifest[] = [];
    for (const type of types) {
      const manifest = await this.anyManifest(type);
      if (!manifest || !this.#isRecent(manifest)) return undefined;
      manifests.push(manifest);
    }
    return manifests;
  }

  /** Chunk by chunk, as stored; ends early, and returns false, where one is not there or not what it was. */
  async *chunks(manifest: Manifest): AsyncGenerator<Uint8Array, boolean> {
    for (const entry of manifest.chunks) {
      const bytes = await this.#try((cache) => cache.chunk(entry));
      if (!bytes) {
        await this.damaged(manifest.type);
        return false;
      }
      yield bytes;
      this.#change({ hits: this.#state.hits + 1 });
    }
    return true;
  }

  /** What is cached of a kind cannot be used after all. */
  async damaged(type: ResourceType): Promise<void> {
    this.#earlier.delete(type);
    await this.#try((cache) => cache.forget(type));
  }

  /** The rows of a kind on screen are cached ones of that time; undefined: they are not, or not any more. */
  showsCached(type: ResourceType, collectedAt: number | undefined): void {
    const { [type]: _, ...others } = this.#state.collectedAt;
    this.#change({ collectedAt: collectedAt === undefined ? others : { ...others, [type]: collectedAt } });
  }

  /** vCenter cannot be reached, and the rows are what was cached. */
  setStale(): void {
    this.#change({ stale: true });
  }

  /** Whether it is our turn to read vCenter; false while another collector is at it. */
  async mayCollect(): Promise<boolean> {
    if (this.#holdsLock || this.#state.state !== 'in use') return this.#waitOver();
    const locked = await this.#try((cache) => cache.lock());
    // Without a cache to ask, nobody else can be waited for.
    if (locked === undefined) return this.#waitOver();
    if (!locked) {
      this.#change({ waiting: true });
      return false;
    }
    this.#holdsLock = true;
    this.#renewal = setInterval(() => void this.#try((cache) => cache.lock()), this.#options.renewMs);
    this.#renewal.unref();
    return this.#waitOver();
  }

  /** A kind is read from vCenter from now on. */
  begin(type: ResourceType): void {
    const { cache } = this.#options;
    if (cache && this.#state.state === 'in use') this.#writers.set(type, cache.begin(type, this.#earlier.get(type)));
  }

  /** Whether rows of a kind go into the cache now. */
  writes(type: ResourceType): boolean {
    return this.#writers.has(type) && this.#state.state === 'in use';
  }

  async add(type: ResourceType, bytes: Uint8Array, rows: number, rawBytes: number): Promise<void> {
    const writer = this.#writers.get(type);
    if (!writer || !this.writes(type)) return;
    // The bytes are handed on to the main thread afterwards, and are then gone from here.
    const copy = bytes.slice();
    await this.#try(() => writer.add(copy, rows, rawBytes));
  }

  /** All rows of a kind were read. */
  async commit(type: ResourceType, missing: readonly MissingReport[]): Promise<void> {
    const writer = this.#writers.get(type);
    this.#writers.delete(type);
    if (!writer || this.#state.state !== 'in use') return;
    await this.#try(() => writer.commit(missing));
    const { written, unchanged } = writer.counts;
    this.#change({ written: this.#state.written + written, unchanged: this.#state.unchanged + unchanged });
  }

  /** Gives the lock back, so that others need not wait for it to expire. */
  async close(): Promise<void> {
    clearInterval(this.#renewal);
    if (!this.#unreachable) await this.#options.cache?.unlock();
    this.#waitOver();
  }

  #waitOver(): true {
    if (this.#state.waiting) this.#change({ waiting: false });
    return true;
  }

  #isRecent({ collectedAt, freshUntil }: Manifest): boolean {
    const { mode, rowsSince, now } = this.#options;
    if (isFromFuture(collectedAt, now())) return false;
    if (rowsSince !== undefined && collectedAt >= rowsSince) return true;
    if (this.#state.waiting && collectedAt >= this.#startedAt - SHARED_RUN_MS) return true;
    return mode === 'read' && rowsSince === undefined ? freshUntil > now() : collectedAt >= this.#startedAt;
  }

  async #try<T>(use: (cache: CollectionCache) => Promise<T>): Promise<T | undefined> {
    const { cache } = this.#options;
    if (!cache || this.#state.state !== 'in use') return undefined;
    try {
      return await use(cache);
    } catch (error) {
      const { message: problem = String(error), unreachable } = error as Partial<CacheError>;
      this.#unreachable = unreachable === true;
      clearInterval(this.#renewal);
      this.#change({ state: 'bypassed', problem });
      return undefined;
    }
  }

  #change(change: Partial<CacheState>): void {
    this.#state = { ...this.#state, ...change };
    this.#options.onChange();
  }
}
