import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from '../../e2e/fixtures/temporary-folder-fixture.ts';
import { namespaceOf } from './cache-keys.ts';
import type { CacheStore } from './cache-store.ts';
import { CollectionCache, type CollectionCacheOptions } from './collection-cache.ts';
import { EmbeddedStore } from './embedded-store.ts';
import { withoutThread } from './store-fixture.ts';

export const ABOUT = { name: 'VMware vCenter Server', apiVersion: '8.0.2.0', instanceUuid: 'uuid-1' };
export const IDENTITY = { secret: 'a secret of the team', server: 'https://vc/sdk', user: 'me@vsphere.local' };
export const NAMESPACE = namespaceOf(IDENTITY.secret, ABOUT.instanceUuid, IDENTITY.user);

/** An embedded store of its own with a clock to set, and caches of collections on it. */
export interface TestCache {
  now: number;
  readonly store: CacheStore;
  /** A cache that is bound to ABOUT, with a life of an hour. */
  cacheOf(change?: Partial<CollectionCacheOptions>): CollectionCache;
}

export async function openTestCache(): Promise<TestCache> {
  const path = join(await temporaryFolder(), 'cache.db');
  const embedded = new EmbeddedStore({ path, maxBytes: 100_000_000, now: () => test.now });
  onTestFinished(() => embedded.close());
  const store = withoutThread(embedded);
  const test: TestCache = {
    now: 1_700_000_000_000,
    store,
    cacheOf: (change = {}) => {
      const cache = new CollectionCache({
        ...IDENTITY,
        store,
        scope: 'scope',
        datacenters: ['DC0'],
        pruned: true,
        codec: 'gzip',
        expirySeconds: 3600,
        now: () => test.now,
        token: 'one',
        ...change,
      });
      cache.bind(ABOUT);
      return cache;
    },
  };
  return test;
}
