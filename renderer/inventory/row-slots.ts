/** A row that is drawn, and the place of its element. */
export interface DrawnRow {
  readonly slot: number;
  /** Position in the table. */
  readonly index: number;
}

/** Rows side by side: so many of them from `first` on. */
export interface RowSpan {
  readonly first: number;
  readonly count: number;
}

/** What becomes of the rows that were drawn before: filled anew, or left on one of the sides. */
interface Arrangement {
  readonly before: readonly DrawnRow[];
  readonly rows: readonly DrawnRow[];
  readonly after: readonly DrawnRow[];
}

/**
 * Gives rows that are to be drawn the elements of rows that left the view, so that elements are filled anew instead of
 * made anew, and moves as few of them as possible: none on a jump, one for every row that was scrolled by.
 */
export class RowSlots {
  /** By ascending index, which is the order of their elements. */
  #drawn: readonly DrawnRow[] = [];
  #free: number[] = [];
  #made = 0;

  /**
   * The rows to draw, in ascending order: those of the span, and with `keepOthers` those that were drawn before and whose
   * elements are not needed now, where they were.
   */
  show(span: RowSpan, keepOthers: boolean): readonly DrawnRow[] {
    const end = span.first + span.count;
    const kept = this.#drawn.filter(({ index }) => index >= span.first && index < end);
    const { before, rows, after } = kept.length === 0 ? this.#jump(span) : this.#scroll(span, kept);
    if (!keepOthers) for (const { slot } of [...before, ...after]) this.#free.push(slot);
    this.#drawn = keepOthers ? [...before, ...rows, ...after] : rows;
    return this.#drawn;
  }

  /** All elements are for the taking: such that stand side by side, and between those of lower and of higher rows. */
  #jump({ first, count }: RowSpan): Arrangement {
    const drawn = this.#drawn;
    const lower = drawn.filter(({ index }) => index < first).length;
    const from = Math.min(lower, Math.max(0, drawn.length - count));
    const rows = Array.from({ length: count }, (_, offset) => this.#fill(first + offset, drawn[from + offset]));
    return { before: drawn.slice(0, from), rows, after: drawn.slice(from + count) };
  }

  #scroll({ first, count }: RowSpan, kept: readonly DrawnRow[]): Arrangement {
    const end = first + count;
    const before = this.#drawn.filter(({ index }) => index < first);
    const after = this.#drawn.filter(({ index }) => index >= end);
    // The nearest of the same side keep their order, the farthest of the other side are moved.
    const head: DrawnRow[] = [];
    for (let index = (kept[0]?.index ?? end) - 1; index >= first; index -= 1) {
      head.unshift(this.#fill(index, before.pop() ?? after.pop()));
    }
    const tail: DrawnRow[] = [];
    for (let index = (kept.at(-1)?.index ?? end) + 1; index < end; index += 1) {
      tail.push(this.#fill(index, after.shift() ?? before.shift()));
    }
    return { before, rows: [...head, ...kept, ...tail], after };
  }

  #fill(index: number, taken: DrawnRow | undefined): DrawnRow {
    return { slot: taken?.slot ?? this.#free.pop() ?? this.#made++, index };
  }
}
