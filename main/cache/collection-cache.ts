import type { ChunkCodec } from '../../shared/chunk.ts';
import type { CollectionState } from '../../shared/contract.ts';
import type { MissingReport, ResourceType } from '../../shared/inventory.ts';
import { chunkHash, chunkKey, lockKey, manifestKey, namespaceOf, serverKey } from './cache-keys.ts';
import { CacheError, type CacheStore } from './cache-store.ts';
import { decodeManifest, encodeManifest, MANIFEST_FORMAT, type Manifest, type ManifestChunk } from './manifest.ts';

type About = NonNullable<CollectionState['about']>;

/** How long entries are kept after they have gone stale, for the day vCenter cannot be reached. */
const STALE_MS = 7 * 24 * 60 * 60 * 1000;
/** How long a lock outlives the last sign of life of its holder, and how often the holder gives one. */
export const LOCK_MS = 15_000;
export const LOCK_RENEW_MS = 5_000;
/** Templates change rarely: they stay fresh so many times longer. */
const TEMPLATE_FACTOR = 3;
/** Chunk writes under way at once; with more, a slow cache would fill our heap. */
const WRITES_UNDER_WAY = 4;

export interface CollectionCacheOptions {
  readonly store: CacheStore;
  /** Key of the HMAC that names namespaces; the same on machines that share a cache. */
  readonly secret: string;
  readonly server: string;
  readonly user: string;
  /** See scopeOf() in cache-keys.ts. */
  readonly scope: string;
  readonly datacenters: readonly string[];
  readonly pruned: boolean;
  readonly codec: ChunkCodec;
  readonly expirySeconds: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Distinguishes this collection from others that want the same lock. */
  readonly token: string;
}

/** A vCenter as the cache remembers it. */
interface KnownServer {
  readonly about: About;
}

/**
 * The cache of one collection: its namespace, once vCenter has said who it is. Every method rejects with CacheError when
 * the store fails; what lies there and cannot be read counts as not being there.
 */
export class CollectionCache {
  readonly #options: CollectionCacheOptions;
  #namespace = '';
  #about: About = { name: '', apiVersion: '', instanceUuid: '' };
  #locked = false;

  constructor(options: CollectionCacheOptions) {
    this.#options = options;
  }

  /** Which vCenter answered at this address the last time; undefined when none has, or nobody remembers. */
  async lastKnown(): Promise<About | undefined> {
    const { store, secret, server, user } = this.#options;
    const bytes = await store.get(serverKey(secret, server, user));
    if (bytes === undefined) return undefined;
    try {
      const { about } = JSON.parse(Buffer.from(bytes).toString('utf8')) as KnownServer;
      const { name, apiVersion, instanceUuid } = about;
      return { name: String(name), apiVersion: String(apiVersion), instanceUuid: String(instanceUuid) };
    } catch {
      return undefined;
    }
  }

  /** Enters the namespace of a vCenter. A server without an instanceUuid is told apart by its address. */
  bind(about: About): void {
    const { secret, server, user } = this.#options;
    this.#about = about;
    this.#namespace = namespaceOf(secret, about.instanceUuid || server, user);
  }

  /** Remembers who answered at this address. */
  async remember(): Promise<void> {
    const { store, secret, server, user } = this.#options;
    const known: KnownServer = { about: this.#about };
    await store.set(serverKey(secret, server, user), Buffer.from(JSON.stringify(known)), STALE_MS);
  }

  /** What is cached of a kind, fresh or not. */
  async manifest(type: ResourceType): Promise<Manifest | undefined> {
    const key = this.#manifestKey(type);
    const bytes = await this.#options.store.get(key);
    if (bytes === undefined) return undefined;
    try {
      const manifest = decodeManifest(bytes);
      return manifest.type === type ? manifest : undefined;
    } catch {
      return undefined;
    }
  }

  /** A chunk of a manifest, whole; undefined when it was evicted or is not what it was. */
  async chunk({ hash, stored }: ManifestChunk): Promise<Uint8Array | undefined> {
    const bytes = await this.#options.store.get(chunkKey(this.#namespace, hash));
    return bytes?.byteLength === stored && chunkHash(bytes) === hash ? bytes : undefined;
  }

  /** Removes a manifest whose chunks turned out not to be there. */
  async forget(type: ResourceType): Promise<void> {
    await this.#options.store.delete([this.#manifestKey(type)]);
  }

  /** Begins a new generation of a kind. */
  begin(type: ResourceType, earlier: Manifest | undefined): GenerationWriter {
    const { store, codec, datacenters, pruned, now, server } = this.#options;
    const life = this.#freshMs(type);
    const collectedAt = now();
    const manifest = {
      format: MANIFEST_FORMAT,
      type,
      vcenter: { ...this.#about, server },
      datacenters: [...datacenters],
      pruned,
      codec,
      collectedAt,
      freshUntil: collectedAt + life,
    } as const;
    const namespace = this.#namespace;
    const known = new Set(earlier?.chunks.map(({ hash }) => hash));
    return new GenerationWriter({
      store,
      namespace,
      known,
      ttlMs: life + STALE_MS,
      key: this.#manifestKey(type),
      manifest,
    });
  }

  /** Takes or renews the lock on collecting this vCenter; false while another collector has it. */
  async lock(): Promise<boolean> {
    const { store, scope, token } = this.#options;
    this.#locked = await store.lock(lockKey(this.#namespace, scope), token, LOCK_MS);
    return this.#locked;
  }

  /** Gives the lock back, if it is ours. Never rejects: it expires by itself. */
  async unlock(): Promise<void> {
    if (!this.#locked) return;
    this.#locked = false;
    const { store, scope, token } = this.#options;
    await store.unlock(lockKey(this.#namespace, scope), token).catch(() => {});
  }

  #manifestKey(type: ResourceType): string {
    return manifestKey({ namespace: this.#namespace, type, scope: this.#options.scope });
  }

  #freshMs(type: ResourceType): number {
    return this.#options.expirySeconds * 1000 * (type === 'Template' ? TEMPLATE_FACTOR : 1);
  }
}

interface WriterOptions {
  readonly store: CacheStore;
  readonly namespace: string;
  /** Names of chunks that lie there already, most likely. */
  readonly known: ReadonlySet<string>;
  readonly ttlMs: number;
  readonly key: string;
  readonly manifest: Omit<Manifest, 'rows' | 'chunks' | 'missing'>;
}

/** Writes the chunks of one kind, a few at a time, and the manifest when all of them are there. */
export class GenerationWriter {
  readonly #options: WriterOptions;
  readonly #chunks: ManifestChunk[] = [];
  readonly #underWay = new Set<Promise<void>>();
  #failure: CacheError | undefined;
  #written = 0;
  #unchanged = 0;

  constructor(options: WriterOptions) {
    this.#options = options;
  }

  /** Chunks stored, and chunks that lay there already. */
  get counts(): { readonly written: number; readonly unchanged: number } {
    return { written: this.#written, unchanged: this.#unchanged };
  }

  /** Adds a chunk; resolves when there is room for the next one. Rejects with what an earlier write failed of. */
  async add(bytes: Uint8Array, rows: number, raw: number): Promise<void> {
    const hash = chunkHash(bytes);
    this.#chunks.push({ hash, rows, raw, stored: bytes.byteLength });
    const write = this.#write(hash, bytes).catch((error: unknown) => {
      this.#failure ??= asCacheError(error);
    });
    this.#underWay.add(write);
    void write.then(() => this.#underWay.delete(write));
    if (this.#underWay.size >= WRITES_UNDER_WAY) await Promise.race(this.#underWay);
    if (this.#failure) throw this.#failure;
  }

  /** All rows are there: waits for the chunks, then writes the manifest. */
  async commit(missing: readonly MissingReport[]): Promise<void> {
    await Promise.all(this.#underWay);
    if (this.#failure) throw this.#failure;
    const { store, key, manifest, ttlMs } = this.#options;
    const rows = this.#chunks.reduce((sum, chunk) => sum + chunk.rows, 0);
    await store.set(key, encodeManifest({ ...manifest, rows, chunks: this.#chunks, missing: [...missing] }), ttlMs);
  }

  async #write(hash: string, bytes: Uint8Array): Promise<void> {
    const { store, namespace, known, ttlMs } = this.#options;
    const key = chunkKey(namespace, hash);
    if (known.has(hash) && (await store.touch(key, ttlMs))) {
      this.#unchanged += 1;
      return;
    }
    await store.set(key, bytes, ttlMs);
    this.#written += 1;
  }
}

function asCacheError(error: unknown): CacheError {
  if (error instanceof CacheError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new CacheError(message, 'Collections go on without a cache.', false, { cause: error });
}
