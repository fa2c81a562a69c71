/** Shortest and longest pause between two pictures, in milliseconds. */
const SHORTEST_MS = 1000;
const LONGEST_MS = 8000;
/** Share of a core that drawing may take; recording takes the rest of the hundredth that both may. */
const CORE_SHARE = 0.005;

/** Frames that a picture takes: the figures, the legend and each of the three charts have one of their own. */
const FRAMES = 5;

export interface DrawPaceOptions {
  /** Draws; what it causes has been done once five frames are over. */
  readonly draw: () => void;
  /** Runs something in the next frame. */
  readonly nextFrame: (run: () => void) => void;
  /** Milliseconds on a clock that never goes back. */
  readonly now?: () => number;
}

/**
 * Draws what was recorded as often as a small share of a core allows: once a second on a fast machine, every few seconds on
 * one that is slow or busy. Nothing is lost meanwhile, since recording does not wait for pictures.
 */
export class DrawPace {
  readonly #draw: () => void;
  readonly #nextFrame: (run: () => void) => void;
  readonly #now: () => number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #intervalMs = SHORTEST_MS;
  #last = Number.NEGATIVE_INFINITY;
  #disposed = false;

  constructor({ draw, nextFrame, now = () => performance.now() }: DrawPaceOptions) {
    this.#draw = draw;
    this.#nextFrame = nextFrame;
    this.#now = now;
  }

  /** Pause between two pictures as it is now, in milliseconds. */
  get intervalMs(): number {
    return this.#intervalMs;
  }

  /** There is something new to draw: now, or when its time has come. */
  request(): void {
    if (this.#timer !== undefined || this.#disposed) return;
    // A tick that comes a little early is not to wait for the next one.
    const wait = this.#last + this.#intervalMs * 0.9 - this.#now();
    if (wait <= 0) this.#run();
    else this.#timer = setTimeout(() => this.#run(), wait);
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
  }

  #run(): void {
    this.#timer = undefined;
    const began = this.#now();
    this.#last = began;
    const cost = { ms: 0 };
    this.#measure(cost, FRAMES);
    this.#draw();
    queueMicrotask(() => {
      cost.ms += this.#now() - began;
    });
  }

  /** Adds up what the next frames take. Asked for before drawing asks for its own: in one frame they run in this order. */
  #measure(cost: { ms: number }, frames: number): void {
    this.#nextFrame(() => {
      const began = this.#now();
      if (frames > 1) this.#measure(cost, frames - 1);
      // The time until a task that was posted in the frame runs is spent on drawing, layout and painting.
      setTimeout(() => {
        cost.ms += this.#now() - began;
        if (frames === 1) this.#drew(cost.ms);
      }, 0);
    });
  }

  /** Follows the cost slowly, so that one disturbed picture does not change the pace. */
  #drew(costMs: number): void {
    const wanted = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, costMs / CORE_SHARE));
    this.#intervalMs += (wanted - this.#intervalMs) / 4;
  }
}
