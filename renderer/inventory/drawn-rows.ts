import { type DrawnRow, RowSlots } from './row-slots.ts';

/** Rows drawn beyond those in view on both sides, so that they are there when they come in sight. */
const AHEAD = 6;

/** What is in view, and how. */
export interface RowView {
  /** Positions of the rows in view, ascending and without a gap. */
  readonly inView: readonly number[];
  /** Rows that there are. */
  readonly total: number;
  readonly scrolling: boolean;
}

/**
 * Which rows are drawn: those in view and some beyond them. While the table is scrolled by leaps, as with the scroll bar, these
 * would be passed over: only those in view are filled then, and the others when it stands still.
 */
export class DrawnRows {
  readonly #slots = new RowSlots();
  #first = 0;
  #leaping = false;

  show({ inView, total, scrolling }: RowView): readonly DrawnRow[] {
    const first = inView[0] ?? 0;
    const step = Math.abs(first - this.#first);
    this.#first = first;
    if (!scrolling) this.#leaping = false;
    else if (step > 0) this.#leaping = step > AHEAD;
    const ahead = this.#leaping ? 0 : AHEAD;
    const from = Math.max(0, first - ahead);
    const end = Math.min(total, first + inView.length + ahead);
    const drawn = this.#slots.show({ first: from, count: Math.max(0, end - from) }, this.#leaping);
    // One that was drawn before may be gone since.
    return drawn.filter(({ index }) => index < total);
  }
}
