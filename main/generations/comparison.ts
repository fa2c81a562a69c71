import { Worker } from 'node:worker_threads';
import type { IsolateSample } from '../../shared/contract.ts';
import { type ErrorData, HeapsphereError } from '../../shared/errors.ts';
import type { ChangePage, ChangeSummary } from '../../shared/generations-view.ts';
import type {
  ComparisonCommand,
  ComparisonInput,
  ComparisonMessage,
  ComparisonProgress,
  DamagedGeneration,
} from './protocol.ts';
import { COMPARISON_WORKER_URL } from './worker-url.ts';

/** A thread that was asked to end has this long until it is ended by force. */
const CANCEL_GRACE_MS = 5000;
/** Far above what comparing takes; the last line against chunks that unpack to more than anybody meant. */
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 24 } as const;

export interface ComparisonEvents {
  /** Each page must be credited before more than a few follow. */
  readonly onPage: (seq: number, page: ChangePage) => void;
  readonly onProgress: (progress: ComparisonProgress) => void;
  readonly onIsolate?: (isolate: string, read: () => Promise<Omit<IsolateSample, 'isolate'>>) => () => void;
}

/** How a comparison ended: with a summary, or with an error. */
export interface ComparisonEnd {
  readonly summary?: ChangeSummary;
  readonly error?: ErrorData;
  readonly damaged?: DamagedGeneration;
}

/** One comparison as the main thread sees it: a thread that reads two generations and tells what differs, page by page. */
export class Comparison {
  /** Never rejects. */
  readonly finished: Promise<ComparisonEnd>;
  readonly #worker: Worker;
  #end: ComparisonEnd | undefined;
  #crash: string | undefined;
  #cancelled = false;
  #grace: NodeJS.Timeout | undefined;

  constructor(input: ComparisonInput, events: ComparisonEvents) {
    this.#worker = new Worker(COMPARISON_WORKER_URL, {
      name: input.isolate,
      workerData: input,
      // Nothing in the environment is its business.
      env: {},
      resourceLimits: RESOURCE_LIMITS,
    });
    const unwatch = events.onIsolate?.(input.isolate, () => this.#readHeap());
    this.#worker.on('message', (message: ComparisonMessage) => this.#receive(message, events));
    this.#worker.on('error', (error) => {
      this.#crash = error instanceof Error ? error.message : String(error);
    });
    this.finished = new Promise((resolve) => {
      this.#worker.once('exit', (code) => {
        clearTimeout(this.#grace);
        unwatch?.();
        resolve(this.#end ?? { error: this.#cancelled ? cancelled() : crashed(this.#crash ?? `exit code ${code}`) });
      });
    });
  }

  /** Done with every page up to and including this one. */
  credit(seq: number): void {
    this.#tell({ kind: 'credit', seq });
  }

  /** Ends it soon; `finished` tells when. Idempotent. */
  cancel(): void {
    if (this.#cancelled) return;
    this.#cancelled = true;
    this.#tell({ kind: 'cancel' });
    this.#grace = setTimeout(() => void this.#worker.terminate(), CANCEL_GRACE_MS);
  }

  #tell(command: ComparisonCommand): void {
    this.#worker.postMessage(command);
  }

  #receive(message: ComparisonMessage, { onPage, onProgress }: ComparisonEvents): void {
    switch (message.kind) {
      case 'page':
        if (!this.#cancelled) onPage(message.seq, message.page);
        return;
      case 'progress':
        if (!this.#cancelled) onProgress(message.progress);
        return;
      case 'done':
        onProgress(message.progress);
        this.#end = { summary: message.summary };
        return;
      case 'failed': {
        const { error, damaged } = message;
        this.#end = this.#cancelled ? { error: cancelled() } : { error, ...(damaged ? { damaged } : {}) };
      }
    }
  }

  async #readHeap(): Promise<Omit<IsolateSample, 'isolate'>> {
    const heap = await this.#worker.getHeapStatistics();
    return {
      heapUsed: heap.used_heap_size,
      heapTotal: heap.total_heap_size,
      external: heap.external_memory,
      heapLimit: heap.heap_size_limit,
    };
  }
}

function cancelled(): ErrorData {
  return new HeapsphereError({
    code: 'cancelled',
    message: 'The comparison was cancelled.',
    action: 'Start it again when you want its result.',
  }).data;
}

function crashed(why: string): ErrorData {
  return {
    code: 'worker-crashed',
    message: `The thread that compares ended unexpectedly: ${why}.`,
    action: 'Compare again; nothing was changed.',
  };
}
