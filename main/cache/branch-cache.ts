import type { Branch } from '../hierarchy/branch.ts';
import { encodeBranch, readCachedBranch } from './branch-codec.ts';
import { namespaceOf, treeKey } from './cache-keys.ts';
import type { CacheStore } from './cache-store.ts';
import type { ChunkEncoding } from './chunk-codec.ts';

/** How long branches are kept after they have gone stale, for the day vCenter cannot be reached. */
const STALE_MS = 7 * 24 * 60 * 60 * 1000;

export interface BranchCacheOptions {
  readonly store: CacheStore;
  /** Key of the HMAC that names namespaces. */
  readonly secret: string;
  readonly server: string;
  readonly user: string;
  readonly datacenters: readonly string[];
  readonly encoding: () => ChunkEncoding;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** The branches of one tree in the cache. Nothing here rejects: a store that fails is one without branches. */
export class BranchCache {
  readonly #options: BranchCacheOptions;
  #namespace: string | undefined;

  constructor(options: BranchCacheOptions) {
    this.#options = options;
  }

  /** Enters the namespace of the vCenter that answered; before, nothing is read or written. */
  bind({ instanceUuid }: { readonly instanceUuid: string }): void {
    const { secret, server, user } = this.#options;
    this.#namespace = namespaceOf(secret, instanceUuid || server, user);
  }

  /** A branch, fresh or not; undefined when it is not there, or not whole. */
  async read(id: string): Promise<Branch | undefined> {
    const key = this.#keyOf(id);
    if (key === undefined) return undefined;
    try {
      return readCachedBranch(id, await this.#options.store.get(key));
    } catch {
      return undefined;
    }
  }

  async write(id: string, branch: Branch): Promise<void> {
    const key = this.#keyOf(id);
    if (key === undefined) return;
    const { store, encoding, now } = this.#options;
    const life = Math.max(0, branch.freshUntil - now()) + STALE_MS;
    await store.set(key, encodeBranch(id, branch, encoding()), life).catch(() => {});
  }

  #keyOf(id: string): string | undefined {
    const namespace = this.#namespace;
    return namespace === undefined ? undefined : treeKey(namespace, this.#options.datacenters, id);
  }
}
