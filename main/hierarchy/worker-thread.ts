import { Worker } from 'node:worker_threads';
import type { IsolateSample } from '../../shared/contract.ts';
import { type ErrorData, HeapsphereError } from '../../shared/errors.ts';
import type { About } from '../vsphere/session.ts';
import type { HierarchyCommand, HierarchyConnection, HierarchyJob, HierarchyMessage } from './protocol.ts';
import { HIERARCHY_WORKER_URL } from './worker-url.ts';

/** A thread that was asked to end has this long to log out. */
const CLOSE_GRACE_MS = 10_000;
/** Far above what the largest level takes; the last line against an answer that never ends. */
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 24 } as const;

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: HeapsphereError) => void;
}

/** One running thread of a tree, and the jobs it has under way. Whatever ends it rejects them and nothing else. */
export class WorkerThread {
  /** Resolves when the thread is gone. */
  readonly ended: Promise<void>;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #crash: ErrorData | undefined;

  constructor(isolate: string, connection: HierarchyConnection, onConnected: (about: About) => void) {
    this.#worker = new Worker(HIERARCHY_WORKER_URL, {
      name: isolate,
      workerData: connection,
      // Secrets in the environment are none of its business; it is told all it needs.
      env: {},
      resourceLimits: RESOURCE_LIMITS,
    });
    this.#worker.on('message', (message: HierarchyMessage) => {
      if (message.kind === 'connected') onConnected(message.about);
      else this.#settle(message);
    });
    this.#worker.on('error', (error) => {
      this.#crash = crashed(error instanceof Error ? error.message : String(error));
    });
    this.ended = new Promise((resolve) => {
      this.#worker.once('exit', (code) => {
        const error = new HeapsphereError(this.#crash ?? crashed(`exit code ${code}`));
        for (const { reject } of this.#waiting.values()) reject(error);
        this.#waiting.clear();
        resolve();
      });
    });
  }

  get busy(): boolean {
    return this.#waiting.size > 0;
  }

  /** Rejects with what the job failed of, or at once with the signal's reason. */
  run(job: HierarchyJob, signal?: AbortSignal): Promise<unknown> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      const cancel = (): void => {
        this.#waiting.delete(id);
        this.#tell({ kind: 'cancel', id });
        reject(signal?.reason);
      };
      const done = (): void => signal?.removeEventListener('abort', cancel);
      this.#waiting.set(id, {
        resolve: (value) => {
          done();
          resolve(value);
        },
        reject: (error) => {
          done();
          reject(error);
        },
      });
      this.#tell({ kind: 'job', id, job });
      if (signal?.aborted) cancel();
      else signal?.addEventListener('abort', cancel, { once: true });
    });
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
    this.#tell({ kind: 'close' });
    const force = setTimeout(() => void this.#worker.terminate(), CLOSE_GRACE_MS);
    await this.ended;
    clearTimeout(force);
  }

  #tell(command: HierarchyCommand): void {
    this.#worker.postMessage(command);
  }

  #settle(message: Exclude<HierarchyMessage, { kind: 'connected' }>): void {
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.kind === 'answer') waiting?.resolve(message.value);
    else waiting?.reject(new HeapsphereError(message.error));
  }
}

function crashed(why: string): ErrorData {
  return {
    code: 'worker-crashed',
    message: `The thread that reads the tree ended unexpectedly: ${why}.`,
    action: 'Open the node again; a new thread is started for it.',
  };
}
