import { BENCHMARK_METRICS, type BenchmarkRecord, type Scenario } from '../../../shared/benchmark/benchmark-view.ts';

type Cell = string | number | boolean | undefined;

const COLUMNS = [
  'benchmark',
  'estate',
  'suite',
  'resources',
  'scenario',
  'name',
  'cache',
  'pruning',
  'streaming',
  'compress',
  'codec',
  'compressionLevel',
  'explicitGc',
  'batchSize',
  'round',
  'order',
  'startedAt',
  'rows',
  ...BENCHMARK_METRICS,
  'error',
] as const;
type Row = Readonly<Partial<Record<(typeof COLUMNS)[number], Cell>>>;

/**
 * A row for each run, finished ones first and then those that failed, with their error in the last column. Durations are
 * milliseconds and sizes bytes. RFC 4180 with CRLF; text that a spreadsheet would take for a formula gets a leading
 * apostrophe, numbers stay numbers.
 */
export function renderCsv(record: BenchmarkRecord): string {
  const finished = record.results.map(
    (run): Row => ({
      ...columnsOf(record, run.scenario),
      round: run.round,
      order: run.order,
      startedAt: isoMoment(run.startedAt),
      rows: run.rows,
      ...run.metrics,
    }),
  );
  const failed = record.failures.map(
    ({ scenario, round, error }): Row => ({ ...columnsOf(record, scenario), round, error: error.message }),
  );
  const lines = [
    COLUMNS.join(','),
    ...[...finished, ...failed].map((row) => COLUMNS.map((name) => written(row[name])).join(',')),
  ];
  return lines.map((line) => `${line}\r\n`).join('');
}

function columnsOf(record: BenchmarkRecord, id: string): Row {
  const scenario: Scenario | undefined = record.scenarios.find((candidate) => candidate.id === id);
  return {
    benchmark: record.id,
    estate: record.estate.label,
    suite: record.suite,
    resources: record.resources,
    scenario: id,
    name: scenario?.name,
    cache: scenario?.cache,
    ...scenario?.options,
  };
}

function isoMoment(milliseconds: number): string {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}

function written(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
