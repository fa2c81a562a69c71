import { NO_CACHE } from '../../shared/cache-view.ts';
import type { CollectionState } from '../../shared/contract.ts';

const CACHE: CollectionState['cache'] = { ...NO_CACHE, backend: 'embedded', state: 'in use' };

/** A collection of a vCenter that runs and has no rows yet, with what a test wants different. */
export function collectionState(changes: Partial<CollectionState> = {}): CollectionState {
  return {
    id: 'c1',
    source: { kind: 'vcenter', label: 'vc.example', server: 'https://vc.example/sdk', user: 'operator' },
    phase: 'collecting',
    startedAt: 1000,
    options: {
      pruning: true,
      streaming: true,
      compress: true,
      codec: 'gzip',
      compressionLevel: 6,
      explicitGc: true,
      memoryProfiling: false,
      batchSize: 50,
      cacheExpirySeconds: 3600,
      timeoutSeconds: 30,
    },
    budgetBytes: 256 * 1024 * 1024,
    counts: {},
    finished: [],
    rows: 0,
    chunks: 0,
    bytesReceived: 0,
    requests: 0,
    rawBytes: 0,
    storedBytes: 0,
    collector: {
      isolate: 'collector-1',
      heapPeakBytes: 0,
      heapEndBytes: 0,
      gc: { forced: 0, natural: 0, pauseMs: 0 },
    },
    missing: [],
    retries: 0,
    cache: CACHE,
    ...changes,
  };
}

/** What the cache did for a collection: nothing so far, with what a test wants different. */
export function collectionCache(changes: Partial<CollectionState['cache']> = {}): CollectionState['cache'] {
  return { ...CACHE, ...changes };
}
