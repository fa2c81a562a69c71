import { readFile } from 'node:fs/promises';
import type { BenchmarkRecord } from '../../../shared/benchmark/benchmark-view.ts';
import { regressions } from '../../../shared/benchmark/comparison.ts';
import { HeapsphereError } from '../../../shared/errors.ts';
import { parseBenchmark } from '../../benchmark-reports.ts';
import type { Benchmarks } from '../../services.ts';
import type { Held } from './bench-report.ts';
import { usage } from './collect-source.ts';
import type { Terminal } from './terminal.ts';

/** What --baseline names: a JSON report or record, or the id of a benchmark in the history. Throws `usage`. */
export async function namedBaseline(name: string, history: Benchmarks['history']): Promise<BenchmarkRecord> {
  if (!/[./\\]/.test(name)) return history.get(name);
  try {
    return parseBenchmark(await readFile(name, 'utf8'));
  } catch (error) {
    throw usage(
      `--baseline: "${name}" cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      'Give a .json report of a benchmark, or the id of one in the history.',
    );
  }
}

/** Holds a benchmark against its baseline; one that cannot be compared is told and left out. */
export function holdAgainst(
  baseline: BenchmarkRecord | undefined,
  record: BenchmarkRecord,
  terminal: Terminal,
): Held | undefined {
  if (!baseline || record.results.length === 0) return undefined;
  try {
    return { baseline: baseline.id, regressions: regressions(baseline, record) };
  } catch (error) {
    terminal.error(HeapsphereError.dataOf(error));
    return undefined;
  }
}
