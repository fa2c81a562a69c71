import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const SHIM = fileURLToPath(new URL('./utility-shim.ts', import.meta.url));

interface ForkOptions {
  readonly serviceName?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Electron's `UtilityProcess`, on a process of Node that has `process.parentPort`. */
class Utility extends EventEmitter {
  readonly #child: ChildProcess;

  constructor(path: string, args: readonly string[], env: NodeJS.ProcessEnv) {
    super();
    this.#child = fork(path, args, {
      env,
      execArgv: ['--import', SHIM],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      serialization: 'advanced',
    });
    this.#child.on('spawn', () => this.emit('spawn'));
    this.#child.on('message', (message) => this.emit('message', message));
    this.#child.on('exit', (code) => this.emit('exit', code ?? 1));
    // Told of by its end alone.
    this.#child.on('error', () => this.emit('exit', 1));
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get stderr(): Readable | null {
    return this.#child.stderr;
  }

  postMessage(message: unknown): void {
    if (this.#child.connected) this.#child.send(message as object, () => {});
  }

  kill(): boolean {
    return this.#child.kill('SIGTERM');
  }
}

export const utilityProcess = {
  fork: (path: string, args: readonly string[] = [], { env = process.env }: ForkOptions = {}) =>
    new Utility(path, args, env),
};
