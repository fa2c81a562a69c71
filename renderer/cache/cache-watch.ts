import type { CacheAmount, CacheSelector } from '../../shared/cache-view.ts';
import type { Envelope, HeapsphereBridge } from '../../shared/contract.ts';
import { type CollectionStore, type CollectionsState, isRunning } from '../shell/collection-store.ts';
import { type CacheStore, createCacheStore, type Removal } from './cache-store.ts';

/** Pause between an answer and the next question, in milliseconds. */
const PAUSE_MS = 2000;

export interface CacheWatchOptions {
  readonly bridge: HeapsphereBridge;
  readonly collections: CollectionStore;
}

/** What lies in the cache: asked for again and again while somebody looks, and at once when a collection has ended. */
export class CacheWatch {
  readonly store: CacheStore = createCacheStore();
  readonly #options: CacheWatchOptions;
  #watchers = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #reading: Promise<void> | undefined;

  constructor(options: CacheWatchOptions) {
    this.#options = options;
  }

  /** Keeps the store up to date until the returned function is called. */
  open(): () => void {
    this.#watchers += 1;
    if (this.#watchers === 1) void this.#readOn();
    const endCollections = this.#options.collections.subscribe((now, before) => {
      const running = runningIn(now);
      if ([...runningIn(before)].some((id) => !running.has(id))) void this.read();
    });
    let closed = false;
    return () => {
      if (closed) return;
      closed = true;
      endCollections();
      this.#watchers -= 1;
      if (this.#watchers === 0) clearTimeout(this.#timer);
    };
  }

  /** Asks once; whoever asks meanwhile gets the same answer. */
  read(): Promise<void> {
    this.#reading ??= this.#ask().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  measure(selector: CacheSelector): Promise<Envelope<CacheAmount>> {
    return this.#options.bridge.requests['cache:measure'](selector);
  }

  /** Removes entries from the cache and tells what was removed. */
  async remove({ label, selector }: Removal): Promise<Envelope<CacheAmount>> {
    const envelope = await this.#options.bridge.requests['cache:invalidate'](selector);
    if (envelope.ok) {
      this.store.setState({ removed: { label, amount: envelope.value } });
      await this.read();
    }
    return envelope;
  }

  async #ask(): Promise<void> {
    const envelope = await this.#options.bridge.requests['cache:info']({});
    if (envelope.ok) this.store.setState({ info: envelope.value, error: undefined });
    else this.store.setState({ error: envelope.error });
  }

  async #readOn(): Promise<void> {
    await this.read();
    clearTimeout(this.#timer);
    if (this.#watchers > 0) this.#timer = setTimeout(() => void this.#readOn(), PAUSE_MS);
  }
}

/** Collections of open vCenters that may still write to the cache. */
function runningIn({ open }: CollectionsState): ReadonlySet<string> {
  return new Set(open.filter(({ collection }) => isRunning(collection.phase)).map(({ collection }) => collection.id));
}
