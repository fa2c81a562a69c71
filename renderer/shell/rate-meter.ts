const WINDOW_MS = 3000;

/** Rows per second over the last three seconds, from states that come a few times a second. */
export class RateMeter {
  #collection = '';
  #samples: { readonly at: number; readonly rows: number }[] = [];

  /** Takes a reading and gives the rate; `at` in milliseconds of any clock that only goes forward. */
  add(collection: string, rows: number, at: number): number {
    if (collection !== this.#collection) this.#samples = [];
    this.#collection = collection;
    this.#samples.push({ at, rows });
    while (this.#samples.length > 2 && (this.#samples[1]?.at ?? at) <= at - WINDOW_MS) this.#samples.shift();
    const first = this.#samples[0];
    if (first === undefined || at <= first.at) return 0;
    return ((rows - first.rows) / (at - first.at)) * 1000;
  }
}
