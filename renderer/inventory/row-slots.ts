/** A row that is drawn, and the place of its element. */
export interface DrawnRow {
  readonly slot: number;
  /** Position in the table. */
  readonly index: number;
  /** Position on the sheet that carries all rows drawn: that in the table less the sheet's own. */
  readonly place: number;
}

/** All rows drawn, in ascending order, and where their sheet lies. */
export interface DrawnSheet {
  /** Position in the table of place 0; below 0 near the table's beginning. */
  readonly origin: number;
  readonly rows: readonly DrawnRow[];
}

/** Rows drawn beyond those in view on both sides, so that they are there when they come in sight. */
const AHEAD = 6;
/** Places of a sheet, or twice as many as rows are drawn where those are more. */
const PLACES = 256;

/**
 * Gives rows that are to be drawn the elements of rows that left the view, so that elements are filled anew instead of
 * made anew, and moves as few of them as possible: none on a jump, one for every row that was scrolled by.
 *
 * Elements lie on a sheet that is moved as a whole and has a limited number of places (`ui/list-sheet.ts` says why); here
 * they also keep their places on a jump, so that nothing but the sheet is laid out anew beside the texts.
 */
export class RowSlots {
  /** By ascending index, which is the order of their elements. */
  #drawn: readonly DrawnRow[] = [];
  #origin = 0;
  #free: number[] = [];
  #made = 0;

  /**
   * The rows to draw: those in view and some beyond them.
   *
   * @param inView positions of the rows in view, ascending and without a gap.
   * @param total rows that there are.
   */
  show(inView: readonly number[], total: number): DrawnSheet {
    const first = Math.max(0, (inView[0] ?? 0) - AHEAD);
    const end = Math.min(total, (inView.at(-1) ?? -1) + 1 + AHEAD);
    const indexes = Array.from({ length: Math.max(0, end - first) }, (_, offset) => first + offset);
    const kept = this.#drawn.filter(({ index }) => index >= first && index < end);
    // A moved element is laid out with all its cells, which takes longer than to fill it anew.
    const slots = kept.length * 2 < indexes.length ? this.#jump(indexes) : this.#scroll(indexes, kept);
    this.#drawn = indexes.map((index, nth) => ({ slot: slots[nth] ?? 0, index, place: index - this.#origin }));
    return { origin: this.#origin, rows: this.#drawn };
  }

  /** All elements are for the taking, in their order and at their places: only the sheet is moved. */
  #jump(indexes: readonly number[]): readonly number[] {
    const place = this.#drawn[0]?.place ?? 0;
    this.#origin = (indexes[0] ?? 0) - (place + indexes.length > limitOf(indexes) ? 0 : place);
    const slots = indexes.map((_, nth) => this.#drawn[nth]?.slot ?? this.#take());
    for (const { slot } of this.#drawn.slice(indexes.length)) this.#free.push(slot);
    return slots;
  }

  /** Rows that stay in view keep their elements; the others get those of rows that left it, and such as are free. */
  #scroll(indexes: readonly number[], kept: readonly DrawnRow[]): readonly number[] {
    const first = indexes[0] ?? 0;
    const places = limitOf(indexes);
    const isOff = first < this.#origin || first + indexes.length > this.#origin + places;
    if (isOff) this.#origin = first - Math.floor((places - indexes.length) / 2);
    const slots = new Map(kept.map(({ index, slot }) => [index, slot]));
    for (const { index, slot } of this.#drawn) if (!slots.has(index)) this.#free.push(slot);
    return indexes.map((index) => slots.get(index) ?? this.#take());
  }

  #take(): number {
    return this.#free.pop() ?? this.#made++;
  }
}

function limitOf(indexes: readonly number[]): number {
  return Math.max(PLACES, 2 * indexes.length);
}
