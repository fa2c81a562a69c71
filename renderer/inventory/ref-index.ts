const FIRST_SLOTS = 1024;
/** Slots in use at most, so that a search ends soon. */
const FILL = 0.6;

/** Finds the row of a reference: a few bytes a row beside the list of references itself. */
export class RefIndex {
  readonly #refs: readonly string[];
  /** Row number plus one; 0 is free. */
  #slots = new Uint32Array(FIRST_SLOTS);
  #indexed = 0;

  /** @param refs the list, which may grow at its end */
  constructor(refs: readonly string[]) {
    this.#refs = refs;
  }

  /** The row of a reference; undefined when it is in none. */
  find(ref: string): number | undefined {
    while (this.#indexed < this.#refs.length) this.#add(this.#indexed);
    const row = this.#slots[this.#slotOf(ref)] ?? 0;
    return row === 0 ? undefined : row - 1;
  }

  /** Rows have other numbers now. */
  forget(): void {
    this.#slots.fill(0);
    this.#indexed = 0;
  }

  #add(row: number): void {
    if (this.#indexed + 1 > this.#slots.length * FILL) this.#grow();
    const slot = this.#slotOf(this.#refs[row] ?? '');
    // A reference that came twice is found where it came last.
    this.#slots[slot] = row + 1;
    this.#indexed += 1;
  }

  #grow(): void {
    this.#slots = new Uint32Array(this.#slots.length * 2);
    for (let row = 0; row < this.#indexed; row += 1) this.#slots[this.#slotOf(this.#refs[row] ?? '')] = row + 1;
  }

  #slotOf(ref: string): number {
    const mask = this.#slots.length - 1;
    let slot = hashOf(ref) & mask;
    for (let row = this.#slots[slot]; row; row = this.#slots[slot]) {
      if (this.#refs[row - 1] === ref) break;
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}

/** FNV-1a with a last stir; ids are counted up, and must not lie side by side. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
}
