import { fileURLToPath } from 'node:url';
import { type ErrorData, HeapsphereError } from '../../shared/errors.ts';
import type { LaunchProgram, RunningProgram } from '../processes/child-program.ts';
import { type RunCommand, type RunOrder, type RunReport, type RunResult, runReportSchema } from './run-protocol.ts';

/** The program beside this one: its source in development, its bundle when built. */
const PROGRAM_URL: URL = import.meta.url.endsWith('.ts')
  ? new URL('../benchmark-process.ts', import.meta.url)
  : new URL('./benchmark-process.js', import.meta.url);
/** A cancelled collection gets 15 s to log out; then its process is ended. */
const CANCEL_GRACE_MS = 20_000;
/** A run that has reported has nothing left to do. */
const STOP_GRACE_MS = 5000;

export interface RunEvents {
  readonly onProgress: (progress: Omit<Extract<RunReport, { kind: 'progress' }>, 'kind'>) => void;
  /** Aborted: the run logs out and ends, and rejects with `cancelled`. */
  readonly signal: AbortSignal;
}

/**
 * Makes one run in a fresh process, and resolves when that process is gone. Throws what the run reports, `cancelled`, or
 * `worker-crashed` for a process that ended without a report.
 */
export async function runInProcess(launch: LaunchProgram, order: RunOrder, events: RunEvents): Promise<RunResult> {
  const { signal } = events;
  if (signal.aborted) throw cancelled();
  const child = launch({ path: fileURLToPath(PROGRAM_URL), name: 'Heapsphere benchmark run' });
  const tell = (command: RunCommand) => child.send(command);
  let overdue: NodeJS.Timeout | undefined;
  const cancel = () => {
    tell({ kind: 'cancel' });
    overdue = setTimeout(() => void child.stop(0), CANCEL_GRACE_MS);
  };
  signal.addEventListener('abort', cancel);
  try {
    const reported = lastReport(child, events);
    tell({ kind: 'run', order });
    const report = await reported;
    if (signal.aborted) throw cancelled();
    if (report.kind === 'finished') return report.result;
    throw new HeapsphereError(report.error);
  } finally {
    signal.removeEventListener('abort', cancel);
    clearTimeout(overdue);
    await child.stop(STOP_GRACE_MS);
  }
}

/** What the run says last, or that it ended without saying anything. Never rejects. */
function lastReport(
  child: RunningProgram,
  { onProgress }: RunEvents,
): Promise<Exclude<RunReport, { kind: 'progress' }>> {
  return new Promise((resolve) => {
    child.onMessage((message) => {
      const report = runReportSchema.safeParse(message);
      if (!report.success)
        resolve({ kind: 'failed', error: crashed('reported something that is not understood', child) });
      else if (report.data.kind === 'progress') onProgress(report.data);
      else resolve(report.data);
    });
    void child.ended.then((how) => resolve({ kind: 'failed', error: crashed(`ended with ${how}`, child) }));
  });
}

function crashed(what: string, child: RunningProgram): ErrorData {
  const words = child.stderr();
  return {
    code: 'worker-crashed',
    message: `The process of the run ${what}${words ? `: ${words}` : '.'}`,
    action: 'The other runs go on. When memory was short, measure a smaller estate.',
  };
}

export function cancelled(): HeapsphereError {
  return new HeapsphereError({
    code: 'cancelled',
    message: 'The benchmark was cancelled.',
    action: 'Finished runs are kept; start it again for all of them.',
  });
}
