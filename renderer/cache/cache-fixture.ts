import type { CacheEntry, CacheInfo } from '../../shared/cache-view.ts';

/** An entry of a vCenter's VMs, with what a test wants different. */
export function cacheEntry(changes: Partial<CacheEntry> = {}): CacheEntry {
  return {
    namespace: 'ns-1',
    type: 'VirtualMachine',
    scope: 'scope-1',
    vcenter: { name: 'VC one', server: 'https://vc.example/sdk', instanceUuid: 'uuid-1' },
    datacenters: [],
    pruned: true,
    rows: 100,
    chunks: 2,
    rawBytes: 60_000,
    storedBytes: 12_000,
    codec: 'gzip',
    collectedAt: 1000,
    freshUntil: 2000,
    expiresAt: 3000,
    ...changes,
  };
}

/** A cache that is ready and has done nothing yet, with what a test wants different. */
export function cacheInfo(changes: Partial<CacheInfo> = {}): CacheInfo {
  return {
    backend: 'embedded',
    location: '/data/cache.db',
    state: 'ready',
    memory: {},
    advice: [],
    reads: { hits: 0, misses: 0, errors: 0 },
    writes: { stored: 0, unchanged: 0, errors: 0 },
    entries: [],
    ...changes,
  };
}
