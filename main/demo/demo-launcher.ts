import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { HeapsphereError } from '../../shared/errors.ts';
import { type DemoProcessOptions, type DemoReport, demoReportSchema } from './demo-protocol.ts';

/** The program beside this one: its source in development, its bundle when built. */
const DEMO_PROCESS_URL: URL = import.meta.url.endsWith('.ts')
  ? new URL('./demo-process.ts', import.meta.url)
  : new URL('./demo-process.js', import.meta.url);
const START_TIMEOUT_MS = 20_000;
const STOP_TIMEOUT_MS = 5_000;
/** What a Node program needs of its surroundings; settings and secrets stay behind. */
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'TMP', 'TEMP', 'SystemRoot', 'LANG', 'LC_ALL'];

/** A demo vCenter that runs in a process of its own. */
export interface RunningDemo extends Omit<Extract<DemoReport, { kind: 'ready' }>, 'kind'> {
  readonly pid: number;
  /** Ends the process and waits until it is gone. Idempotent. */
  dispose(): Promise<void>;
}

/**
 * Starts a demo vCenter as a child process, so that its work shows in nobody else's heap.
 * Throws HeapsphereError: `usage` for options it refuses, `internal` when it dies or does not become ready in time.
 */
export async function forkDemoVcenter(options: DemoProcessOptions, timeoutMs = START_TIMEOUT_MS): Promise<RunningDemo> {
  const child = fork(fileURLToPath(DEMO_PROCESS_URL), [JSON.stringify(options)], {
    env: childEnvironment(),
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const stderr = tailOf(child);
  let stopped: Promise<void> | undefined;
  const dispose = (): Promise<void> => {
    stopped ??= stop(child);
    return stopped;
  };
  try {
    const report = await firstReport(child, timeoutMs, stderr);
    if (report.kind === 'failed') throw new HeapsphereError(report.error);
    const { kind: _, ...ready } = report;
    return { ...ready, pid: child.pid ?? 0, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** Electron's own binary only behaves as Node when it is told to. */
function childEnvironment(): NodeJS.ProcessEnv {
  const kept = INHERITED.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  return { ...Object.fromEntries(kept), ...(process.versions.electron ? { ELECTRON_RUN_AS_NODE: '1' } : {}) };
}

/** The last lines a process wrote to stderr, for the error that tells why it died. */
function tailOf(child: ChildProcess): () => string {
  let tail = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).slice(-2000);
  });
  return () => tail.trim();
}

function firstReport(child: ChildProcess, timeoutMs: number, stderr: () => string): Promise<DemoReport> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(startFailure(`was not ready after ${timeoutMs} ms`, stderr())), timeoutMs);
    const settle = (end: () => void): void => {
      clearTimeout(timer);
      child.removeAllListeners('message').removeAllListeners('exit');
      end();
    };
    child.once('message', (message) =>
      settle(() => {
        const report = demoReportSchema.safeParse(message);
        if (report.success) resolve(report.data);
        else reject(startFailure('reported something else than its address', stderr()));
      }),
    );
    child.once('exit', (code, signal) =>
      settle(() => reject(startFailure(`ended with ${signal ?? `code ${code}`} before it was ready`, stderr()))),
    );
    child.on('error', (error) =>
      settle(() => reject(startFailure(`could not be started (${error.message})`, stderr()))),
    );
  });
}

function startFailure(what: string, stderr: string): HeapsphereError {
  return new HeapsphereError({
    code: 'internal',
    message: `The demo vCenter ${what}${stderr ? `: ${stderr}` : '.'}`,
    action: 'Try again; if it stays so, please report this.',
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  try {
    await gone;
  } finally {
    clearTimeout(force);
  }
}
