/**
 * Gives the rows in view the places of rows that left it, so that elements are filled anew instead of made anew, and
 * moves as few of them as possible: none on a jump, one for every row that was scrolled by.
 */
export class RowSlots {
  #first = 0;
  #size = 0;
  #base = 0;

  /** Tells which rows are in view now: `count` of them from `first` on. */
  show(first: number, count: number): void {
    if (count > this.#size) {
      this.#size = count;
      this.#base = first;
    } else if (Math.abs(first - this.#first) >= this.#size) this.#base += first - this.#first;
    this.#first = first;
  }

  /** Place of a row in view; different for all of them. */
  slotOf(index: number): number {
    const offset = (index - this.#base) % this.#size;
    return offset < 0 ? offset + this.#size : offset;
  }
}
