/** The collector's thread: composes one CollectionRun out of vsphere/, cache/ and memory/, and ends itself when it is done. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { getHeapStatistics } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { scopeOf } from '../cache/cache-keys.ts';
import { decodeChunk, encodeChunk, encodingOf } from '../cache/chunk-codec.ts';
import { CollectionCache, LOCK_RENEW_MS } from '../cache/collection-cache.ts';
import { GenerationDiff } from '../cache/generation-diff.ts';
import { storeOverPort } from '../cache/store-port.ts';
import { profileAllocations } from '../memory/allocation-profile.ts';
import { recordAllocations } from '../memory/allocation-recording.ts';
import { collectGarbage } from '../memory/collect-garbage.ts';
import { forceGc } from '../memory/force-gc.ts';
import { BatchClock, observeGc } from '../memory/gc-observer.ts';
import { writeHeapSnapshot } from '../memory/heap-snapshot.ts';
import { tellVitals } from '../memory/vitals.ts';
import { findDatacenters } from '../vsphere/find-datacenters.ts';
import { repeatableLogin } from '../vsphere/repeatable.ts';
import { Retries } from '../vsphere/retries.ts';
import { VimSession } from '../vsphere/session.ts';
import { streamResources } from '../vsphere/stream-resources.ts';
import { BatchSize } from './batch-size.ts';
import { CacheUse } from './cache-use.ts';
import { CollectionRun } from './collection-run.ts';
import { CreditGate } from './credit-gate.ts';
import { GcPolicy } from './gc-policy.ts';
import { Inspection } from './inspection.ts';
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
const inspection = new Inspection({ collectGarbage, writeHeapSnapshot, recordAllocations, tell });
port.on('message', (command: WorkerCommand) => {
  switch (command.kind) {
    case 'cancel':
      abort.abort(new Error('cancelled'));
      return;
    case 'credit':
      gate.acknowledge(command.seq);
      return;
    case 'inspect':
      void inspection.inspect(command);
      return;
    case 'stop-recording':
      inspection.stopRecording();
  }
});

const batches = new BatchClock();
const stopVitals = tellVitals((vitals) => tell({ kind: 'vitals', vitals }));
const stopObserving = observeGc(isolate, batches, (marks) => tell({ kind: 'gc', marks }));
const batchSize = new BatchSize(spec.options.batchSize);
const budget = new MemoryBudget({
  budgetBytes: spec.budgetBytes,
  held: () => {
    const { used_heap_size, external_memory } = getHeapStatistics();
    return used_heap_size + external_memory;
  },
  openBatchBytes: () => run.openBytes,
  relieve: () => batchSize.halve(),
  collect: forceGc,
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
    token: spec.lockToken ?? randomUUID(),
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
  rowsSince: spec.rowsSince,
  renewMs: LOCK_RENEW_MS,
  now: Date.now,
  onChange: () => onProgress(run.progress()),
});
const retries = new Retries({
  limit: spec.retries,
  random: Math.random,
  pause: (milliseconds, signal) => pause(milliseconds, undefined, { signal }),
  now: Date.now,
  onChange: () => onProgress(run.progress()),
});
const profile = memoryProfiling ? await profileAllocations() : undefined;
const run = new CollectionRun(spec, {
  isolate,
  openSession: ({ server, user, password, trust, proxy, options: { timeoutSeconds }, userAgent }, signal) =>
    VimSession.open({ server, user, password, trust, proxy, timeoutSeconds, userAgent }, signal),
  repeatableLogin,
  retries,
  streamResources,
  findDatacenters,
  encode: (json, rows) => encodeChunk(json, rows, encoding),
  decode: decodeChunk,
  cache,
  newDiff: () => new GenerationDiff(),
  profile,
  room: (signal) => gate.take(signal),
  ship: (chunk) => tell(chunk, [chunk.bytes.buffer]),
  onConnected: (about) => tell({ kind: 'connected', about }),
  onProgress,
  onBatchBegin: (type, seq) => batches.begin(type, seq, now()),
  onBatchEnd: () => batches.end(now()),
  gc: explicitGc ? new GcPolicy({ force: forceGc, heapUsed, now: () => performance.now() }) : undefined,
  reserve: (bytes) => budget.reserve(bytes),
  batchSize,
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
stopVitals();
await inspection.finish();
clearTimeout(laterProgress);
tell({ kind: 'end', end });
attachment?.port.close();
port.close();
