import { eachRun, type RowRuns } from './row-runs.ts';

const FIRST_SLOTS = 1024;
/** Slots in use at most, so that a search ends soon. */
const FILL = 0.6;

/** Finds the row of a reference: a few bytes a row beside the list of references itself. */
export class RefIndex {
  readonly #refs: readonly string[];
  /** Row number plus one; 0 is free. */
  #slots = new Uint32Array(FIRST_SLOTS);
  /** Of the reference in each row that is indexed: what is costly to work out stays when rows get other numbers. */
  #hashes = new Uint32Array(FIRST_SLOTS);
  #indexed = 0;

  /** @param refs the list, which may grow at its end */
  constructor(refs: readonly string[]) {
    this.#refs = refs;
  }

  /** The row of a reference; undefined when it is in none. */
  find(ref: string): number | undefined {
    while (this.#indexed < this.#refs.length) this.#add(this.#indexed, hashOf(this.#refs[this.#indexed] ?? ''));
    const row = this.#slots[this.#slotOf(ref, hashOf(ref))] ?? 0;
    return row === 0 ? undefined : row - 1;
  }

  /** The list has kept those of the rows that it had at the last search, and no others. */
  keep(runs: RowRuns): void {
    eachRun(runs, (from, to, at) => this.#hashes.copyWithin(at, from, to));
    this.#slots.fill(0);
    for (this.#indexed = 0; this.#indexed < runs.rows; ) this.#add(this.#indexed, this.#hashes[this.#indexed] ?? 0);
  }

  #add(row: number, hash: number): void {
    if (row + 1 > this.#slots.length * FILL) this.#grow();
    this.#hashes[row] = hash;
    // A reference that came twice is found where it came last.
    this.#slots[this.#slotOf(this.#refs[row] ?? '', hash)] = row + 1;
    this.#indexed = row + 1;
  }

  #grow(): void {
    const hashes = new Uint32Array(this.#hashes.length * 2);
    hashes.set(this.#hashes);
    this.#hashes = hashes;
    this.#slots = new Uint32Array(this.#slots.length * 2);
    for (let row = 0; row < this.#indexed; row += 1) {
      this.#slots[this.#slotOf(this.#refs[row] ?? '', hashes[row] ?? 0)] = row + 1;
    }
  }

  #slotOf(ref: string, hash: number): number {
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (let row = this.#slots[slot]; row; row = this.#slots[slot]) {
      // Two texts are looked at side by side only when they are most likely the same.
      if (this.#hashes[row - 1] === hash && this.#refs[row - 1] === ref) break;
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
