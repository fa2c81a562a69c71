import type { ManagedObjectReference } from './managed-object-reference.ts';

/** Numbers above this go to the fallback set, so that one odd moId cannot grow the bitmap beyond 2 MiB. */
const MAX_NUMBER = 16 * 1024 * 1024;

/**
 * A set of references that costs about a bit per object: moIds are a prefix and a counter ("vm-4711"). Others are
 * kept as text. Serves to recognise objects that a rebuilt view delivers a second time.
 */
export class RefSet {
  readonly #bitmaps = new Map<string, Uint8Array>();
  readonly #texts = new Set<string>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Adds a reference; false when it was there already. */
  add(ref: ManagedObjectReference): boolean {
    const added = this.#add(ref);
    if (added) this.#size += 1;
    return added;
  }

  #add(ref: ManagedObjectReference): boolean {
    const digits = /(?:^|\D)(0|[1-9]\d{0,8})$/.exec(ref.value)?.[1];
    const number = digits === undefined ? MAX_NUMBER : Number(digits);
    if (digits === undefined || number >= MAX_NUMBER) return this.#addText(ref.toString());
    const prefix = `${ref.type}:${ref.value.slice(0, ref.value.length - digits.length)}`;
    // More prefixes than any server uses would be a hostile way to grow the map.
    if (!this.#bitmaps.has(prefix) && this.#bitmaps.size >= 64) return this.#addText(ref.toString());
    const bitmap = this.#grow(prefix, number >> 3);
    const bit = 1 << (number & 7);
    const byte = bitmap[number >> 3] ?? 0;
    if (byte & bit) return false;
    bitmap[number >> 3] = byte | bit;
    return true;
  }

  #addText(text: string): boolean {
    if (this.#texts.has(text)) return false;
    this.#texts.add(text);
    return true;
  }

  #grow(prefix: string, index: number): Uint8Array {
    const bitmap = this.#bitmaps.get(prefix);
    if (bitmap && index < bitmap.length) return bitmap;
    let length = Math.max(256, bitmap?.length ?? 0);
    while (length <= index) length *= 2;
    const grown = new Uint8Array(length);
    if (bitmap) grown.set(bitmap);
    this.#bitmaps.set(prefix, grown);
    return grown;
  }
}
