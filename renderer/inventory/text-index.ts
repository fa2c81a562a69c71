import type { PackedTexts } from './packed-texts.ts';
import { hashOf } from './packed-texts.ts';
import { eachRun, type RowRuns } from './row-runs.ts';

const FIRST_SLOTS = 16;
/** Slots in use at most, so that a search ends soon. */
const FILL = 0.6;

/** Finds the number of a text among packed ones: a few bytes a text, and no pointers. */
export class TextIndex {
  readonly #texts: PackedTexts;
  readonly #limit: number;
  /** Number of the text plus one; 0 is free. */
  #slots = new Uint32Array(FIRST_SLOTS);
  /** Of each text that is indexed: what is costly to work out stays when texts get other numbers. */
  #hashes = new Uint32Array(FIRST_SLOTS);
  #indexed = 0;

  /**
   * @param texts which may grow at their end
   * @param limit of the texts that are ever found: the first ones
   */
  constructor(texts: PackedTexts, limit = Number.POSITIVE_INFINITY) {
    this.#texts = texts;
    this.#limit = limit;
  }

  /** The number of a text with a mark, the last one where it came twice; undefined when there is none. */
  find(text: string, mark = 0): number | undefined {
    const end = Math.min(this.#texts.length, this.#limit);
    while (this.#indexed < end) this.#add(this.#indexed, this.#texts.hash(this.#indexed));
    const number = this.#slots[this.#slotOf(text, mark, hashOf(text, mark))] ?? 0;
    return number === 0 ? undefined : number - 1;
  }

  /** The texts have kept some and no others, whose runs are in ascending order. */
  keep(runs: RowRuns): void {
    let known = 0;
    eachRun(runs, (from, to) => {
      const end = Math.min(to, this.#indexed);
      this.#hashes.copyWithin(known, from, end);
      known += Math.max(0, end - from);
    });
    this.#slots.fill(0);
    for (this.#indexed = 0; this.#indexed < known; ) this.#add(this.#indexed, this.#hashes[this.#indexed] ?? 0);
  }

  #add(index: number, hash: number): void {
    if (index + 1 > this.#slots.length * FILL) this.#grow();
    this.#hashes[index] = hash;
    this.#place(index);
    this.#indexed = index + 1;
  }

  #place(index: number): void {
    const mark = this.#texts.mark(index);
    this.#slots[this.#slotOf(index, mark, this.#hashes[index] ?? 0)] = index + 1;
  }

  #grow(): void {
    const hashes = new Uint32Array(this.#hashes.length * 2);
    hashes.set(this.#hashes);
    this.#hashes = hashes;
    this.#slots = new Uint32Array(this.#slots.length * 2);
    for (let index = 0; index < this.#indexed; index += 1) this.#place(index);
  }

  /** The slot of a text, given itself or by its number, or a free one for it. */
  #slotOf(sought: string | number, mark: number, hash: number): number {
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (let number = this.#slots[slot]; number; number = this.#slots[slot]) {
      // Two texts are looked at side by side only when they are most likely the same.
      if (this.#hashes[number - 1] === hash) {
        const text = typeof sought === 'string' ? sought : (this.#texts.at(sought) ?? '');
        if (this.#texts.is(number - 1, text, mark)) break;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
