/** Objects per batch. Starts as it was asked for; memory that runs short makes it smaller, and nothing makes it larger again. */
export class BatchSize {
  readonly #requested: number;
  #current: number;

  constructor(requested: number) {
    this.#requested = requested;
    this.#current = requested;
  }

  get current(): number {
    return this.#current;
  }

  /** The size now, where it is smaller than asked for. */
  get reduced(): number | undefined {
    return this.#current < this.#requested ? this.#current : undefined;
  }

  /** Rounded down, never below one. */
  halve(): void {
    this.#current = Math.max(1, Math.floor(this.#current / 2));
  }
}
