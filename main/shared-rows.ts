import type { AttributeSelection } from '../shared/attribute-selection.ts';
import type { CollectionSource, CollectionState } from '../shared/contract.ts';
import { jobName, namespaceOf, scopeOf } from './cache/cache-keys.ts';
import type { ChangeNotice } from './cache/change-notices.ts';
import type { InventoryCache } from './cache/inventory-cache.ts';
import type { CollectionSpec } from './collector/protocol.ts';
import type { CurrentSettings } from './source-opener.ts';
import { parseEndpoint } from './vsphere/endpoint.ts';

/** A collection that is under way or was made, as far as others are concerned who share its cache. */
interface Shared {
  readonly state: CollectionState;
  readonly finished: Promise<CollectionState>;
}

/** Which rows of a vCenter a collection is about. */
export interface RowScope {
  readonly pruning: boolean;
  readonly attributes: AttributeSelection;
  readonly datacenters: readonly string[];
}

/** When the oldest rows of a collection were read from vCenter, milliseconds since the epoch. */
export function rowsSince({ startedAt, cache }: Pick<CollectionState, 'startedAt' | 'cache'>): number {
  return Math.min(startedAt, ...Object.values(cache.collectedAt));
}

/** What tells others of the rows of a collection; undefined before vCenter has said who it is. */
export function noticeOf(state: CollectionState, scope: RowScope, secret: string): ChangeNotice | undefined {
  const { about, source } = state;
  if (!about) return undefined;
  return {
    namespace: namespaceOf(secret, about.instanceUuid || source.server, source.user),
    scope: scopeOf(scope.pruning, scope.attributes, scope.datacenters),
    rowsSince: rowsSince(state),
  };
}

/** Tells others of a collection's rows once they lie in the cache. A cache that cannot take the notice has nothing to show either. */
export async function announce(collection: Shared, scope: RowScope, cache: InventoryCache): Promise<void> {
  const { notices, secret } = cache;
  const state = await collection.finished;
  const { written, unchanged } = state.cache;
  if (!notices || state.cache.state !== 'in use' || written + unchanged === 0) return;
  const notice = noticeOf(state, scope, secret);
  if (notice) await notices.publish(notice).catch(() => {});
}

/** What the follower of notices needs of the services. */
export interface FollowedServices {
  readonly cache: InventoryCache | undefined;
  readonly current: () => CurrentSettings;
  /** Collections that windows may look at, oldest first. */
  readonly list: () => readonly Pick<Shared, 'state'>[];
  /** Where a collection reads from; undefined for one that nobody remembers. */
  readonly sourceOf: (collectionId: string) => CollectionSource | undefined;
  /** Collects what was read since then from the cache, in place of an earlier collection. */
  readonly takeNewer: (collectionId: string, rowsSince: number) => Promise<Shared>;
}

/**
 * Follows the notices of those who share the cache: newer rows of a vCenter whose rows are kept here are taken from there. Each
 * time logs in to vCenter, so that an account that is locked sees nothing new.
 * @returns ends it
 */
export function followNotices({ cache, current, list, sourceOf, takeNewer }: FollowedServices): () => Promise<void> {
  if (!cache?.notices) return async () => {};
  /** Collections that stay as they are: another login with the same password could lock the account. */
  const refused = new Set<string>();

  const scopeOfNow = ({ datacenters }: CollectionSource): RowScope => {
    const { settings, attributes } = current();
    return { pruning: settings.dataPruning, attributes, datacenters };
  };

  const hear = (notice: ChangeNotice): void => {
    const same = list().filter(({ state }) => {
      const source = sourceOf(state.id);
      if (source?.kind !== 'vcenter') return false;
      const own = noticeOf(state, scopeOfNow(source), cache.secret);
      return own?.namespace === notice.namespace && own.scope === notice.scope;
    });
    const newest = same.at(-1)?.state;
    if (!newest || refused.has(newest.id)) return;
    // One that runs waits for whoever else collects, or reads by itself.
    if (newest.endedAt === undefined || rowsSince(newest) >= notice.rowsSince) return;
    void takeNewer(newest.id, notice.rowsSince)
      .then(({ finished }) => finished)
      .then(({ error }) => {
        if (error?.code === 'login-refused') refused.add(newest.id);
      })
      // Too many collections at once, or closing: the next notice brings the rows.
      .catch(() => {});
  };
  return cache.notices.follow(hear);
}

/** What this process tells those who share its cache, and hears of them. */
export class SharedRows {
  readonly #services: FollowedServices;
  readonly #telling = new Set<Promise<void>>();
  #unfollow = async () => {};

  constructor(services: FollowedServices) {
    this.#services = services;
  }

  /** Tells of a collection of a vCenter when it is done. Demo estates are everybody's own. */
  announce(collection: Shared, { kind }: CollectionSource, { options, attributes, datacenters }: CollectionSpec): void {
    const { cache } = this.#services;
    if (!cache || kind !== 'vcenter') return;
    const told = announce(collection, { pruning: options.pruning, attributes, datacenters }, cache);
    this.#telling.add(told);
    void told.finally(() => this.#telling.delete(told));
  }

  /** Takes newer rows of others from now on. */
  follow(): void {
    this.#unfollow = followNotices(this.#services);
  }

  /** Resolves when nothing more is taken. */
  async unfollow(): Promise<void> {
    await this.#unfollow();
  }

  /** Resolves when all has been told of collections that have ended. */
  async told(): Promise<void> {
    await Promise.all(this.#telling);
  }
}

/** Stands for the same work on every machine that shares a cache. Throws `usage` for a server that is no address. */
export function sharedJobName(
  { server, user, datacenters }: Extract<CollectionSource, { kind: 'vcenter' }>,
  { settings, attributes }: CurrentSettings,
  secret: string,
): string {
  const scope = scopeOf(settings.dataPruning, attributes, datacenters);
  return jobName(secret, parseEndpoint(server).href, user, scope);
}
