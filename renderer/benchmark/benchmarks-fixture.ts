import type { BenchmarkProgress, BenchmarkRecord, BenchmarkSummary } from '../../shared/benchmark/benchmark-view.ts';
import { HeapsphereError } from '../../shared/errors.ts';
import { type Answers, type TestBridge, testBridge } from '../bridge/bridge-fixture.ts';

/** A benchmark that runs and has one of four runs behind it, with what a test wants different. */
export function benchmarkProgress(changes: Partial<BenchmarkProgress> = {}): BenchmarkProgress {
  return {
    id: 'b9',
    phase: 'running',
    startedAt: 1000,
    scenarios: [
      { id: 'baseline', name: 'None', finished: 1, failed: 0, runs: 2 },
      { id: 'all', name: 'All', finished: 0, failed: 0, runs: 2 },
    ],
    current: { scenario: 'all', round: 1, rows: 120, startedAt: 2000 },
    finishedRuns: 1,
    totalRuns: 4,
    ...changes,
  };
}

/** The line of the history that stands for a record. */
export function summaryOf(record: BenchmarkRecord, changes: Partial<BenchmarkSummary> = {}): BenchmarkSummary {
  const { id, phase, createdAt, endedAt, suite, resources, runs, estate, results } = record;
  const common = { id, phase, createdAt, endedAt, suite, resources, runs };
  const comparableKey = `${estate.key} ${suite} ${resources}`;
  return {
    ...common,
    estate: estate.label,
    comparableKey,
    finishedRuns: results.length,
    isBaseline: false,
    ...changes,
  };
}

export interface BenchmarkMain extends TestBridge {
  /** What lies on disk, newest first. */
  readonly records: BenchmarkRecord[];
  readonly baselines: Set<string>;
}

/** The contract with a history of benchmarks at its far end. */
export function benchmarkMain(records: readonly BenchmarkRecord[] = [], answers: Answers = {}): BenchmarkMain {
  const kept = [...records];
  const baselines = new Set<string>();
  const find = (id: string): BenchmarkRecord => {
    const record = kept.find((each) => each.id === id);
    if (record !== undefined) return record;
    throw new HeapsphereError({ code: 'usage', message: `There is no benchmark ${id}.`, action: 'Choose another.' });
  };
  const bridge = testBridge({
    'benchmark:progress': () => ({}),
    'benchmark:list': () => kept.map((record) => summaryOf(record, { isBaseline: baselines.has(record.id) })),
    'benchmark:get': ({ id }) => find(id),
    'benchmark:remove': ({ id }) => {
      kept.splice(kept.indexOf(find(id)), 1);
      return {};
    },
    'benchmark:mark-baseline': ({ id, marked }) => {
      if (marked) baselines.add(find(id).id);
      else baselines.delete(id);
      return {};
    },
    ...answers,
  });
  return { ...bridge, records: kept, baselines };
}
