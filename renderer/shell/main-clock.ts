/**
 * Main's clock as the window knows it. Over a tunnel the two machines' clocks may differ by minutes; whatever compares
 * a moment that main told with "now" asks here.
 */
export class MainClock {
  #ahead = 0;

  /** Main said that it is `at` now; milliseconds since the epoch. */
  heard(at: number): void {
    this.#ahead = at - Date.now();
  }

  /** Now by main's clock, in milliseconds since the epoch. */
  now(): number {
    return Date.now() + this.#ahead;
  }
}
