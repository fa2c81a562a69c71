import { Worker } from 'node:worker_threads';
import { NO_CACHE } from '../../shared/cache-view.ts';
import type { BatchBand, CollectionPhase, CollectionState, GcMark } from '../../shared/contract.ts';
import { type ErrorData, HeapsphereError } from '../../shared/errors.ts';
import type { ObservedIsolate } from '../memory/isolate.ts';
import { InventoryLog } from './inventory-log.ts';
import { budgetExceeded } from './memory-budget.ts';
import type {
  CacheAttachment,
  ChunkMessage,
  CollectionEnd,
  CollectionSpec,
  Progress,
  WorkerCommand,
  WorkerMessage,
} from './protocol.ts';
import { WorkerIsolate } from './worker-isolate.ts';
import { COLLECTOR_WORKER_URL } from './worker-url.ts';

/** A collector that was asked to stop has this long to destroy its view and log out before its thread is ended. */
const CANCEL_GRACE_MS = 15_000;
/** State is told at most this often; changes of phase at once. */
const NOTIFY_INTERVAL_MS = 250;
/** Share of the budget at which main ends a collector that did not keep to it by itself. */
const SECOND_LINE = 1.5;

/** What a collection tells, and what it asks of those who own it. */
export interface CollectionEvents {
  readonly onChange: (state: CollectionState) => void;
  readonly onGc: (marks: readonly GcMark[]) => void;
  readonly onBatch: (band: BatchBand) => void;
  /** An isolate came into being. @returns told when it has ended */
  readonly onIsolate: (isolate: ObservedIsolate) => () => void;
  /** A way to the cache for a collector that is about to start; undefined collects without one. */
  readonly attachCache: () => CacheAttachment | undefined;
}

export interface CollectionIdentity {
  readonly id: string;
  readonly isolate: string;
  readonly source: CollectionState['source'];
}

/**
 * One collection as the main thread sees it: a worker, its state and its log. Whatever happens to the worker (an error,
 * an exit, memory) becomes the state of this collection and nothing else.
 */
export class Collection {
  readonly log: InventoryLog;
  /** The final state. Never rejects. */
  readonly finished: Promise<CollectionState>;
  readonly #spec: CollectionSpec;
  readonly #events: CollectionEvents;
  readonly #worker: Worker;
  readonly #isolate: WorkerIsolate;
  readonly #unwatch: () => void;
  #state: CollectionState;
  readonly #since = performance.now();
  #resolve: (state: CollectionState) => void = () => {};
  #notifyTimer: NodeJS.Timeout | undefined;
  #graceTimer: NodeJS.Timeout | undefined;
  /** Number of the batch that comes next. */
  #nextSeq = 0;
  #end: CollectionEnd | undefined;
  #crash: ErrorData | undefined;

  constructor(identity: CollectionIdentity, spec: CollectionSpec, retain: boolean, events: CollectionEvents) {
    this.#spec = spec;
    this.#events = events;
    this.#state = initialState(identity, spec);
    this.finished = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    this.log = new InventoryLog(retain, (seq) => this.#command({ kind: 'credit', seq }));
    const megabytes = Math.ceil(spec.budgetBytes / 1024 / 1024);
    const cache = spec.cacheMode === 'off' ? undefined : events.attachCache();
    this.#worker = new Worker(COLLECTOR_WORKER_URL, {
      name: identity.isolate,
      workerData: { isolate: identity.isolate, spec, ...(cache ? { cache } : {}) },
      transferList: cache ? [cache.port] : [],
      // Secrets in the environment are none of the collector's business; it is told all it needs.
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: megabytes * 2 + 64, maxYoungGenerationSizeMb: 24 },
    });
    this.#worker.on('message', (message: WorkerMessage) => this.#receive(message));
    this.#worker.on('error', (error) => this.#crashed(error));
    this.#worker.on('exit', (code) => this.#exited(code));
    this.#isolate = new WorkerIsolate(identity.isolate, this.#worker, (held) => this.#checkBudget(held));
    this.#unwatch = events.onIsolate(this.#isolate);
  }

  get state(): CollectionState {
    return this.#state;
  }

  /** What its rows hold: attributes that differ from the essential ones. */
  get attributes(): CollectionSpec['attributes'] {
    return this.#spec.attributes;
  }

  get running(): boolean {
    return this.#state.endedAt === undefined;
  }

  /** Asks the collector to stop, clean up and log out; `finished` tells when it has. Idempotent. */
  cancel(): void {
    if (!this.running || this.#graceTimer) return;
    // Before anybody is told: whoever hears of it may cancel, too.
    this.#graceTimer = setTimeout(() => void this.#worker.terminate(), CANCEL_GRACE_MS);
    this.#command({ kind: 'cancel' });
    this.#setPhase('cancelling');
  }

  #command(command: WorkerCommand): void {
    this.#worker.postMessage(command);
  }

  #receive(message: WorkerMessage): void {
    switch (message.kind) {
      case 'chunk':
        this.#addChunk(message);
        return;
      case 'connected':
        this.#update({ about: message.about });
        if (this.#state.phase === 'connecting') this.#setPhase('collecting');
        return;
      case 'progress':
        this.#take(message.progress);
        return;
      case 'gc':
        this.#addGc(message.marks);
        return;
      case 'end':
        this.#end = message.end;
        return;
      default:
        this.#isolate.receive(message);
    }
  }

  #addChunk(chunk: ChunkMessage): void {
    const { counts, rows, chunks, rawBytes, storedBytes } = this.#state;
    // Rows of an earlier generation are shown, not collected.
    if (chunk.origin !== 'earlier')
      this.#update({
        counts: { ...counts, [chunk.type]: (counts[chunk.type] ?? 0) + chunk.rows },
        rows: rows + chunk.rows,
        chunks: chunks + 1,
        rawBytes: rawBytes + chunk.rawBytes,
        storedBytes: storedBytes + chunk.bytes.byteLength,
      });
    this.#nextSeq = chunk.seq + 1;
    this.#events.onBatch(chunk.band);
    const { seq, type, rows: size, origin, bytes } = chunk;
    this.log.append({ seq, type, rows: size, origin, bytes });
  }

  #take(progress: Progress): void {
    for (const type of progress.finished) if (!this.#state.finished.includes(type)) this.log.forgetEarlier(type);
    this.#update(fromProgress(this.#state, progress));
  }

  #addGc(marks: readonly GcMark[]): void {
    const gc = { ...this.#state.collector.gc };
    for (const { forced, pauseMs } of marks) {
      if (forced) gc.forced += 1;
      else gc.natural += 1;
      gc.pauseMs += pauseMs;
    }
    this.#update({ collector: { ...this.#state.collector, gc } });
    this.#events.onGc(marks);
  }

  /** The second line: a collector that does not keep to its budget by itself is ended from outside. */
  #checkBudget(held: number): void {
    if (held <= this.#spec.budgetBytes * SECOND_LINE || this.#crash) return;
    this.#crash = budgetExceeded(this.#spec.budgetBytes, this.#where, held).data;
    void this.#worker.terminate();
  }

  /** As the collector itself would name the place. */
  get #where(): string {
    const { currentType } = this.#state;
    return currentType ? `batch ${this.#nextSeq} of ${currentType}` : 'the login';
  }

  #crashed(error: unknown): void {
    const outOfMemory = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
    this.#crash ??= outOfMemory
      ? budgetExceeded(this.#spec.budgetBytes, this.#where, this.#spec.budgetBytes * 2).data
      : new HeapsphereError({
          code: 'worker-crashed',
          message: `The collector stopped unexpectedly: ${error instanceof Error ? error.message : String(error)}.`,
          action: 'Start the collection again; the rows that came are kept.',
        }).data;
  }

  #exited(code: number): void {
    clearTimeout(this.#graceTimer);
    this.#unwatch();
    this.#isolate.ended();
    this.log.end();
    const end = this.#end;
    if (end) this.#take(end.progress);
    const cancelled = this.#state.phase === 'cancelling';
    const error = end?.error ?? this.#crash ?? (end ? undefined : unexplainedExit(code, cancelled));
    const phase: CollectionPhase =
      end?.outcome ?? (cancelled ? 'cancelled' : this.#state.rows > 0 ? 'partial' : 'failed');
    const { currentType: _, retry: __, ...state } = this.#state;
    this.#state = {
      ...state,
      phase,
      // By the clock that nobody sets: a duration is never negative, nor a day.
      endedAt: state.startedAt + Math.round(performance.now() - this.#since),
      missing: [...(end?.missing ?? state.missing)],
      collector: { ...state.collector, heapEndBytes: end?.heapEndBytes ?? 0 },
      ...(end ? { columnBytes: copyOf(end.columnBytes) } : {}),
      ...(end?.profile ? { profile: end.profile } : {}),
      ...(error ? { error } : {}),
    };
    this.#notify();
    this.#resolve(this.#state);
  }

  #setPhase(phase: CollectionPhase): void {
    this.#state = { ...this.#state, phase };
    this.#notify();
  }

  #update(change: Partial<CollectionState>): void {
    this.#state = { ...this.#state, ...change };
    this.#notifyTimer ??= setTimeout(() => this.#notify(), NOTIFY_INTERVAL_MS);
  }

  #notify(): void {
    clearTimeout(this.#notifyTimer);
    this.#notifyTimer = undefined;
    this.#events.onChange(this.#state);
  }
}

function initialState({ id, isolate, source }: CollectionIdentity, spec: CollectionSpec): CollectionState {
  return {
    id,
    source,
    phase: 'connecting',
    startedAt: Date.now(),
    options: spec.options,
    budgetBytes: spec.budgetBytes,
    counts: {},
    finished: [],
    rows: 0,
    chunks: 0,
    bytesReceived: 0,
    requests: 0,
    rawBytes: 0,
    storedBytes: 0,
    collector: { isolate, heapPeakBytes: 0, heapEndBytes: 0, gc: { forced: 0, natural: 0, pauseMs: 0 } },
    missing: [],
    retries: 0,
    cache: NO_CACHE,
  };
}

function fromProgress(state: CollectionState, progress: Progress): Partial<CollectionState> {
  return {
    ...(progress.currentType ? { currentType: progress.currentType } : {}),
    finished: [...progress.finished],
    bytesReceived: progress.bytesReceived,
    requests: progress.requests,
    ...(progress.reducedBatchSize === undefined ? {} : { reducedBatchSize: progress.reducedBatchSize }),
    collector: { ...state.collector, heapPeakBytes: progress.heapPeakBytes },
    retries: progress.retries,
    retry: progress.retry,
    ...(progress.advice.length > 0 ? { advice: [...progress.advice] } : {}),
    cache: progress.cache,
    ...(Object.keys(progress.changes).length > 0 ? { changes: { ...progress.changes } } : {}),
  };
}

function copyOf(columnBytes: CollectionEnd['columnBytes']): NonNullable<CollectionState['columnBytes']> {
  return Object.fromEntries(Object.entries(columnBytes).map(([type, columns]) => [type, { ...columns }]));
}

function unexplainedExit(code: number, cancelled: boolean): ErrorData {
  return cancelled
    ? {
        code: 'cancelled',
        message: 'The collection was cancelled, but the server did not let it log out in time.',
        action: 'Nothing to do: vCenter ends the idle session by itself after about 30 minutes.',
      }
    : {
        code: 'worker-crashed',
        message: `The collector ended without a result (exit code ${code}).`,
        action: 'Start the collection again; the rows that came are kept.',
      };
}
