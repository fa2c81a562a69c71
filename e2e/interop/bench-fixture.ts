import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { BenchmarkMetric } from '../../shared/benchmark/benchmark-view.ts';
import { processesWith, type SeenProcess } from '../fixtures/processes.ts';
import type { CliOptions } from '../fixtures/run-cli.ts';

export interface MetricReport {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly runs: readonly number[];
}

/** What `bench --json` prints, as far as tests look at it. */
export interface BenchReport {
  readonly id: string;
  readonly phase: string;
  readonly estate: { readonly key: string; readonly vms: number };
  readonly scenarios: readonly {
    readonly id: string;
    readonly finishedRuns: number;
    readonly metrics?: Readonly<Record<BenchmarkMetric, MetricReport>>;
    readonly differences?: Readonly<Record<BenchmarkMetric, { readonly relative: number }>>;
    readonly verdict: string;
  }[];
  readonly failures: readonly {
    readonly scenario: string;
    readonly round: number;
    readonly error: { readonly code: string };
  }[];
  readonly error?: { readonly code: string; readonly message: string };
  readonly baseline?: string;
  readonly regressions: readonly unknown[];
  readonly advice: string;
}

/** Where one test's benchmarks live: a home with their history, and a temporary folder by which their processes are known. */
export interface BenchPlace {
  readonly home: string;
  readonly options: CliOptions;
  /** What lies in the temporary folder. */
  temporary(): Promise<string[]>;
  /** The processes of runs that are under way. */
  runs(): SeenProcess[];
  /** All processes that the command started, itself included. */
  processes(): SeenProcess[];
}

/** Removed when the test has finished. */
export async function benchPlace(environment: Readonly<Record<string, string>> = {}): Promise<BenchPlace> {
  const home = await mkdtemp(join(tmpdir(), 'heapsphere-bench-home-'));
  const temporary = await mkdtemp(join(tmpdir(), 'heapsphere-bench-tmp-'));
  onTestFinished(async () => {
    await rm(home, { recursive: true, force: true });
    await rm(temporary, { recursive: true, force: true });
  });
  const processes = () => processesWith(temporary);
  return {
    home,
    options: { home, environment: { TMPDIR: temporary, ...environment } },
    temporary: () => readdir(temporary),
    processes,
    runs: () => processes().filter(({ commandLine }) => commandLine.includes('benchmark-process')),
  };
}

/** The scenario of that id. Throws when it is not there. */
export function scenarioOf({ scenarios }: BenchReport, id: string): BenchReport['scenarios'][number] {
  const found = scenarios.find((each) => each.id === id);
  if (found) return found;
  throw new Error(`there is no scenario "${id}" among ${scenarios.map((each) => each.id).join(', ')}`);
}
