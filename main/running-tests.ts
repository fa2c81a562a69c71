import type { ConnectionScope } from './dispatch.ts';

/** What a window has tested at a time; a new test ends the one before. */
interface RunningTest {
  readonly id: string;
  readonly abort: AbortController;
}

/** Connection tests under way, at most one for each window; a window that goes takes its test with it. */
export class RunningTests {
  readonly #byScope = new Map<ConnectionScope, RunningTest>();

  async run<T>(scope: ConnectionScope, id: string, test: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (!this.#byScope.has(scope)) scope.onClose(() => this.#end(scope));
    this.#byScope.get(scope)?.abort.abort();
    const abort = new AbortController();
    const running = { id, abort };
    this.#byScope.set(scope, running);
    try {
      return await test(abort.signal);
    } finally {
      if (this.#byScope.get(scope) === running) this.#byScope.delete(scope);
    }
  }

  cancel(scope: ConnectionScope, id: string): void {
    const running = this.#byScope.get(scope);
    if (running?.id === id) running.abort.abort();
  }

  #end(scope: ConnectionScope): void {
    this.#byScope.get(scope)?.abort.abort();
  }
}
