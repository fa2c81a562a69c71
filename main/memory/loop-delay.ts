/** Shortest delay that is seen for certain; a fifth of a frame's budget would be no more use, and costs more. */
const INTERVAL_MS = 20;

/**
 * How long the event loop of this isolate was held up. A timer that is due every 20 ms tells by how much it comes late.
 * (`monitorEventLoopDelay` leaves out the interval in which its histogram is reset, and with it the very stall that ends there.)
 * One owner: dispose() ends the timer.
 */
export class LoopDelay {
  readonly #now: () => number;
  readonly #timer: NodeJS.Timeout;
  #due: number;
  #longest = 0;

  /** @param now milliseconds, monotonic */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#due = now() + INTERVAL_MS;
    this.#timer = setInterval(() => this.#note(), INTERVAL_MS);
    this.#timer.unref();
  }

  /** The longest delay since it was asked before, one that still lasts included; milliseconds. */
  take(): number {
    const longest = Math.max(this.#longest, this.#now() - this.#due, 0);
    this.#longest = 0;
    return longest;
  }

  dispose(): void {
    clearInterval(this.#timer);
  }

  #note(): void {
    const now = this.#now();
    this.#longest = Math.max(this.#longest, now - this.#due);
    this.#due = now + INTERVAL_MS;
  }
}
