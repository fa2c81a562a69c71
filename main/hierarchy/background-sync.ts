/** How often it is looked whether a synchronisation is due: the interval may change at any time. */
const CHECK_MS = 30_000;

export interface BackgroundSyncOptions {
  /** Minutes between two; 0 is off. */
  readonly minutes: () => number;
  readonly sync: () => Promise<void>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly checkMs?: number;
}

/** Calls `sync` again and again, never twice at a time. One owner: dispose() ends its timer. */
export class BackgroundSync {
  readonly #options: BackgroundSyncOptions;
  readonly #timer: NodeJS.Timeout;
  #last: number;
  #running = false;

  constructor(options: BackgroundSyncOptions) {
    this.#options = options;
    this.#last = options.now();
    // What failed shows in the events; the next one tries again.
    this.#timer = setInterval(() => void this.check().catch(() => {}), options.checkMs ?? CHECK_MS);
    this.#timer.unref();
  }

  /** Synchronises if it is time. */
  async check(): Promise<void> {
    const { minutes, sync, now } = this.#options;
    const interval = minutes() * 60_000;
    // The clock was set back: from now on, not from when it will have caught up.
    if (now() < this.#last) this.#last = now();
    if (this.#running || interval === 0 || now() - this.#last < interval) return;
    this.#running = true;
    try {
      await sync();
    } finally {
      this.#running = false;
      this.#last = now();
    }
  }

  dispose(): void {
    clearInterval(this.#timer);
  }
}
