/** Changes that come together are followed together: at most one reading of a branch in this time. */
const GATHER_MS = 1000;

/**
 * Calls `follow` soon after something happened, once for all that happened until then, and never twice at a time. One owner:
 * dispose() ends its timer.
 */
export class ChangeFollower {
  readonly #follow: () => Promise<void>;
  readonly #gatherMs: number;
  #timer: NodeJS.Timeout | undefined;
  #running = false;
  #more = false;
  #disposed = false;

  constructor(follow: () => Promise<void>, gatherMs = GATHER_MS) {
    this.#follow = follow;
    this.#gatherMs = gatherMs;
  }

  /** Something happened. */
  happened(): void {
    if (this.#running) this.#more = true;
    else if (!this.#disposed) this.#timer ??= setTimeout(() => void this.#run(), this.#gatherMs).unref();
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
  }

  async #run(): Promise<void> {
    this.#timer = undefined;
    this.#running = true;
    this.#more = false;
    try {
      await this.#follow();
    } finally {
      this.#running = false;
      if (this.#more) this.happened();
    }
  }
}
