import type { Curve } from '../shared/benchmark/benchmark-view.ts';
import type { CollectionState, MemoryTick } from '../shared/contract.ts';
import { HeapsphereError } from '../shared/errors.ts';
import { CurveRecorder } from './benchmark/curve-recorder.ts';
import type { RunOrder, RunResult } from './benchmark/run-protocol.ts';
import { peakRssBytes } from './peak-rss.ts';
import { type Collection, createServices, type StartRequest } from './services.ts';
import { resolveSettings } from './settings/resolve.ts';

/** Fine enough to see the batches of a collection that takes a second. */
const SAMPLE_INTERVAL_MS = 50;
/** The private cache must not evict what the run is there to show. */
const CACHE_MEGABYTES = 65_536;

/**
 * Makes one collection and measures it, in a process that does nothing else. Wall and CPU time reach from its start to its
 * end, the peak of the resident set over the whole life of the process. Throws what ended the collection before its
 * end; `cancelled` once `signal` is aborted and the session is logged out.
 */
export async function measureRun(
  order: RunOrder,
  onProgress: (rows: number) => void,
  signal: AbortSignal,
): Promise<RunResult> {
  const { settings } = resolveSettings({});
  const services = await createServices({
    version: order.version,
    current: () => ({
      settings: {
        ...settings,
        cacheSizeMegabytes: CACHE_MEGABYTES,
        memoryBudgetMegabytes: order.memoryBudgetMegabytes,
        // One that is interrupted measures the interruption.
        retries: 0,
      },
      attributes: order.attributes,
    }),
    cacheFolder: order.cacheFolder,
    memoryTier: false,
    sampleIntervalMs: SAMPLE_INTERVAL_MS,
    proxyFor: async () => order.proxy,
    onChange: ({ rows }) => onProgress(rows),
  });
  let measured: Omit<Measured, 'peakRssBytes'>;
  try {
    const cpuBefore = process.cpuUsage();
    const startedAt = performance.now();
    const curve = new RunCurve();
    const collection = await services.start(requestOf(order));
    const stop = services.recorder.subscribe((tick) => curve.add(tick, collection.state.collector.isolate));
    const state = await finished(collection, signal);
    const wallMs = performance.now() - startedAt;
    const { user, system } = process.cpuUsage(cpuBefore);
    stop();
    throwUnlessWhole(state);
    measured = { state, wallMs, cpuMs: (user + system) / 1000, curve: curve.curve() };
  } finally {
    await services.dispose();
  }
  return resultOf({ ...measured, peakRssBytes: peakRssBytes() });
}

interface Measured {
  readonly state: CollectionState;
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakRssBytes: number;
  readonly curve: Curve;
}

function requestOf({
  server,
  user,
  password,
  datacenters,
  fingerprint256,
  authorityPem,
  ...order
}: RunOrder): StartRequest {
  const pin = {
    ...(fingerprint256 === undefined ? {} : { fingerprint256 }),
    ...(authorityPem ? { authorityPem } : {}),
  };
  return {
    source: { kind: 'vcenter', server, user, password, datacenters, ...pin },
    ...(order.types ? { types: order.types } : {}),
    // Sampling allocations would be measured too.
    options: { ...order.options, memoryProfiling: false },
    insecure: order.insecure,
    retain: false,
    cacheMode: 'read',
  };
}

/** Takes the rows as fast as they come, and throws them away. */
async function finished(collection: Collection, signal: AbortSignal): Promise<CollectionState> {
  const cancel = () => collection.cancel();
  signal.addEventListener('abort', cancel);
  if (signal.aborted) cancel();
  const reader = collection.log.attach(({ seq }) => reader.credit(seq));
  try {
    return await collection.finished;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

/** A run that lacks rows, or its cache, measures something else. */
function throwUnlessWhole({ phase, error, cache }: CollectionState): void {
  if (phase !== 'completed') {
    throw new HeapsphereError(
      error ?? { code: 'internal', message: `The collection ended as ${phase}.`, action: 'Try again.' },
    );
  }
  if (cache.state === 'in use') return;
  throw new HeapsphereError({
    code: 'internal',
    message: `The run's own cache failed: ${cache.problem ?? cache.state}`,
    action: 'Check the room in the temporary folder (TMPDIR).',
  });
}

function resultOf({ state, wallMs, cpuMs, peakRssBytes: peak, curve }: Measured): RunResult {
  const { rows, counts, about, collector, cache } = state;
  return {
    rows,
    counts,
    server: { apiVersion: about?.apiVersion ?? '', instanceUuid: about?.instanceUuid ?? '' },
    cacheHits: cache.hits,
    metrics: {
      wallMs,
      cpuMs,
      peakRssBytes: peak,
      heapPeakBytes: collector.heapPeakBytes,
      heapSettledBytes: collector.heapEndBytes,
      gcCount: collector.gc.forced + collector.gc.natural,
      gcPauseMs: collector.gc.pauseMs,
      bytesReceived: state.bytesReceived,
      requests: state.requests,
      cacheRawBytes: state.rawBytes,
      cacheStoredBytes: state.storedBytes,
    },
    curve,
  };
}

/** The curve out of the recorder's ticks. */
class RunCurve {
  readonly #recorder = new CurveRecorder();
  readonly #startedAt = Date.now();
  #heapUsed = 0;

  add({ at, rss, isolates }: MemoryTick, collector: string): void {
    // While it is inside one long step a collector does not tell; what it told last stands until it does.
    this.#heapUsed = isolates.find(({ isolate }) => isolate === collector)?.heapUsed ?? this.#heapUsed;
    this.#recorder.add(Math.max(0, at - this.#startedAt), this.#heapUsed, rss);
  }

  curve(): Curve {
    return this.#recorder.curve();
  }
}
