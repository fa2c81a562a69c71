import type { MemoryTick } from '../../shared/contract.ts';

/** The newest ticks, up to a fixed number. */
export class TickRing {
  readonly #capacity: number;
  readonly #ticks: MemoryTick[] = [];
  #next = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  push(tick: MemoryTick): void {
    this.#ticks[this.#next] = tick;
    this.#next = (this.#next + 1) % this.#capacity;
  }

  /** Oldest first. */
  all(): MemoryTick[] {
    return [...this.#ticks.slice(this.#next), ...this.#ticks.slice(0, this.#next)];
  }
}
