import { Worker } from 'node:worker_threads';
import type { IsolateSample } from '../../shared/contract.ts';
import type { ErrorData } from '../../shared/errors.ts';
import type { LiveCommand, LiveMessage, LiveSpec } from './protocol.ts';
import { LIVE_WORKER_URL } from './worker-url.ts';

/** A thread that was asked to end has this long to leave nothing at the server and to log out. */
const CLOSE_GRACE_MS = 10_000;
/** Far above what the largest answer takes; the last line against one that never ends. */
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 24 } as const;

/** The thread of one watch, as the main thread sees it. */
export class LiveThread {
  /** Resolves when the thread is gone and what it needed is released: to what ended it, unless it was asked to. */
  readonly ended: Promise<ErrorData | undefined>;
  readonly #worker: Worker;
  #closing = false;
  #crash: string | undefined;

  /** @param release called when it is gone */
  constructor(
    isolate: string,
    spec: LiveSpec,
    onMessage: (message: LiveMessage) => void,
    release: () => Promise<void>,
  ) {
    this.#worker = new Worker(LIVE_WORKER_URL, {
      name: isolate,
      workerData: spec,
      // Secrets in the environment are none of its business; it is told all it needs.
      env: {},
      resourceLimits: RESOURCE_LIMITS,
    });
    this.#worker.on('message', onMessage);
    this.#worker.on('error', (error) => {
      this.#crash = error instanceof Error ? error.message : String(error);
    });
    const exited = new Promise<number>((resolve) => {
      this.#worker.once('exit', resolve);
    });
    this.ended = exited.then(async (code) => {
      await release();
      return this.#closing ? undefined : crashed(this.#crash ?? `exit code ${code}`);
    });
  }

  tell(command: LiveCommand): void {
    this.#worker.postMessage(command);
  }

  async readHeap(): Promise<Omit<IsolateSample, 'isolate'>> {
    const heap = await this.#worker.getHeapStatistics();
    return {
      heapUsed: heap.used_heap_size,
      heapTotal: heap.total_heap_size,
      external: heap.external_memory,
      heapLimit: heap.heap_size_limit,
    };
  }

  /** Asks it to log out and waits until it is gone; by force after a while. */
  async close(): Promise<void> {
    this.#closing = true;
    this.tell({ kind: 'close' });
    const force = setTimeout(() => void this.#worker.terminate(), CLOSE_GRACE_MS);
    await this.ended;
    clearTimeout(force);
  }
}

function crashed(why: string): ErrorData {
  return {
    code: 'worker-crashed',
    message: `The thread that watches vCenter ended unexpectedly: ${why}.`,
    action: 'Collect again; the rows on screen stay as they are until then.',
  };
}
