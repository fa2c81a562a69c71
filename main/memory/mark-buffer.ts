/** Marks kept per tick; a storm of tiny ones is thinned, keeping the longest, instead of growing the history. */
export const MARKS_PER_TICK = 64;
/** Thinning sorts, so it waits until there is enough to thin. */
const MARKS_HELD = MARKS_PER_TICK * 4;

/** Marks that came since the last tick, in order, never more than a fixed number. */
export class MarkBuffer<T> {
  readonly #length: (mark: T) => number;
  #marks: T[] = [];

  /** @param length by which marks are kept when there are too many: the longest stay */
  constructor(length: (mark: T) => number) {
    this.#length = length;
  }

  add(mark: T): void {
    if (this.#marks.push(mark) > MARKS_HELD) this.#thin();
  }

  /** Hands over at most MARKS_PER_TICK and starts anew. */
  take(): T[] {
    this.#thin();
    const marks = this.#marks;
    this.#marks = [];
    return marks;
  }

  #thin(): void {
    if (this.#marks.length <= MARKS_PER_TICK) return;
    const kept = new Set([...this.#marks].sort((a, b) => this.#length(b) - this.#length(a)).slice(0, MARKS_PER_TICK));
    this.#marks = this.#marks.filter((mark) => kept.has(mark));
  }
}
