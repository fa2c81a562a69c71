import { HASH_SEEDS, hashText } from '../../shared/row-hash.ts';

const FIRST_SLOTS = 1024;
/** Slots in use at most, so that a search ends soon. */
const FILL = 0.6;

/** What became of a row of the older generation. */
export const ROW_FATES = ['new', 'same', 'usage', 'changed'] as const;
export type RowFate = (typeof ROW_FATES)[number];

/**
 * The rows of one kind in the older generation by reference: 21 bytes a slot outside of the heap, whatever the rows hold. References
 * are told apart by 64 bits, rows by 32.
 */
export class RowIndex {
  #refHigh = new Uint32Array(FIRST_SLOTS);
  #refLow = new Uint32Array(FIRST_SLOTS);
  #steady = new Uint32Array(FIRST_SLOTS);
  #usage = new Uint32Array(FIRST_SLOTS);
  #position = new Uint32Array(FIRST_SLOTS);
  /** 0 free, 1 remembered, 2 seen again. */
  #use = new Uint8Array(FIRST_SLOTS);
  #size = 0;

  /** @param position number of the row among those of its kind */
  remember(ref: string, position: number, steady: number, usage: number): void {
    if (this.#size + 1 > this.#use.length * FILL) this.#grow();
    const high = hashText(ref, HASH_SEEDS[0]);
    const low = hashText(ref, HASH_SEEDS[1]);
    const slot = this.#find(high, low);
    if (this.#use[slot] === 0) this.#size += 1;
    this.#refHigh[slot] = high;
    this.#refLow[slot] = low;
    this.#use[slot] = 1;
    this.#position[slot] = position;
    this.#steady[slot] = steady;
    this.#usage[slot] = usage;
  }

  /** A row of the newer generation: what became of it, and where it was. */
  look(ref: string, steady: number, usage: number): { readonly fate: RowFate; readonly position: number } {
    const slot = this.#find(hashText(ref, HASH_SEEDS[0]), hashText(ref, HASH_SEEDS[1]));
    if (this.#use[slot] === 0) return { fate: 'new', position: -1 };
    this.#use[slot] = 2;
    const position = this.#position[slot] ?? 0;
    if (this.#steady[slot] !== steady) return { fate: 'changed', position };
    return { fate: this.#usage[slot] === usage ? 'same' : 'usage', position };
  }

  /** Positions of the rows that were not seen again, in order. */
  unseen(): Uint32Array {
    let count = 0;
    for (const use of this.#use) if (use === 1) count += 1;
    const positions = new Uint32Array(count);
    let next = 0;
    for (let slot = 0; slot < this.#use.length; slot += 1) {
      if (this.#use[slot] !== 1) continue;
      positions[next] = this.#position[slot] ?? 0;
      next += 1;
    }
    return positions.sort();
  }

  /** The slot of a reference, or the free one where it would go. */
  #find(high: number, low: number): number {
    const mask = this.#use.length - 1;
    let slot = low & mask;
    while (this.#use[slot] !== 0 && (this.#refHigh[slot] !== high || this.#refLow[slot] !== low))
      slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const before = {
      high: this.#refHigh,
      low: this.#refLow,
      steady: this.#steady,
      usage: this.#usage,
      position: this.#position,
      use: this.#use,
    };
    const length = before.use.length * 2;
    this.#refHigh = new Uint32Array(length);
    this.#refLow = new Uint32Array(length);
    this.#steady = new Uint32Array(length);
    this.#usage = new Uint32Array(length);
    this.#position = new Uint32Array(length);
    this.#use = new Uint8Array(length);
    for (let from = 0; from < before.use.length; from += 1) {
      if (before.use[from] === 0) continue;
      const slot = this.#find(before.high[from] ?? 0, before.low[from] ?? 0);
      this.#refHigh[slot] = before.high[from] ?? 0;
      this.#refLow[slot] = before.low[from] ?? 0;
      this.#steady[slot] = before.steady[from] ?? 0;
      this.#usage[slot] = before.usage[from] ?? 0;
      this.#position[slot] = before.position[from] ?? 0;
      this.#use[slot] = before.use[from] ?? 0;
    }
  }
}
