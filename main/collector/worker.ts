/** The collector's thread: composes one CollectionRun out of vsphere/, cache/ and memory/, and ends itself when it is done. */
import { randomUUID } from 'node:crypto';
import { getHeapStatistics } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { scopeOf } from '../cache/cache-keys.ts';
import { decodeChunk, encodeChunk, encodingOf } from '../cache/chunk-codec.ts';
import { CollectionCache, LOCK_RENEW_MS } from '../cache/collection-cache.ts';
import { GenerationDiff } from '../cache/generation-diff.ts';
import { storeOverPort } from '../cache/store-port.ts';
import { profileAllocations } from '../memory/allocation-profile.ts';
import { forceGc } from '../memory/force-gc.ts';
import { BatchClock, observeGc } from '../memory/gc-observer.ts';
import { findDatacenters } from '../vsphere/find-datacenters.ts';
import { VimSession } from '../vsphere/session.ts';
import { streamResources } from '../vsphere/stream-resources.ts';
import { CacheUse } from './cache-use.ts';
import { CollectionRun } from './collection-run.ts';
import { CreditGate } from './credit-gate.ts';
import { GcPolicy } from './gc-policy.ts';
import { MemoryBudget } from './memory-budget.ts';
import { CREDIT_WINDOW, type Progress, type WorkerCommand, type WorkerInput, type WorkerMessage } from './protocol.ts';

/** Progress is told at most this often; chunks carry the rows anyway. */
const PROGRESS_INTERVAL_MS = 100;

const port = parentPort;
if (!port) throw new Error('the collector runs in a worker thread only');
const { isolate, spec, cache: attachment } = workerData as WorkerInput;

const tell = (message: WorkerMessage, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);
const heapUsed = () => getHeapStatistics().used_heap_size;
const now = () => performance.timeOrigin + performance.now();

const abort = new AbortController();
const gate = new CreditGate(CREDIT_WINDOW);
port.on('message', (command: WorkerCommand) => {
  if (command.kind === 'cancel') abort.abort(new Error('cancelled'));
  else gate.acknowledge(command.seq);
});

const batches = new BatchClock();
const stopObserving = observeGc(isolate, batches, (marks) => tell({ kind: 'gc', marks }));
const budget = new MemoryBudget({
  budgetBytes: spec.budgetBytes,
  heapUsed,
  collect: () => forceGc('major'),
  where: () => run.where,
});
const { explicitGc, memoryProfiling } = spec.options;
const encoding = encodingOf(spec.options);

/** What the cache keeps of this collection, reached through the main thread. */
function collectionCache(): CollectionCache | undefined {
  if (!attachment) return undefined;
  const { server, user, datacenters, attributes, options } = spec;
  return new CollectionCache({
    store: storeOverPort(attachment.port),
    secret: attachment.secret,
    server,
    user,
    datacenters,
    pruned: options.pruning,
    scope: scopeOf(options.pruning, attributes, datacenters),
    codec: encoding.codec,
    expirySeconds: options.cacheExpirySeconds,
    now: Date.now,
    token: randomUUID(),
  });
}

let lastProgress = 0;
let laterProgress: NodeJS.Timeout | undefined;
const onProgress = (progress: Progress) => {
  const wait = PROGRESS_INTERVAL_MS - (performance.now() - lastProgress);
  if (wait > 0) {
    // The last word counts: nothing else may come while a server takes its time.
    laterProgress ??= setTimeout(() => {
      laterProgress = undefined;
      onProgress(run.progress());
    }, wait);
    return;
  }
  lastProgress = performance.now();
  tell({ kind: 'progress', progress });
};
const cache = new CacheUse({
  cache: collectionCache(),
  backend: attachment?.backend ?? 'embedded',
  mode: spec.cacheMode,
  renewMs: LOCK_RENEW_MS,
  now: Date.now,
  onChange: () => onProgress(run.progress()),
});
const profile = memoryProfiling ? await profileAllocations() : undefined;
const run = new CollectionRun(spec, {
  isolate,
  openSession: ({ server, user, password, trust, options, userAgent }, signal) =>
    VimSession.open({ server, user, password, trust, timeoutSeconds: options.timeoutSeconds, userAgent }, signal),
  streamResources,
  findDatacenters,
  encode: (json, rows) => encodeChunk(json, rows, encoding),
  decode: decodeChunk,
  cache,
  newDiff: () => new GenerationDiff(),
  profile,
  ship: async (chunk, signal) => {
    await gate.take(signal);
    tell(chunk, [chunk.bytes.buffer]);
  },
  onConnected: (about) => tell({ kind: 'connected', about }),
  onProgress,
  onBatchBegin: (type, seq) => batches.begin(type, seq, now()),
  onBatchEnd: () => batches.end(now()),
  gc: explicitGc ? new GcPolicy({ force: forceGc, heapUsed, now: () => performance.now() }) : undefined,
  reserve: (bytes) => budget.reserve(bytes),
  heapUsed,
  settle: () => {
    if (explicitGc) forceGc('major');
  },
  now,
});

const end = await run.run(abort.signal);
// Observed collections arrive with the event loop; one turn lets the last of them out before the thread ends.
await new Promise((resolve) => setImmediate(resolve));
stopObserving();
clearTimeout(laterProgress);
tell({ kind: 'end', end });
attachment?.port.close();
port.close();
