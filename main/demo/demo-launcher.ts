import { fork } from 'node:child_process';
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

/** A started demo process, as far as its launcher needs it; what kind of process is the host's to say. */
export interface DemoChild {
  readonly pid: number | undefined;
  readonly onMessage: (listener: (message: unknown) => void) => void;
  /** Told once, with what ended it: an exit code, a signal, or why it could not be started. */
  readonly onEnd: (listener: (how: string) => void) => void;
  /** The last it wrote to stderr. */
  readonly stderr: () => string;
  readonly kill: (force: boolean) => void;
}

/** Starts the program at a path with arguments. */
export type SpawnDemo = (program: string, args: readonly string[]) => DemoChild;

/**
 * Starts a demo vCenter in a process of its own, so that its work shows in nobody else's heap.
 * Throws HeapsphereError: `usage` for options it refuses, `internal` when it dies or does not become ready in time.
 */
export async function launchDemoVcenter(
  options: DemoProcessOptions,
  spawn: SpawnDemo = forkNode,
  timeoutMs = START_TIMEOUT_MS,
): Promise<RunningDemo> {
  const child = spawn(fileURLToPath(DEMO_PROCESS_URL), [JSON.stringify(options)]);
  const ended = new Promise<string>((resolve) => child.onEnd(resolve));
  let stopped: Promise<void> | undefined;
  const dispose = (): Promise<void> => {
    stopped ??= stop(child, ended);
    return stopped;
  };
  try {
    const report = await firstReport(child, ended, timeoutMs);
    if (report.kind === 'failed') throw new HeapsphereError(report.error);
    const { kind: _, ...ready } = report;
    return { ...ready, pid: child.pid ?? 0, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** A child process of Node. */
function forkNode(program: string, args: readonly string[]): DemoChild {
  const child = fork(program, args, {
    env: childEnvironment(),
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  return {
    pid: child.pid,
    onMessage: (listener) => child.on('message', listener),
    onEnd: (listener) => {
      child.once('exit', (code, signal) => listener(String(signal ?? `code ${code}`)));
      child.once('error', (error) => listener(error.message));
    },
    stderr: tailOf(child.stderr),
    kill: (force) => child.kill(force ? 'SIGKILL' : 'SIGTERM'),
  };
}

/** Settings and secrets stay behind. */
function childEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    INHERITED.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}

/** The last lines a process wrote to stderr, for the error that tells why it died. */
function tailOf(stderr: NodeJS.ReadableStream | null): () => string {
  let tail = '';
  stderr?.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).slice(-2000);
  });
  return () => tail.trim();
}

async function firstReport(child: DemoChild, ended: Promise<string>, timeoutMs: number): Promise<DemoReport> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(startFailure(`was not ready after ${timeoutMs} ms`, child.stderr())), timeoutMs);
  });
  const died = ended.then((how) => {
    throw startFailure(`ended with ${how} before it was ready`, child.stderr());
  });
  const message = new Promise<unknown>((resolve) => child.onMessage(resolve));
  try {
    const report = demoReportSchema.safeParse(await Promise.race([message, died, late]));
    if (report.success) return report.data;
    throw startFailure('reported something else than its address', child.stderr());
  } finally {
    clearTimeout(timer);
    died.catch(() => {});
  }
}

function startFailure(what: string, stderr: string): HeapsphereError {
  return new HeapsphereError({
    code: 'internal',
    message: `The demo vCenter ${what}${stderr ? `: ${stderr}` : '.'}`,
    action: 'Try again; if it stays so, please report this.',
  });
}

async function stop(child: DemoChild, ended: Promise<string>): Promise<void> {
  child.kill(false);
  const force = setTimeout(() => child.kill(true), STOP_TIMEOUT_MS);
  try {
    await ended;
  } finally {
    clearTimeout(force);
  }
}
