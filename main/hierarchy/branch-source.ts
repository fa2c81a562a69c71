import type { IsolateSample } from '../../shared/contract.ts';
import { HeapsphereError } from '../../shared/errors.ts';
import type { About } from '../vsphere/session.ts';
import type { BranchContent, BranchPlace } from './branch.ts';
import type { HierarchyConnection, HierarchyJob } from './protocol.ts';
import type { TemplateDetails } from './read-templates.ts';
import { WorkerThread } from './worker-thread.ts';

/** Where the branches of a tree are read from. */
export interface BranchSource {
  branch(place: BranchPlace): Promise<BranchContent>;
  templates(refs: readonly string[], signal: AbortSignal): Promise<readonly TemplateDetails[]>;
  /** Logs out and ends. Idempotent. */
  close(): Promise<void>;
}

/** A way to a vCenter, good until it is released. */
export interface OpenConnection {
  readonly connection: HierarchyConnection;
  readonly release: () => Promise<void>;
}

export interface WorkerSourceOptions {
  /** Name of the thread, such as "tree-1". */
  readonly isolate: string;
  /** Called for every new thread: a demo vCenter is started then. */
  readonly connect: () => Promise<OpenConnection>;
  /** An unused thread logs out and ends after so long, in milliseconds. */
  readonly idleMs: number;
  readonly onConnected: (about: About) => void;
  readonly onIsolate: (isolate: string, read: () => Promise<Omit<IsolateSample, 'isolate'> | undefined>) => () => void;
}

/** Reads branches in a thread that is started at the first use, and ended when nobody has used it for a while. */
export class WorkerSource implements BranchSource {
  readonly #options: WorkerSourceOptions;
  #thread: Promise<WorkerThread> | undefined;
  readonly #ending = new Set<Promise<void>>();
  #idle: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: WorkerSourceOptions) {
    this.#options = options;
  }

  branch(place: BranchPlace): Promise<BranchContent> {
    return this.#run({ kind: 'branch', place }) as Promise<BranchContent>;
  }

  templates(refs: readonly string[], signal: AbortSignal): Promise<readonly TemplateDetails[]> {
    return this.#run({ kind: 'templates', refs }, signal) as Promise<readonly TemplateDetails[]>;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#end();
    while (this.#ending.size > 0) await Promise.all(this.#ending);
  }

  async #run(job: HierarchyJob, signal?: AbortSignal): Promise<unknown> {
    if (this.#closed) throw closed();
    clearTimeout(this.#idle);
    this.#thread ??= this.#start();
    const thread = await this.#thread;
    try {
      return await thread.run(job, signal);
    } finally {
      clearTimeout(this.#idle);
      if (!thread.busy) this.#idle = setTimeout(() => this.#end(), this.#options.idleMs).unref();
    }
  }

  #start(): Promise<WorkerThread> {
    const { connect, isolate, onConnected, onIsolate } = this.#options;
    const starting = (async () => {
      // One session for a tree: the thread before it logs out first.
      await Promise.all(this.#ending);
      const { connection, release } = await connect();
      const thread = new WorkerThread(isolate, connection, onConnected);
      const unwatch = onIsolate(isolate, () => thread.readHeap());
      const gone = thread.ended.then(async () => {
        unwatch();
        if (this.#thread === starting) this.#thread = undefined;
        await release();
      });
      this.#ending.add(gone);
      void gone.finally(() => this.#ending.delete(gone));
      return thread;
    })();
    // A thread that could not be started is no reason not to try again.
    starting.catch(() => {
      if (this.#thread === starting) this.#thread = undefined;
    });
    return starting;
  }

  /** Jobs that come from now on have a new thread. */
  #end(): void {
    clearTimeout(this.#idle);
    const thread = this.#thread;
    this.#thread = undefined;
    if (!thread) return;
    const ending = thread.then(
      (started) => started.close(),
      () => {},
    );
    this.#ending.add(ending);
    void ending.finally(() => this.#ending.delete(ending));
  }
}

function closed(): HeapsphereError {
  return new HeapsphereError({
    code: 'cancelled',
    message: 'This tree is closed.',
    action: 'Open it again from the inventory.',
  });
}
