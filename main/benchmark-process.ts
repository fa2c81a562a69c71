/**
 * One run of a benchmark in a process of its own. Whoever starts it sends the order as one message, and may cancel it; started
 * by hand it takes the order as JSON on standard input and prints its report as one line. It has no arguments, and reads
 * nothing from its environment. It ends when the run has ended, and when whoever started it is gone.
 */
import { rm } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { HeapsphereError } from '../shared/errors.ts';
import { type RunOrder, type RunReport, runCommandSchema, runOrderSchema } from './benchmark/run-protocol.ts';
import { measureRun } from './benchmark-run.ts';
import { type ParentChannel, parentChannel } from './processes/parent-channel.ts';

const abort = new AbortController();
const parent = parentChannel();

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
const cancel = () => abort.abort();
for (const signal of SIGNALS) process.on(signal, cancel);
if (parent) await serve(parent);
else await runByHand();

async function serve(channel: ParentChannel): Promise<void> {
  const { promise: ordered, resolve: accept, reject: refuse } = Promise.withResolvers<RunOrder>();
  let orphaned = false;
  channel.onMessage((message) => {
    const command = runCommandSchema.safeParse(message);
    if (!command.success) refuse(badOrder());
    else if (command.data.kind === 'run') accept(command.data.order);
    else abort.abort();
  });
  channel.onGone(() => {
    orphaned = true;
    abort.abort();
  });
  abort.signal.addEventListener('abort', () => refuse(cancelled()));
  let order: RunOrder | undefined;
  const report = await reportOf(async () => {
    order = await ordered;
    return order;
  }, channel.send);
  await channel.send(report);
  // Nobody else is left to remove it.
  if (orphaned && order) await rm(order.cacheFolder, { recursive: true, force: true });
  // Nothing is left to be cancelled: from here on a signal is the end.
  for (const signal of SIGNALS) process.off(signal, cancel);
  channel.close();
}

async function runByHand(): Promise<void> {
  const report = await reportOf(async () => readOrder(await text(process.stdin)));
  process.stdout.write(`${JSON.stringify(report)}\n`);
  if (report.kind === 'failed') process.exitCode = report.error.code === 'usage' ? 2 : 1;
}

/** Makes the run that is ordered. Never rejects. */
async function reportOf(
  order: () => Promise<RunOrder>,
  tell: (report: RunReport) => unknown = () => {},
): Promise<RunReport> {
  try {
    const progress = (rows: number) => tell({ kind: 'progress', rows, rssBytes: process.memoryUsage.rss() });
    return { kind: 'finished', result: await measureRun(await order(), progress, abort.signal) };
  } catch (error) {
    return { kind: 'failed', error: HeapsphereError.dataOf(error) };
  }
}

function readOrder(json: string): RunOrder {
  try {
    return runOrderSchema.parse(JSON.parse(json));
  } catch {
    throw badOrder();
  }
}

/** Says nothing of what it holds: that may be the password. */
function badOrder(): HeapsphereError {
  return new HeapsphereError({
    code: 'usage',
    message: 'The order of the benchmark run is not understood.',
    action: 'Give it as main/benchmark/run-protocol.ts describes it.',
  });
}

function cancelled(): HeapsphereError {
  return new HeapsphereError({
    code: 'cancelled',
    message: 'The run was cancelled before it began.',
    action: 'Start it again.',
  });
}
