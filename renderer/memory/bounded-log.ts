/** The newest so many items in order of arrival; older ones are overwritten. */
export class BoundedLog<T> {
  readonly #items: T[] = [];
  readonly #capacity: number;
  #end = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get length(): number {
    return Math.min(this.#end, this.#capacity);
  }

  /** How many items there ever were. */
  get total(): number {
    return this.#end;
  }

  push(item: T): void {
    this.#items[this.#end % this.#capacity] = item;
    this.#end += 1;
  }

  /** The item `back` places before the newest, which is at 0; undefined beyond the oldest. */
  fromNewest(back: number): T | undefined {
    return back < this.length ? this.#items[(this.#end - 1 - back) % this.#capacity] : undefined;
  }

  /** Oldest first. */
  *[Symbol.iterator](): Generator<T> {
    for (let position = this.#end - this.length; position < this.#end; position += 1) {
      const item = this.#items[position % this.#capacity];
      if (item !== undefined) yield item;
    }
  }
}
