import type { BenchmarkProgress, BenchmarkRecord, Scenario } from '../../shared/benchmark/benchmark-view.ts';
import { type ErrorCode, type ErrorData, HeapsphereError } from '../../shared/errors.ts';
import type { ResourceType } from '../../shared/inventory.ts';
import type { RunningDemo } from '../demo/demo-launcher.ts';
import type { LaunchProgram } from '../processes/child-program.ts';
import { type BenchmarkPlan, recordOf } from './benchmark-plan.ts';
import { withPrivateCache } from './private-cache.ts';
import { ProgressTracker } from './progress-tracker.ts';
import { type PlannedRun, planRuns } from './run-order.ts';
import { cancelled, type RunEvents, runInProcess } from './run-program.ts';
import type { RunOrder, RunResult } from './run-protocol.ts';
import { demoLogin, type Login, vcenterLogin } from './target.ts';

/** The private caches do not age. */
const CACHE_EXPIRY_SECONDS = 7 * 24 * 3600;
/** Pools, datastores, networks and templates: what one asks for to provision a machine. */
const MINIMAL_TYPES: readonly ResourceType[] = [
  'ResourcePool',
  'Datastore',
  'Network',
  'DistributedVirtualPortgroup',
  'Template',
];
/** What the next run would meet as well; asking for a refused login again and again locks the account. */
const HOPELESS: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['usage', 'login-refused', 'certificate-untrusted']);

export interface BenchmarkDependencies {
  readonly launch: LaunchProgram;
  readonly launchDemo: (options: { readonly vms: number; readonly seed: number }) => Promise<RunningDemo>;
}

/** One benchmark from its first process to its record. */
export class BenchmarkJob {
  readonly #plan: BenchmarkPlan;
  readonly #deps: BenchmarkDependencies;
  readonly #onProgress: () => void;
  readonly #abort = new AbortController();
  readonly #runs: readonly PlannedRun<Scenario>[];
  readonly #tracker: ProgressTracker;
  readonly #results: BenchmarkRecord['results'] = [];
  readonly #failures: BenchmarkRecord['failures'] = [];
  #seen: RunResult | undefined;
  #runRssBytes: number | undefined;

  constructor(plan: BenchmarkPlan, deps: BenchmarkDependencies, onProgress: () => void) {
    this.#plan = plan;
    this.#deps = deps;
    this.#onProgress = onProgress;
    const { id, scenarios, runs, seed, createdAt } = plan;
    this.#runs = planRuns(scenarios, runs, seed);
    this.#tracker = new ProgressTracker(id, scenarios, this.#runs, runs, createdAt);
  }

  get id(): string {
    return this.#plan.id;
  }

  get progress(): BenchmarkProgress {
    return this.#tracker.view(Date.now());
  }

  /** Resident set of the run under way as it told last, in bytes. */
  get runRssBytes(): number | undefined {
    return this.#runRssBytes;
  }

  /** Ends the run that is under way; those that are finished are kept. Idempotent. */
  cancel(): void {
    if (this.#abort.signal.aborted) return;
    this.#tracker.cancelling();
    this.#abort.abort();
    this.#onProgress();
  }

  /** Runs to the end. Never rejects: what went wrong is part of the record. */
  async run(): Promise<BenchmarkRecord> {
    let error: ErrorData | undefined;
    try {
      await this.#withServer((login) => this.#makeRuns(login));
    } catch (thrown) {
      error = HeapsphereError.dataOf(thrown);
    }
    if (this.#abort.signal.aborted) error = cancelled().data;
    const phase = this.#outcome(error);
    this.#tracker.end(phase, error);
    // Without a result, the first failure is what there is to tell.
    const reason = error ?? (phase === 'failed' ? this.#failures[0]?.error : undefined);
    return recordOf(this.#plan, {
      phase,
      results: this.#results,
      failures: this.#failures,
      seen: this.#seen,
      ...(reason ? { error: reason } : {}),
    });
  }

  async #withServer(use: (login: Login) => Promise<void>): Promise<void> {
    const { target } = this.#plan;
    if (target.kind === 'vcenter') return use(vcenterLogin(target));
    const demo = await this.#deps.launchDemo({ vms: target.vms, seed: target.seed });
    try {
      await use(demoLogin(demo));
    } finally {
      await demo.dispose();
    }
  }

  async #makeRuns(login: Login): Promise<void> {
    for (const [index, planned] of this.#runs.entries()) {
      if (this.#abort.signal.aborted) return;
      const { scenario, round } = planned;
      const startedAt = Date.now();
      this.#tracker.begin(planned, startedAt);
      this.#onProgress();
      try {
        const result = await this.#makeRun(scenario, login);
        this.#seen ??= result;
        const { rows, metrics, curve } = result;
        const order = index - this.#plan.scenarios.length + 1;
        if (round > 0) this.#results.push({ scenario: scenario.id, round, order, startedAt, rows, metrics, curve });
        this.#tracker.done(planned, 'finished', Date.now());
      } catch (thrown) {
        // Whatever a run says that was told to stop is no failure of it.
        if (this.#abort.signal.aborted) return;
        const error = HeapsphereError.dataOf(thrown);
        this.#failures.push({ scenario: scenario.id, round, error });
        this.#tracker.done(planned, 'failed', Date.now());
        if (HOPELESS.has(error.code)) throw thrown;
      }
      this.#runRssBytes = undefined;
      this.#onProgress();
    }
  }

  #makeRun(scenario: Scenario, login: Login): Promise<RunResult> {
    const events: RunEvents = {
      signal: this.#abort.signal,
      onProgress: ({ rows, rssBytes }) => {
        this.#tracker.rows(rows);
        this.#runRssBytes = rssBytes;
        this.#onProgress();
      },
    };
    return withPrivateCache(async (cacheFolder) => {
      const order = this.#orderOf(scenario, login, cacheFolder);
      if (scenario.cache === 'cold') return runInProcess(this.#deps.launch, order, events);
      await runInProcess(this.#deps.launch, order, { ...events, onProgress: () => {} });
      const result = await runInProcess(this.#deps.launch, order, events);
      if (result.cacheHits > 0) return result;
      throw new HeapsphereError({
        code: 'internal',
        message: 'The warm run found nothing in the cache that was filled for it.',
        action: 'Please report this.',
      });
    });
  }

  #orderOf({ options }: Scenario, login: Login, cacheFolder: string): RunOrder {
    const { options: shared, attributes, memoryBudgetMegabytes, resources, environment } = this.#plan;
    return {
      ...login,
      ...(resources === 'minimal' ? { types: [...MINIMAL_TYPES] } : {}),
      options: { ...shared, ...options, cacheExpirySeconds: CACHE_EXPIRY_SECONDS },
      attributes,
      memoryBudgetMegabytes,
      cacheFolder,
      version: environment.version,
    };
  }

  #outcome(error: ErrorData | undefined): BenchmarkRecord['phase'] {
    if (this.#abort.signal.aborted) return 'cancelled';
    if (this.#results.length === 0) return 'failed';
    return error || this.#failures.length > 0 ? 'partial' : 'completed';
  }
}
