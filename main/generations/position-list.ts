const FIRST_LENGTH = 1024;

/** Whole numbers in a row, four bytes each outside of the heap. */
export class PositionList {
  #values = new Uint32Array(FIRST_LENGTH);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const next = new Uint32Array(this.#length * 2);
      next.set(this.#values);
      this.#values = next;
    }
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  /** A view, valid until the next push(). */
  slice(from: number, to: number): Uint32Array {
    return this.#values.subarray(from, Math.min(to, this.#length));
  }
}
