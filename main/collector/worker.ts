/** The collector's thread: composes one CollectionRun out of vsphere/, cache/ and memory/, and ends itself when it is done. */
import { getHeapStatistics } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { encodeChunk } from '../cache/chunk-codec.ts';
import { forceGc } from '../memory/force-gc.ts';
import { BatchClock, observeGc } from '../memory/gc-observer.ts';
import { findDatacenters } from '../vsphere/find-datacenters.ts';
import { VimSession } from '../vsphere/session.ts';
import { streamResources } from '../vsphere/stream-resources.ts';
import { CollectionRun } from './collection-run.ts';
import { CreditGate } from './credit-gate.ts';
import { GcPolicy } from './gc-policy.ts';
import { MemoryBudget } from './memory-budget.ts';
import { CREDIT_WINDOW, type Progress, type WorkerCommand, type WorkerInput, type WorkerMessage } from './protocol.ts';

/** Progress is told at most this often; chunks carry the rows anyway. */
const PROGRESS_INTERVAL_MS = 100;

const port = parentPort;
if (!port) throw new Error('the collector runs in a worker thread only');
const { isolate, spec } = workerData as WorkerInput;

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
const { compress, compressionLevel, explicitGc } = spec.options;
const encoding = compress ? ({ codec: 'gzip', level: compressionLevel } as const) : ({ codec: 'plain' } as const);

let lastProgress = 0;
const run = new CollectionRun(spec, {
  isolate,
  openSession: ({ server, user, password, trust, options, userAgent }, signal) =>
    VimSession.open({ server, user, password, trust, timeoutSeconds: options.timeoutSeconds, userAgent }, signal),
  streamResources,
  findDatacenters,
  encode: (json, rows) => encodeChunk(json, rows, encoding),
  ship: async (chunk, signal) => {
    await gate.take(signal);
    tell(chunk, [chunk.bytes.buffer]);
  },
  onConnected: (about) => tell({ kind: 'connected', about }),
  onProgress: (progress: Progress) => {
    if (performance.now() - lastProgress < PROGRESS_INTERVAL_MS) return;
    lastProgress = performance.now();
    tell({ kind: 'progress', progress });
  },
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
tell({ kind: 'end', end });
port.close();
