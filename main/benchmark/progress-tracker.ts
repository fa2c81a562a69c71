import type { BenchmarkProgress, Scenario } from '../../shared/benchmark/benchmark-view.ts';
import { median } from '../../shared/benchmark/statistics.ts';
import type { ErrorData } from '../../shared/errors.ts';
import type { PlannedRun } from './run-order.ts';

type Planned = PlannedRun<Scenario>;

/** Keeps count of a benchmark: what is done, what is under way, and how long the rest will take. Moments are milliseconds. */
export class ProgressTracker {
  readonly #id: string;
  readonly #startedAt: number;
  readonly #scenarios: readonly Scenario[];
  readonly #runs: number;
  readonly #plan: readonly Planned[];
  readonly #durations = new Map<string, number[]>();
  readonly #finished = new Map<string, number>();
  readonly #failed = new Map<string, number>();
  #done = 0;
  #current: BenchmarkProgress['current'];
  #end: { readonly phase: BenchmarkProgress['phase']; readonly error?: ErrorData } | undefined;
  #cancelling = false;

  constructor(id: string, scenarios: readonly Scenario[], plan: readonly Planned[], runs: number, startedAt: number) {
    this.#id = id;
    this.#scenarios = scenarios;
    this.#plan = plan;
    this.#runs = runs;
    this.#startedAt = startedAt;
  }

  begin({ scenario, round }: Planned, at: number): void {
    this.#current = { scenario: scenario.id, round, rows: 0, startedAt: at };
  }

  rows(rows: number): void {
    if (this.#current) this.#current = { ...this.#current, rows };
  }

  /** The run under way came to its end, good or bad. */
  done({ scenario, round }: Planned, outcome: 'finished' | 'failed', at: number): void {
    const { id } = scenario;
    if (this.#current) this.#durations.set(id, [...(this.#durations.get(id) ?? []), at - this.#current.startedAt]);
    const counted = outcome === 'finished' ? this.#finished : this.#failed;
    // The warm-up counts where it fails only.
    if (round > 0 || outcome === 'failed') counted.set(id, (counted.get(id) ?? 0) + 1);
    this.#done += 1;
    this.#current = undefined;
  }

  cancelling(): void {
    this.#cancelling = true;
  }

  end(phase: BenchmarkProgress['phase'], error?: ErrorData): void {
    this.#end = { phase, ...(error ? { error } : {}) };
    this.#current = undefined;
  }

  view(now: number): BenchmarkProgress {
    const secondsLeft = this.#end ? undefined : this.#secondsLeft(now);
    return {
      id: this.#id,
      phase: this.#phase(),
      startedAt: this.#startedAt,
      scenarios: this.#scenarios.map(({ id, name }) => ({
        id,
        name,
        finished: this.#finished.get(id) ?? 0,
        failed: this.#failed.get(id) ?? 0,
        runs: this.#runs,
      })),
      ...(this.#current ? { current: this.#current } : {}),
      finishedRuns: this.#done,
      totalRuns: this.#plan.length,
      ...(secondsLeft === undefined ? {} : { secondsLeft }),
      ...(this.#end?.error ? { error: this.#end.error } : {}),
    };
  }

  #phase(): BenchmarkProgress['phase'] {
    if (this.#end) return this.#end.phase;
    if (this.#cancelling) return 'cancelling';
    if (!this.#current && this.#done === 0) return 'starting';
    return this.#plan[Math.min(this.#done, this.#plan.length - 1)]?.round === 0 ? 'warming up' : 'running';
  }

  /** By the median of each scenario's runs so far; undefined until each has one. */
  #secondsLeft(now: number): number | undefined {
    let left = 0;
    for (const [index, { scenario }] of this.#plan.slice(this.#done).entries()) {
      const durations = this.#durations.get(scenario.id);
      if (!durations) return undefined;
      const passed = index === 0 && this.#current ? now - this.#current.startedAt : 0;
      left += Math.max(0, median(durations) - passed);
    }
    return left / 1000;
  }
}
