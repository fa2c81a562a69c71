import type { BenchmarkRecord, Scenario } from '../../shared/benchmark/benchmark-view.ts';
import type { RunResult } from './run-protocol.ts';
import { type SharedSettings, sharedSettings } from './shared-settings.ts';
import { type BenchmarkTarget, describeEstate } from './target.ts';

/** All that a benchmark depends on, decided before it starts. */
export interface BenchmarkPlan
  extends Pick<BenchmarkRecord, 'id' | 'createdAt' | 'suite' | 'resources' | 'runs' | 'seed' | 'environment'>,
    SharedSettings {
  readonly target: BenchmarkTarget;
  readonly scenarios: readonly Scenario[];
}

/** What came of it. */
interface Outcome extends Pick<BenchmarkRecord, 'phase' | 'results' | 'failures' | 'error'> {
  /** Any run that came to its end, the warm-up included: it knows the server. */
  readonly seen: RunResult | undefined;
}

/** A benchmark that has just ended, as it is kept. */
export function recordOf(plan: BenchmarkPlan, { seen, phase, ...outcome }: Outcome): BenchmarkRecord {
  const { id, createdAt, suite, resources, runs, seed, environment, scenarios, target } = plan;
  return {
    schema: 1,
    id,
    phase,
    createdAt,
    endedAt: Date.now(),
    estate: describeEstate(target, seen),
    suite,
    resources,
    runs,
    seed,
    environment,
    settings: sharedSettings(scenarios, plan),
    scenarios: [...scenarios],
    ...outcome,
  };
}
