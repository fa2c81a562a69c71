import { Command } from 'commander';
import type { BenchmarkRecord, ReportFormat } from '../../../shared/benchmark/benchmark-view.ts';
import { HeapsphereError } from '../../../shared/errors.ts';
import { benchmarkTarget, createServices, type StartedBenchmark } from '../../services.ts';
import { promptedPassword } from './ask-password.ts';
import { holdAgainst, namedBaseline } from './bench-baseline.ts';
import { reportFormatOf, writeReport } from './bench-output.ts';
import { BenchProgress } from './bench-progress.ts';
import { benchReport, describeBenchmark } from './bench-report.ts';
import { pairOf, type SuiteOptions, suiteOf } from './bench-settings.ts';
import { type SourceOptions, sourceFrom, usage } from './collect-source.ts';
import { wholeNumber } from './demo.ts';
import { EXIT, exitCodeOf } from './exit-codes.ts';
import { onInterrupt } from './interrupt.ts';
import { readPassword } from './password.ts';
import { settingsFrom, sourceOptions } from './setting-options.ts';
import type { Terminal } from './terminal.ts';

interface BenchOptions extends SourceOptions, SuiteOptions {
  readonly minimal?: boolean;
  readonly runs: string;
  readonly seed: string;
  readonly report?: string;
  readonly baseline?: string;
  readonly passwordStdin?: boolean;
  readonly json?: boolean;
}

const MAX_RUNS = 50;

export function benchCommand(terminal: Terminal, version: string, exit: (code: number) => void): Command {
  const command = new Command('bench').description(
    'measure what each memory optimisation saves, each run in a fresh process',
  );
  for (const option of sourceOptions()) command.addOption(option);
  return command
    .option('--minimal', 'collect pools, datastores, networks and templates only')
    .option('--quick', 'everything off and everything on only (--suite quick)')
    .option('--suite <name>', 'switches (default), quick, cache, pair, batch-sizes or codecs')
    .option('--a <settings>', 'first settings of a pair, for example pruning=off,batch-size=100')
    .option('--b <settings>', 'second settings of a pair; what is not named is as the settings say')
    .option('--runs <n>', 'measured runs of each scenario, 1 to 50', '5')
    .option('--seed <n>', 'the same seed gives the same order of runs', '1')
    .option('--report <file>', 'write a report: .html, .md, .csv or .json')
    .option('--baseline <id|file>', 'hold the result against this one instead of the one that is marked')
    .option('--json', 'print one JSON object on standard output')
    .action(async (options: BenchOptions) => {
      exit(await bench(options, terminal, version));
    });
}

async function bench(options: BenchOptions, terminal: Terminal, version: string): Promise<number> {
  const { store, folder } = await settingsFrom({ ...options });
  for (const notice of store.notices) terminal.note(notice);
  const { settings } = store.resolved;
  const suite = suiteOf(options);
  const pair = pairOf(options, settings);
  const runs = runsOf(options.runs);
  const seed = wholeNumber('--seed', options.seed, 0xffff_ffff);
  const format = options.report === undefined ? undefined : await reportFormatOf(options.report);
  const password = options.passwordStdin ? await readPassword(process.stdin) : settings.password;
  const source = sourceFrom(options, settings, password ?? (await promptedPassword(options, settings)));
  const target = await benchmarkTarget({ source, insecure: options.insecure ?? false });
  if (options.insecure) terminal.note('Warning: --insecure accepts any certificate; the password may reach anybody.');

  const services = await createServices({
    version,
    current: () => ({ settings, attributes: store.attributes }),
    cacheFolder: undefined,
    historyFolder: folder,
    memoryTier: false,
  });
  const { benchmarks } = services;
  const release = onInterrupt(() => {
    terminal.note('Interrupted: logging out; finished runs are kept …');
    void services.dispose();
  });
  try {
    const named =
      options.baseline === undefined ? undefined : await namedBaseline(options.baseline, benchmarks.history);
    const progress = new BenchProgress(terminal);
    benchmarks.subscribe((state) => progress.show(state));
    const resources = options.minimal ? 'minimal' : 'all';
    const ended = await benchmarks.start({ target, suite, resources, runs, seed, pair }).finished;
    const baseline = named ?? (await benchmarks.history.baselineFor(ended.record));
    return await report(ended, baseline, options, format, terminal);
  } finally {
    await services.dispose();
    release();
  }
}

function runsOf(text: string): number {
  const runs = Number(text);
  if (/^\d+$/.test(text) && runs >= 1 && runs <= MAX_RUNS) return runs;
  throw usage(`--runs: "${text.slice(0, 80)}" is not allowed.`, `Allowed: a whole number from 1 to ${MAX_RUNS}.`);
}

/** Prints the result whatever it is; what cannot be written besides is told after it. */
async function report(
  { record, notKept }: Awaited<StartedBenchmark['finished']>,
  baseline: BenchmarkRecord | undefined,
  { json, report: path }: BenchOptions,
  format: ReportFormat | undefined,
  terminal: Terminal,
): Promise<number> {
  const held = holdAgainst(baseline, record, terminal);
  if (record.error) terminal.error(record.error);
  if (json) terminal.result(JSON.stringify(benchReport(record, held)));
  else if (record.results.length > 0) terminal.result(describeBenchmark(record, held));
  let code = exitCode(record);
  try {
    if (notKept) throw notKept;
    if (path !== undefined && format !== undefined && record.results.length > 0) {
      // Loaded here, so that the runs start without the reports.
      const { renderReport } = await import('../../benchmark-reports.ts');
      await writeReport(path, renderReport(record, format, held ? baseline : undefined).text);
      terminal.note(`Wrote the report to ${path}.`);
    }
  } catch (error) {
    terminal.error(HeapsphereError.dataOf(error));
    code ||= EXIT.internal;
  }
  return code;
}

function exitCode({ phase, error }: BenchmarkRecord): number {
  if (phase === 'completed') return EXIT.done;
  if (phase === 'cancelled') return EXIT.interrupted;
  if (phase === 'partial') return EXIT.partial;
  return exitCodeOf(error?.code ?? 'internal');
}
