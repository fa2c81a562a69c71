import { randomBytes } from 'node:crypto';
import type {
  BenchmarkOrder,
  BenchmarkProgress,
  BenchmarkRecord,
  ScenarioOptions,
} from '../../shared/benchmark/benchmark-view.ts';
import type { ProcessSample } from '../../shared/contract.ts';
import { HeapsphereError } from '../../shared/errors.ts';
import { type BenchmarkDependencies, BenchmarkJob } from './benchmark-job.ts';
import type { BenchmarkPlan } from './benchmark-plan.ts';
import { describeEnvironment } from './environment.ts';
import type { BenchmarkHistory } from './history.ts';
import { ProgressFeed } from './progress-feed.ts';
import { scenariosOf } from './scenarios.ts';
import type { SharedSettings } from './shared-settings.ts';
import type { BenchmarkTarget } from './target.ts';

/** What to measure, with all that must not come from a window. */
export interface BenchmarkRequest extends Omit<BenchmarkOrder, 'estate' | 'pair'> {
  readonly target: BenchmarkTarget;
  readonly pair?: readonly [ScenarioOptions, ScenarioOptions] | undefined;
}

export interface BenchmarksOptions extends BenchmarkDependencies {
  readonly version: string;
  /** Absent: benchmarks are not kept. */
  readonly history?: BenchmarkHistory;
  /** The settings as they are when a benchmark starts. */
  readonly current: () => SharedSettings;
}

export interface StartedBenchmark {
  readonly id: string;
  /** The record, kept in the history already; `notKept` says why it is not. Never rejects. */
  readonly finished: Promise<{ readonly record: BenchmarkRecord; readonly notKept?: HeapsphereError }>;
}

/** Runs benchmarks, one at a time, and keeps them. One owner: dispose() cancels and waits. */
export class Benchmarks {
  readonly #options: BenchmarksOptions;
  readonly #feed = new ProgressFeed();
  #running: { readonly job: BenchmarkJob; readonly finished: StartedBenchmark['finished'] } | undefined;
  #disposed = false;

  constructor(options: BenchmarksOptions) {
    this.#options = options;
  }

  /** Throws `usage` when there is none. */
  get history(): BenchmarkHistory {
    if (this.#options.history) return this.#options.history;
    throw new HeapsphereError({
      code: 'usage',
      message: 'Benchmarks are not kept here.',
      action: 'Start Heapsphere with a data folder.',
    });
  }

  /** How far the one that runs is. */
  get progress(): BenchmarkProgress | undefined {
    return this.#running?.job.progress;
  }

  /** The process of the run under way, as the memory recorder shows it. */
  processes(): ProcessSample[] {
    const rss = this.#running?.job.runRssBytes;
    return rss === undefined ? [] : [{ name: 'benchmark run', rss }];
  }

  /** Progress at most four times a second, and the end at once. @returns the end of listening */
  subscribe(listener: (progress: BenchmarkProgress) => void): () => void {
    return this.#feed.subscribe(listener);
  }

  /** Throws `usage` while another one runs, and for a pair without its settings. */
  start(request: BenchmarkRequest): StartedBenchmark {
    if (this.#running || this.#disposed) {
      throw new HeapsphereError({
        code: 'usage',
        message: this.#disposed ? 'Heapsphere is closing and starts nothing new.' : 'A benchmark is running already.',
        action: this.#disposed ? 'Start it again.' : 'Wait for it to finish, or cancel it.',
      });
    }
    const job = new BenchmarkJob(this.#plan(request), this.#options, () => this.#feed.tell(() => job.progress));
    const finished = this.#finish(job);
    this.#running = { job, finished };
    this.#feed.tell(() => job.progress);
    return { id: job.id, finished };
  }

  /** Ends the run that is under way; those that are finished are kept. Throws `usage` for one that does not run. */
  cancel(id: string): void {
    if (this.#running?.job.id !== id) {
      throw new HeapsphereError({
        code: 'usage',
        message: `The benchmark "${id.slice(0, 80)}" is not running.`,
        action: 'Nothing to do: what it measured is in the history.',
      });
    }
    this.#running.job.cancel();
  }

  /** Cancels the one that runs, and waits until its session is logged out and its record kept. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    this.#running?.job.cancel();
    await this.#running?.finished;
    this.#feed.dispose();
  }

  async #finish(job: BenchmarkJob): StartedBenchmark['finished'] {
    const record = await job.run();
    let notKept: HeapsphereError | undefined;
    try {
      await this.#options.history?.add(record);
    } catch (error) {
      notKept = error instanceof HeapsphereError ? error : new HeapsphereError(HeapsphereError.dataOf(error));
    }
    this.#running = undefined;
    const { progress } = job;
    this.#feed.tellNow(notKept && !progress.error ? { ...progress, error: notKept.data } : progress);
    return { record, ...(notKept ? { notKept } : {}) };
  }

  #plan({ target, suite, resources, runs, seed, pair }: BenchmarkRequest): BenchmarkPlan {
    const createdAt = Date.now();
    const shared = this.#options.current();
    const { pruning, streaming, compress, codec, compressionLevel, explicitGc, batchSize } = shared.options;
    const current = { pruning, streaming, compress, codec, compressionLevel, explicitGc, batchSize };
    return {
      id: newId(createdAt),
      createdAt,
      target,
      suite,
      resources,
      runs,
      seed,
      environment: describeEnvironment(this.#options.version),
      scenarios: scenariosOf(suite, current, pair),
      ...shared,
    };
  }
}

/** "20260801-142305-3fa9c1": in the order of time (UTC), and one of its own for each program. */
function newId(createdAt: number): string {
  const [date = '', time = ''] = new Date(createdAt).toISOString().split('T');
  return `${date.replaceAll('-', '')}-${time.slice(0, 8).replaceAll(':', '')}-${randomBytes(3).toString('hex')}`;
}
