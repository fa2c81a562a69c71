/** Numbers above this go to the fallback set, so that one odd moId cannot grow the bitmap beyond 2 MiB. */
const MAX_NUMBER = 16 * 1024 * 1024;

/** A ManagedObjectReference, as far as a set needs it. */
export interface Reference {
  readonly type: string;
  readonly value: string;
}

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

  has(ref: Reference): boolean {
    const { prefix, number } = splitRef(ref);
    if (prefix === undefined || !this.#bitmaps.has(prefix)) return this.#texts.has(`${ref.type}:${ref.value}`);
    const byte = this.#bitmaps.get(prefix)?.[number >> 3] ?? 0;
    return (byte & (1 << (number & 7))) !== 0;
  }

  /** Adds a reference; false when it was there already. */
  add(ref: Reference): boolean {
    const added = this.#add(ref);
    if (added) this.#size += 1;
    return added;
  }

  /** Adds a reference in its text form, "Type:moId". */
  addText(text: string): boolean {
    const colon = text.indexOf(':');
    return this.add({ type: text.slice(0, colon), value: text.slice(colon + 1) });
  }

  /** All of them in their text form. */
  *texts(): Generator<string> {
    for (const [prefix, bitmap] of this.#bitmaps) {
      for (let number = 0; number < bitmap.length * 8; number += 1)
        if ((bitmap[number >> 3] ?? 0) & (1 << (number & 7))) yield `${prefix}${number}`;
    }
    yield* this.#texts;
  }

  #add(ref: Reference): boolean {
    const { prefix, number } = splitRef(ref);
    if (prefix === undefined) return this.#addOdd(`${ref.type}:${ref.value}`);
    // More prefixes than any server uses would be a hostile way to grow the map.
    if (!this.#bitmaps.has(prefix) && this.#bitmaps.size >= 64) return this.#addOdd(`${ref.type}:${ref.value}`);
    const bitmap = this.#grow(prefix, number >> 3);
    const bit = 1 << (number & 7);
    const byte = bitmap[number >> 3] ?? 0;
    if (byte & bit) return false;
    bitmap[number >> 3] = byte | bit;
    return true;
  }

  #addOdd(text: string): boolean {
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

/** "vm-4711" of a type -> what stands before the number, and the number; no prefix where a bitmap does not do. */
function splitRef({ type, value }: Reference): { readonly prefix?: string; readonly number: number } {
  const digits = /(?:^|\D)(0|[1-9]\d{0,8})$/.exec(value)?.[1];
  const number = digits === undefined ? MAX_NUMBER : Number(digits);
  if (digits === undefined || number >= MAX_NUMBER) return { number };
  return { prefix: `${type}:${value.slice(0, value.length - digits.length)}`, number };
}
