import { isVolatile } from '../../shared/attribute-selection.ts';
import type { ChangeCounts } from '../../shared/cache-view.ts';
import type { ColumnBatch } from '../../shared/inventory.ts';
import { HASH_SEEDS, hashCell, hashText } from '../../shared/row-hash.ts';

const FIRST_SLOTS = 1024;
/** Slots in use at most, so that a search ends soon. */
const FILL = 0.6;

/**
 * Compares a kind's rows with those of an earlier generation: 13 bytes a row outside of the heap, whatever the rows hold.
 * First remember() every earlier batch, then compare() every new one. Rows are compared by a 32-bit hash of the cells that
 * do not move by themselves, references by a 64-bit one.
 */
export class GenerationDiff {
  #refHigh = new Uint32Array(FIRST_SLOTS);
  #refLow = new Uint32Array(FIRST_SLOTS);
  #row = new Uint32Array(FIRST_SLOTS);
  /** 0 free, 1 remembered, 2 seen again. */
  #use = new Uint8Array(FIRST_SLOTS);
  #remembered = 0;
  #seen = 0;
  #added = 0;
  #changed = 0;

  remember(batch: ColumnBatch): void {
    const hashes = rowHashes(batch);
    for (const [row, ref] of batch.refs.entries()) {
      if (this.#remembered + 1 > this.#use.length * FILL) this.#grow();
      const slot = this.#find(ref);
      if (this.#use[slot] === 0) this.#remembered += 1;
      this.#use[slot] = 1;
      this.#row[slot] = hashes[row] ?? 0;
    }
  }

  compare(batch: ColumnBatch): void {
    const hashes = rowHashes(batch);
    for (const [row, ref] of batch.refs.entries()) {
      const slot = this.#find(ref);
      if (this.#use[slot] === 0) {
        this.#added += 1;
        continue;
      }
      if (this.#use[slot] === 1) this.#seen += 1;
      this.#use[slot] = 2;
      if (this.#row[slot] !== hashes[row]) this.#changed += 1;
    }
  }

  /** Valid once every new batch was compared. */
  counts(): ChangeCounts {
    return { added: this.#added, removed: this.#remembered - this.#seen, changed: this.#changed };
  }

  /** The slot of a reference, or the free one where it would go. */
  #find(ref: string): number {
    const high = hashText(ref, HASH_SEEDS[0]);
    const low = hashText(ref, HASH_SEEDS[1]);
    const mask = this.#use.length - 1;
    let slot = low & mask;
    while (this.#use[slot] !== 0 && (this.#refHigh[slot] !== high || this.#refLow[slot] !== low))
      slot = (slot + 1) & mask;
    if (this.#use[slot] === 0) {
      this.#refHigh[slot] = high;
      this.#refLow[slot] = low;
    }
    return slot;
  }

  #grow(): void {
    const [high, low, rows, use] = [this.#refHigh, this.#refLow, this.#row, this.#use];
    const length = use.length * 2;
    this.#refHigh = new Uint32Array(length);
    this.#refLow = new Uint32Array(length);
    this.#row = new Uint32Array(length);
    this.#use = new Uint8Array(length);
    for (let from = 0; from < use.length; from += 1) {
      if (use[from] === 0) continue;
      let slot = (low[from] ?? 0) & (length - 1);
      while (this.#use[slot] !== 0) slot = (slot + 1) & (length - 1);
      this.#refHigh[slot] = high[from] ?? 0;
      this.#refLow[slot] = low[from] ?? 0;
      this.#row[slot] = rows[from] ?? 0;
      this.#use[slot] = use[from] ?? 0;
    }
  }
}

/**
 * One hash for each row, over its cells that do not move by themselves. A sum, because without pruning the same row may
 * come with its columns in another order, and with or without those that are unset.
 */
export function rowHashes({ refs, columns }: ColumnBatch): Uint32Array {
  const hashes = new Uint32Array(refs.length);
  for (const [path, cells] of Object.entries(columns)) {
    if (isVolatile(path)) continue;
    const seed = hashText(path, HASH_SEEDS[0]);
    for (let row = 0; row < hashes.length; row += 1)
      hashes[row] = (hashes[row] ?? 0) + hashCell(cells[row] ?? null, seed);
  }
  return hashes;
}
