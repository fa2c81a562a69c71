import { setTimeout as pause } from 'node:timers/promises';
import type { ResourceType } from '../../shared/inventory.ts';
import type { RefSet } from '../../shared/ref-set.ts';
import type { Manifest } from '../cache/manifest.ts';
import type { BatchShipper } from './batch-shipper.ts';
import { CachedRows } from './cached-rows.ts';
import type { RunDependencies } from './run-dependencies.ts';
import type { RunResults } from './run-results.ts';

/** Pause between two looks at whether another collector has finished a kind. */
const WAIT_MS = 250;

type CachedKindsDependencies = Pick<RunDependencies, 'cache' | 'decode' | 'reserve' | 'newDiff'>;

/** Ships the kinds that the cache has: in place of reading them, until they are read, or because vCenter cannot be reached. */
export class CachedKinds {
  readonly #deps: CachedKindsDependencies;
  readonly #results: RunResults;
  readonly #rows: CachedRows;
  readonly #onProgress: () => void;

  constructor(deps: CachedKindsDependencies, shipper: BatchShipper, results: RunResults, onProgress: () => void) {
    this.#deps = deps;
    this.#results = results;
    this.#rows = new CachedRows(deps, shipper);
    this.#onProgress = onProgress;
  }

  /** Shows what was cached of every kind before it is read again, and remembers it for telling what changed. */
  async shipEarlier(kinds: readonly ResourceType[], signal: AbortSignal): Promise<void> {
    const { cache, newDiff } = this.#deps;
    for (const kind of kinds) {
      const manifest = await cache.anyManifest(kind);
      if (!manifest) continue;
      const diff = newDiff();
      cache.showsCached(kind, manifest.collectedAt);
      const whole = await this.#rows.ship(manifest, 'earlier', signal, (batch) => diff.remember(batch));
      if (whole) this.#results.compareWith(kind, diff);
    }
  }

  /**
   * Ships what is cached of every kind, however old.
   * @param onFirst called before the first kind that there is
   */
  async shipStale(kinds: readonly ResourceType[], onFirst: () => void, signal: AbortSignal): Promise<void> {
    const { cache } = this.#deps;
    let found = false;
    for (const kind of kinds) {
      const manifest = await cache.anyManifest(kind);
      if (!manifest) continue;
      if (!found) onFirst();
      found = true;
      cache.setStale();
      cache.showsCached(kind, manifest.collectedAt);
      const whole = await this.#rows.ship(manifest, 'cache', signal).catch(() => false);
      if (whole) this.#results.finish(kind);
      else this.#results.missing.add(kind, '*', 'cannot-connect');
    }
  }

  /**
   * Takes kinds from the cache when they are recent; while another collector reads this vCenter, waits for its rows. False
   * when they have to be read here; `seen` then holds what was shipped nevertheless.
   */
  async take(kinds: readonly ResourceType[], seen: RefSet, signal: AbortSignal): Promise<boolean> {
    const { cache } = this.#deps;
    for (;;) {
      const manifests = await cache.recentManifests(kinds);
      if (manifests) return this.#shipRecent(manifests, seen, signal);
      if (await cache.mayCollect()) return false;
      this.#onProgress();
      await pause(WAIT_MS, undefined, { signal });
    }
  }

  async #shipRecent(manifests: readonly Manifest[], seen: RefSet, signal: AbortSignal): Promise<boolean> {
    for (const manifest of manifests) {
      const { type, collectedAt } = manifest;
      this.#results.currentType = type;
      const whole = await this.#rows.ship(manifest, 'cache', signal, (batch) => {
        this.#results.compare(batch);
        for (const ref of batch.refs) seen.addText(ref);
      });
      if (!whole) return false;
      for (const report of manifest.missing) this.#results.missing.addReport(report);
      this.#results.finish(type);
      this.#deps.cache.showsCached(type, collectedAt);
    }
    this.#onProgress();
    return true;
  }
}
