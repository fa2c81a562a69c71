import { join } from 'node:path';
import type { CacheAmount, CachedChunk, CacheInfo, CacheSelector } from '../../shared/cache-view.ts';
import { HeapsphereError } from '../../shared/errors.ts';
import type { Settings } from '../../shared/settings.ts';
import {
  chunkKey,
  KEY_PREFIX,
  LOCK_PART,
  MANIFEST_PART,
  type ManifestKey,
  manifestKey,
  namespaced,
  parseManifestKey,
  TREE_PART,
} from './cache-keys.ts';
import { localSecret } from './cache-secret.ts';
import type { CacheStore } from './cache-store.ts';
import { adviceFor, amountOf, chunkView, entryOf, type Listed } from './cache-views.ts';
import type { NoticeBoard } from './change-notices.ts';
import { startEmbeddedStore } from './embedded-client.ts';
import { readManifest } from './manifest.ts';
import { MemoryTier } from './memory-tier.ts';
import { MeteredStore } from './metered-store.ts';
import { type RedisTarget, redisTarget } from './redis-options.ts';

/** The cache of this process, for those who collect and for those who look into it. */
export interface InventoryCache {
  readonly backend: CacheInfo['backend'];
  readonly store: CacheStore;
  /** Names the namespaces; the same on machines that share a cache. */
  readonly secret: string;
  /** Where those who share this cache tell each other of new rows; undefined for one that nobody shares. */
  readonly notices: NoticeBoard | undefined;
  /** Never rejects: a store that cannot be asked is `unavailable`. */
  info(): Promise<CacheInfo>;
  chunk(request: ManifestKey & { readonly index: number }): Promise<CachedChunk>;
  measure(selector: CacheSelector): Promise<CacheAmount>;
  /** Removes entries and the chunks that no other entry uses. Resolves to what was removed. */
  invalidate(selector: CacheSelector): Promise<CacheAmount>;
  close(): Promise<void>;
}

export interface OpenCacheOptions {
  readonly settings: Settings;
  /** Data folder. */
  readonly folder: string;
  /** Keep chunks in this process as well, for a program that reads them more than once. */
  readonly memoryTier: boolean;
}

/** Opens the cache that the settings name. Throws `usage` for a Redis URL that is not understood, and never for a store that is away. */
export async function openCache({ settings, folder, memoryTier }: OpenCacheOptions): Promise<InventoryCache> {
  const target = redisTarget(settings);
  const secret = settings.cacheSecret ?? (await localSecret(folder));
  const redis = target && (await openRedis(target, secret));
  const metered = new MeteredStore(redis?.store ?? openEmbedded(settings, folder));
  const store = memoryTier ? new MemoryTier(metered) : metered;
  return new OpenCache({
    backend: target ? 'redis' : 'embedded',
    location: target?.location ?? embeddedPath(folder),
    store,
    metered,
    secret,
    notices: redis?.notices,
  });
}

/** Loaded only when it is used: the client is a third of a megabyte of code. */
async function openRedis(target: RedisTarget, secret: string): Promise<{ store: CacheStore; notices: NoticeBoard }> {
  const [{ RedisStore }, { RedisNotices }] = await Promise.all([
    import('./redis-store.ts'),
    import('./redis-notices.ts'),
  ]);
  return { store: new RedisStore(target), notices: new RedisNotices(target, secret) };
}

function openEmbedded({ cacheSizeMegabytes }: Settings, folder: string): CacheStore {
  return startEmbeddedStore({ path: embeddedPath(folder), maxBytes: cacheSizeMegabytes * 1024 * 1024 });
}

function embeddedPath(folder: string): string {
  return join(folder, 'cache.db');
}

interface OpenCacheParts extends Pick<InventoryCache, 'backend' | 'store' | 'secret' | 'notices'> {
  readonly location: string;
  readonly metered: MeteredStore;
}

class OpenCache implements InventoryCache {
  readonly backend: CacheInfo['backend'];
  readonly store: CacheStore;
  readonly secret: string;
  readonly notices: NoticeBoard | undefined;
  readonly #location: string;
  readonly #metered: MeteredStore;

  constructor({ backend, location, store, metered, secret, notices }: OpenCacheParts) {
    this.backend = backend;
    this.#location = location;
    this.store = store;
    this.#metered = metered;
    this.secret = secret;
    this.notices = notices;
  }

  async info(): Promise<CacheInfo> {
    const { backend } = this;
    try {
      const info = await this.#metered.info();
      const entries = (await this.#list({})).map(entryOf);
      return { ...info, state: 'ready', advice: adviceFor(info), entries, ...this.#metered.tally };
    } catch {
      const tally = this.#metered.tally;
      return { backend, location: this.#location, state: 'unavailable', memory: {}, advice: [], entries: [], ...tally };
    }
  }

  async chunk(request: ManifestKey & { readonly index: number }): Promise<CachedChunk> {
    const bytes = await this.store.get(manifestKey(request));
    const entry = readManifest(bytes)?.chunks[request.index];
    const chunk = entry && (await this.store.get(chunkKey(request.namespace, entry.hash)));
    if (!chunk) {
      throw new HeapsphereError({
        code: 'usage',
        message: `Chunk ${request.index} of ${request.type} is not in the cache any more.`,
        action: 'Refresh the list; it expired or was evicted.',
      });
    }
    return chunkView(chunk);
  }

  async measure(selector: CacheSelector): Promise<CacheAmount> {
    return amountOf(await this.#list(selector));
  }

  async invalidate(selector: CacheSelector): Promise<CacheAmount> {
    const chosen = await this.#list(selector);
    const chosenKeys = new Set(chosen.map(({ key }) => manifestKey(key)));
    // Manifests first: whoever reads meanwhile finds nothing instead of half of it.
    await this.store.delete([...chosenKeys]);
    for (const namespace of new Set(chosen.map(({ key }) => key.namespace))) {
      const used = new Set(
        (await this.#list({ namespace })).flatMap(({ manifest }) => manifest.chunks.map(({ hash }) => hash)),
      );
      const hashes = chosen.filter(({ key }) => key.namespace === namespace).flatMap(({ manifest }) => manifest.chunks);
      const unused = new Set(hashes.map(({ hash }) => hash).filter((hash) => !used.has(hash)));
      await this.store.delete([...unused].map((hash) => chunkKey(namespace, hash)));
    }
    const { namespace, type } = selector;
    if (namespace !== undefined && type === undefined) await this.#deleteTree(namespace);
    // Earlier generations left chunks behind that no manifest names any more, and vCenters their names.
    if (Object.keys(selector).length === 0) await this.#deleteEverything();
    return amountOf(chosen);
  }

  async close(): Promise<void> {
    await Promise.all([this.store.close(), this.notices?.close()]);
  }

  /** The branches of a vCenter's tree, which no manifest lists. */
  async #deleteTree(namespace: string): Promise<void> {
    await this.store.delete((await this.store.list(namespaced(namespace), TREE_PART)).map(({ key }) => key));
  }

  /** All but the locks of collections that are under way. */
  async #deleteEverything(): Promise<void> {
    for (;;) {
      const keys = (await this.store.list(KEY_PREFIX)).map(({ key }) => key).filter((key) => !key.includes(LOCK_PART));
      if (keys.length === 0) return;
      await this.store.delete(keys);
    }
  }

  /** The manifests that a selector matches; those that cannot be read are left out. */
  async #list({ namespace, type, scope }: CacheSelector): Promise<Listed[]> {
    const prefix = namespace === undefined ? KEY_PREFIX : namespaced(namespace);
    const listed: Listed[] = [];
    for (const { key: text, expiresAt } of await this.#metered.list(prefix, MANIFEST_PART)) {
      const key = parseManifestKey(text);
      if (!key || (type && key.type !== type) || (scope && key.scope !== scope)) continue;
      const manifest = readManifest(await this.#metered.peek(text));
      if (manifest) listed.push({ key, manifest, expiresAt });
    }
    return listed;
  }
}
