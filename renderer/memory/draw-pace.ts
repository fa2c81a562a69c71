/** Shortest and longest pause between two pictures, in milliseconds. */
const SHORTEST_MS = 250;
const LONGEST_MS = 2500;
/** Share of a core that drawing may take; recording takes the rest of the hundredth that both may. */
const CORE_SHARE = 0.005;

export interface DrawPaceOptions {
  /** Draws; what it causes has been done once the next frame is over. */
  readonly draw: () => void;
  /** Runs something in the next frame. */
  readonly nextFrame: (run: () => void) => void;
  /** Milliseconds on a clock that never goes back. */
  readonly now?: () => number;
}

/**
 * Draws what was recorded as often as a small share of a core allows: four times a second on a fast machine, every two
 * or three seconds on one that is slow or busy. Nothing is lost meanwhile, since recording does not wait for pictures.
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
    let frameBegan = began;
    let inFrame = false;
    // Asked for before drawing asks for its own: in one frame they run in this order.
    this.#nextFrame(() => {
      inFrame = true;
      frameBegan = this.#now();
    });
    this.#draw();
    queueMicrotask(() => {
      const rendered = this.#now() - began;
      this.#nextFrame(() => {
        // The time until a task that was posted in the frame runs is spent on layout and painting.
        setTimeout(() => this.#drew(rendered + (inFrame ? this.#now() - frameBegan : 0)), 0);
      });
    });
  }

  /** Follows the cost slowly, so that one disturbed picture does not change the pace. */
  #drew(costMs: number): void {
    const wanted = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, costMs / CORE_SHARE));
    this.#intervalMs += (wanted - this.#intervalMs) / 4;
  }
}
