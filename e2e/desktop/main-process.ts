import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { FromMain, Question, ToMain } from './messages.ts';

const REGISTER = fileURLToPath(new URL('./main/register.ts', import.meta.url));
const KEPT_LINES = 5_000;

export interface MainProcessOptions {
  /** Folder of the application: its package.json and dist/. */
  readonly root: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

type Hear = (message: Exclude<FromMain, { kind: 'reply' }>) => void;

/** The desktop application's main process, on Node and the double of `electron`. */
export class MainProcess {
  readonly pid: number;
  /** Resolves to its exit code, or the signal that ended it. */
  readonly exited: Promise<number | string>;
  readonly #child: ChildProcess;
  readonly #lines: string[] = [];
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #asked = 0;

  constructor({ root, environment }: MainProcessOptions, hear: Hear) {
    this.#child = spawn(process.execPath, ['--import', REGISTER, `${root}/dist/main/electron.js`], {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.pid = this.#child.pid ?? 0;
    const killWithUs = () => this.#child.kill('SIGKILL');
    process.once('exit', killWithUs);
    this.exited = once(this.#child, 'exit').then(([code, signal]) => {
      process.removeListener('exit', killWithUs);
      for (const { reject } of this.#waiting.values()) reject(new Error('The main process has ended.'));
      this.#waiting.clear();
      return code ?? signal;
    });
    this.#child.on('message', (message: FromMain) => {
      if (message.kind === 'reply') this.#settle(message.id, message.value as Reply);
      else hear(message);
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', (line) => {
        this.#lines.push(line);
        if (this.#lines.length > KEPT_LINES) this.#lines.shift();
      });
    }
  }

  output(): string {
    return this.#lines.join('\n');
  }

  tell(message: ToMain): void {
    if (this.#child.connected) this.#child.send(message, () => {});
  }

  /** Rejects with what main says against it, or when main ends. */
  ask<T>(question: Question): Promise<T> {
    this.#asked += 1;
    const waiting = Promise.withResolvers<unknown>();
    this.#waiting.set(this.#asked, waiting);
    this.tell({ kind: 'ask', id: this.#asked, question });
    return waiting.promise as Promise<T>;
  }

  /** SIGTERM, and after `graceMs` SIGKILL; resolves when it is gone. */
  async stop(graceMs: number): Promise<void> {
    this.#child.kill('SIGTERM');
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), graceMs);
    await this.exited;
    clearTimeout(timer);
  }

  #settle(id: number, reply: Reply): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (reply.ok) waiting?.resolve(reply.value);
    else waiting?.reject(new Error(reply.error));
  }
}

type Reply = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: string };
