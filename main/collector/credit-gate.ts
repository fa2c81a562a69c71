/**
 * Flow control of one sender: at most `window` items may be under way. wait() holds the sender until the receiver
 * has acknowledged enough, so a slow receiver slows the sender and no queue grows.
 */
export class CreditGate {
  readonly #window: number;
  #sent = 0;
  #acknowledged = 0;
  #resume: (() => void) | undefined;

  constructor(window: number) {
    this.#window = window;
  }

  /** Number of items sent and not yet acknowledged. */
  get underWay(): number {
    return this.#sent - this.#acknowledged;
  }

  /** Resolves when the next item may be sent, and counts it as sent. Rejects with the signal's reason when aborted. */
  async take(signal: AbortSignal): Promise<void> {
    while (this.underWay >= this.#window) {
      signal.throwIfAborted();
      await new Promise<void>((resolve) => {
        const abort = () => resolve();
        signal.addEventListener('abort', abort, { once: true });
        this.#resume = () => {
          signal.removeEventListener('abort', abort);
          resolve();
        };
      });
    }
    signal.throwIfAborted();
    this.#sent += 1;
  }

  /** The receiver is done with everything up to and including number `seq`, counted from 0. Never goes backwards. */
  acknowledge(seq: number): void {
    this.#acknowledged = Math.min(this.#sent, Math.max(this.#acknowledged, seq + 1));
    this.#resume?.();
    this.#resume = undefined;
  }
}
