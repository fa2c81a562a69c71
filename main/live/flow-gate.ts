/**
 * Holds a sender back while it is paused, and while `window` shipments are under way: the receiver sets the pace, and no
 * queue grows.
 */
export class FlowGate {
  readonly #window: number;
  #paused = false;
  #sent = 0;
  #acknowledged = 0;
  #waiting: (() => void)[] = [];

  constructor(window: number) {
    this.#window = window;
  }

  get paused(): boolean {
    return this.#paused;
  }

  get underWay(): number {
    return this.#sent - this.#acknowledged;
  }

  setPaused(paused: boolean): void {
    this.#paused = paused;
    this.#wake();
  }

  /** The receiver is done with everything up to and including number `seq`, counted from 0. Never goes backwards. */
  acknowledge(seq: number): void {
    this.#acknowledged = Math.min(this.#sent, Math.max(this.#acknowledged, seq + 1));
    this.#wake();
  }

  /** Resolves when something may be sent. Rejects with the signal's reason when aborted. */
  async pass(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && (this.#paused || this.underWay >= this.#window)) {
      const aborted = (): void => this.#wake();
      signal.addEventListener('abort', aborted, { once: true });
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
      signal.removeEventListener('abort', aborted);
    }
    signal.throwIfAborted();
  }

  /** Counts a shipment; gives its number. */
  send(): number {
    this.#sent += 1;
    return this.#sent - 1;
  }

  #wake(): void {
    for (const resume of this.#waiting.splice(0)) resume();
  }
}
