import type { InventoryLog, LogReader } from '../collector/inventory-log.ts';
import type { LiveCommand } from './protocol.ts';

/** Hands the collected rows over to a thread, a few chunks at a time; then tells it to watch. */
export class LogHandOver {
  readonly #reader: LogReader;
  readonly #tell: (command: LiveCommand) => void;
  readonly #open = new Set<number>();

  constructor(log: Pick<InventoryLog, 'attach'>, tell: (command: LiveCommand) => void) {
    this.#tell = tell;
    this.#reader = log.attach(({ seq, bytes }) => {
      this.#open.add(seq);
      tell({ kind: 'remember', seq, bytes });
    });
    if (this.#open.size === 0) tell({ kind: 'watch' });
  }

  /** The thread has taken a chunk in. */
  remembered(seq: number): void {
    this.#open.delete(seq);
    this.#reader.credit(seq);
    if (this.#open.size > 0) return;
    this.#reader.close();
    this.#tell({ kind: 'watch' });
  }

  close(): void {
    this.#reader.close();
  }
}
