import type { InventoryLog, LogReader } from '../collector/inventory-log.ts';
import type { LiveCommand } from './protocol.ts';

/** Hands the collected rows over to a thread, a few chunks at a time. */
export class LogHandOver {
  readonly #reader: LogReader;
  readonly #done: () => void;
  readonly #open = new Set<number>();

  /** @param done the thread has all of them */
  constructor(log: Pick<InventoryLog, 'attach'>, tell: (command: LiveCommand) => void, done: () => void) {
    this.#done = done;
    this.#reader = log.attach(({ seq, bytes }) => {
      this.#open.add(seq);
      tell({ kind: 'remember', seq, bytes });
    });
    if (this.#open.size === 0) done();
  }

  /** The thread has taken a chunk in. */
  remembered(seq: number): void {
    this.#open.delete(seq);
    this.#reader.credit(seq);
    if (this.#open.size > 0) return;
    this.#reader.close();
    this.#done();
  }

  close(): void {
    this.#reader.close();
  }
}
