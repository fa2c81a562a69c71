/** What one answer of the server says of objects, each once: the last word counts. */
export class ChangedObjects {
  readonly #changed = new Set<string>();
  readonly #left = new Set<string>();

  /** New or different objects, to be read anew. */
  get changed(): readonly string[] {
    return [...this.#changed];
  }

  get left(): readonly string[] {
    return [...this.#left];
  }

  add(ref: string): void {
    this.#left.delete(ref);
    this.#changed.add(ref);
  }

  leave(ref: string): void {
    this.#changed.delete(ref);
    this.#left.add(ref);
  }
}
