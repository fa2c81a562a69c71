import { type ChunkCodec, readChunkHeader } from '../../shared/chunk.ts';
import type { CollectionState } from '../../shared/contract.ts';
import type { ResourceType } from '../../shared/inventory.ts';
import { chunkHash, chunkKey, lockKey, manifestKey, namespaceOf, serverKey } from './cache-keys.ts';
import type { CacheStore } from './cache-store.ts';
import { isSafeToDecode } from './chunk-weight.ts';
import { GenerationWriter } from './generation-writer.ts';
import { decodeKnownServer, encodeKnownServer } from './known-server.ts';
import { MANIFEST_FORMAT, type Manifest, type ManifestChunk, readManifest } from './manifest.ts';

type About = NonNullable<CollectionState['about']>;

/** How long entries are kept after they have gone stale, for the day vCenter cannot be reached. */
const STALE_MS = 7 * 24 * 60 * 60 * 1000;
/** How long a lock outlives the last sign of life of its holder, and how often the holder gives one. */
export const LOCK_MS = 15_000;
export const LOCK_RENEW_MS = 5_000;
/** Templates change rarely: they stay fresh so many times longer. */
const TEMPLATE_FACTOR = 3;

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
      return decodeKnownServer(bytes);
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
    await store.set(
      serverKey(secret, server, user),
      encodeKnownServer(this.#about),
      this.#freshMs('Template') + STALE_MS,
    );
  }

  /** What is cached of a kind, fresh or not. */
  async manifest(type: ResourceType): Promise<Manifest | undefined> {
    const manifest = readManifest(await this.#options.store.get(this.#manifestKey(type)));
    return manifest?.type === type ? manifest : undefined;
  }

  /** A chunk of a manifest, whole; undefined when it was evicted or is not what it was. */
  async chunk(entry: ManifestChunk): Promise<Uint8Array | undefined> {
    const bytes = await this.#options.store.get(chunkKey(this.#namespace, entry.hash));
    return bytes && isWhatItWas(bytes, entry) ? bytes : undefined;
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

/** The header has to agree as well: room is made for what the manifest says that a chunk unpacks to. */
function isWhatItWas(bytes: Uint8Array, { hash, stored, raw, rows }: ManifestChunk): boolean {
  if (bytes.byteLength !== stored || chunkHash(bytes) !== hash) return false;
  try {
    const header = readChunkHeader(bytes);
    return header.rawBytes === raw && header.rows === rows && isSafeToDecode(bytes, header);
  } catch {
    return false;
  }
}
