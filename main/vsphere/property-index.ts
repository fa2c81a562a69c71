/** Which property paths of one type become values, and at which position. */
export class PropertyIndex {
  readonly #positions = new Map<string, number>();
  readonly #paths: string[] = [];
  readonly #open: boolean;

  /** Paths to keep; with `open`, every path that arrives is kept too (pruning off). */
  constructor(paths: readonly string[], open = false) {
    for (const path of paths) this.#add(path);
    this.#open = open;
  }

  get paths(): readonly string[] {
    return this.#paths;
  }

  /** Position of a path, or -1 when it is not to be kept. */
  positionOf(path: string): number {
    const position = this.#positions.get(path);
    if (position !== undefined) return position;
    return this.#open ? this.#add(path) : -1;
  }

  #add(path: string): number {
    const known = this.#positions.get(path);
    if (known !== undefined) return known;
    const position = this.#paths.length;
    this.#positions.set(path, position);
    this.#paths.push(path);
    return position;
  }
}
