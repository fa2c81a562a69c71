/** How long a row stays marked, in milliseconds; the style sheet fades for as long. */
export const FLASH_MS = 1600;
/** Rows that are marked at once; more would be a screen full of them. */
const MOST = 1000;

/** How a row is marked: each new mark differs from the one before, so that the fading begins again. */
export interface Flash {
  readonly kind: 'changed' | 'added';
  readonly turn: 0 | 1;
}

/** Objects whose rows have just changed, for as long as that is worth a look. */
export class Flashes {
  readonly #flashes = new Map<string, Flash & { readonly until: number }>();
  readonly #now: () => number;

  /** @param now milliseconds of a clock that never goes back */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  get size(): number {
    return this.#flashes.size;
  }

  add(refs: readonly string[], kind: Flash['kind']): void {
    const until = this.#now() + FLASH_MS;
    for (const ref of refs) {
      const turn = this.#flashes.get(ref)?.turn === 0 ? 1 : 0;
      // The newest come last, whatever was marked before.
      this.#flashes.delete(ref);
      this.#flashes.set(ref, { kind, turn, until });
    }
    for (const ref of this.#flashes.keys()) {
      if (this.#flashes.size <= MOST) break;
      this.#flashes.delete(ref);
    }
  }

  of(ref: string): Flash | undefined {
    return this.#flashes.get(ref);
  }

  /** Drops the marks whose time is over; tells whether there were any. */
  expire(): boolean {
    const now = this.#now();
    const before = this.#flashes.size;
    for (const [ref, { until }] of this.#flashes) {
      if (until > now) break;
      this.#flashes.delete(ref);
    }
    return this.#flashes.size < before;
  }

  clear(): void {
    this.#flashes.clear();
  }
}
