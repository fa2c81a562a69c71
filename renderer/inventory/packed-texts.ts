import { grown } from './column-storage.ts';
import { eachRun, type RowRuns } from './row-runs.ts';
import type { TextSearch } from './text-search.ts';

/** Characters that are decoded in one go. */
const GO = 128;
/** For each number of them, a list to hand them over in: filled again and again, it costs no garbage. */
const UNITS: number[][] = [];
const HASH_START = 0x811c9dc5;

/**
 * Texts as bytes in one array: a garbage collection walks no pointer for any of them, however many there are. Texts within
 * Latin-1 take a byte a character, others two, so that every text comes back as it was, lone surrogates included. Each has
 * a mark from 0 to 127, and texts of different marks are different.
 */
export class PackedTexts {
  #bytes = new Uint8Array(0);
  /** Where each text ends among the bytes. */
  #ends = new Uint32Array(0);
  /** The mark of each text, doubled; plus 1 when it takes two bytes a character. */
  #kinds = new Uint8Array(0);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Bytes that the texts take, without the room to grow. */
  get byteLength(): number {
    return this.#startOf(this.#length);
  }

  /** Appends a text. */
  push(text: string, mark = 0): void {
    const wide = isWide(text);
    const start = this.byteLength;
    this.#reserve(this.#length + 1, start + (wide ? 2 : 1) * text.length);
    let at = start;
    for (let index = 0; index < text.length; index += 1) {
      const unit = text.charCodeAt(index);
      this.#bytes[at++] = unit;
      if (wide) this.#bytes[at++] = unit >>> 8;
    }
    this.#ends[this.#length] = at;
    this.#kinds[this.#length] = mark * 2 + Number(wide);
    this.#length += 1;
  }

  /** A text by its number from 0; undefined when there is none. */
  at(index: number): string | undefined {
    if (!(index >= 0 && index < this.#length)) return undefined;
    const end = this.#ends[index] ?? 0;
    const step = this.#stepOf(index);
    let text = '';
    for (let at = this.#startOf(index); at < end; at += GO * step) text += this.#decoded(at, end, step);
    return text;
  }

  mark(index: number): number {
    return (this.#kinds[index] ?? 0) >>> 1;
  }

  /** Whether a text is another one, with the same mark; without decoding it. */
  is(index: number, text: string, mark = 0): boolean {
    if (index >= this.#length || this.mark(index) !== mark) return false;
    const length = ((this.#ends[index] ?? 0) - this.#startOf(index)) / this.#stepOf(index);
    return length === text.length && this.startsWith(index, text);
  }

  /** Whether a text begins with another one; without decoding it. */
  startsWith(index: number, prefix: string): boolean {
    const step = this.#stepOf(index);
    let at = this.#startOf(index);
    if (index >= this.#length || at + prefix.length * step > (this.#ends[index] ?? 0)) return false;
    for (let unit = 0; unit < prefix.length; unit += 1, at += step) {
      if (this.#unit(at, step) !== prefix.charCodeAt(unit)) return false;
    }
    return true;
  }

  /**
   * Whether a text passes a search, without decoding it; undefined where only the decoded text tells.
   * @param escaping a character whose texts are to be decoded: they may stand for another text
   */
  finds(index: number, search: TextSearch, escaping?: string): boolean | undefined {
    if (index >= this.#length || this.#stepOf(index) === 2) return undefined;
    const start = this.#startOf(index);
    const end = this.#ends[index] ?? 0;
    if (escaping !== undefined) {
      const unit = escaping.charCodeAt(0);
      for (let at = start; at < end; at += 1) if (this.#bytes[at] === unit) return undefined;
    }
    return search.passesBytes(this.#bytes, start, end);
  }

  /** The hash of a text, as hashOf() tells it. */
  hash(index: number): number {
    const end = this.#ends[index] ?? 0;
    const step = this.#stepOf(index);
    let hash = HASH_START;
    for (let at = this.#startOf(index); at < end; at += step) hash = withUnit(hash, this.#unit(at, step));
    return stirred(hash, this.mark(index));
  }

  /** Keeps those texts, whose runs are in ascending order, and no others. */
  keep(runs: RowRuns): void {
    eachRun(runs, (from, to, at) => this.#copy(this, from, to, at));
    this.#length = runs.rows;
  }

  /** Appends texts of other ones, as memory. */
  take(source: PackedTexts, runs: RowRuns): void {
    let bytes = this.byteLength;
    eachRun(runs, (from, to) => {
      bytes += source.#startOf(to) - source.#startOf(from);
    });
    this.#reserve(this.#length + runs.rows, bytes);
    const before = this.#length;
    eachRun(runs, (from, to, at) => this.#copy(source, from, to, before + at));
    this.#length = before + runs.rows;
  }

  /** The characters from a byte on, as many as go in one go. */
  #decoded(start: number, end: number, step: 1 | 2): string {
    const bytes = this.#bytes;
    const length = Math.min(GO, (end - start) / step);
    UNITS[length] ??= new Array<number>(length).fill(0);
    const units = UNITS[length];
    if (step === 1) for (let unit = 0; unit < length; unit += 1) units[unit] = bytes[start + unit] ?? 0;
    else for (let unit = 0; unit < length; unit += 1) units[unit] = this.#unit(start + 2 * unit, 2);
    return String.fromCharCode.apply(undefined, units);
  }

  /** Copies texts to where those before `at` end; there is room. */
  #copy(source: PackedTexts, from: number, to: number, at: number): void {
    const start = source.#startOf(from);
    const end = source.#startOf(to);
    const moved = this.#startOf(at);
    if (source === this) this.#bytes.copyWithin(moved, start, end);
    else this.#bytes.set(source.#bytes.subarray(start, end), moved);
    if (source === this) this.#kinds.copyWithin(at, from, to);
    else this.#kinds.set(source.#kinds.subarray(from, to), at);
    const ends = this.#ends;
    const others = source.#ends;
    for (let index = from; index < to; index += 1) ends[at + index - from] = (others[index] ?? 0) - start + moved;
  }

  #startOf(index: number): number {
    return index === 0 ? 0 : (this.#ends[index - 1] ?? 0);
  }

  #stepOf(index: number): 1 | 2 {
    return (this.#kinds[index] ?? 0) & 1 ? 2 : 1;
  }

  #unit(at: number, step: 1 | 2): number {
    const low = this.#bytes[at] ?? 0;
    return step === 1 ? low : low | ((this.#bytes[at + 1] ?? 0) << 8);
  }

  #reserve(texts: number, bytes: number): void {
    if (texts > this.#ends.length) {
      const capacity = grown(this.#ends.length, texts);
      this.#ends = withRoom(this.#ends, new Uint32Array(capacity));
      this.#kinds = withRoom(this.#kinds, new Uint8Array(capacity));
    }
    if (bytes > this.#bytes.length) {
      this.#bytes = withRoom(this.#bytes, new Uint8Array(grown(this.#bytes.length, bytes)));
    }
  }
}

/** FNV-1a over the code units and the mark, with a last stir: ids are counted up, and must not lie side by side. */
export function hashOf(text: string, mark = 0): number {
  let hash = HASH_START;
  for (let index = 0; index < text.length; index += 1) hash = withUnit(hash, text.charCodeAt(index));
  return stirred(hash, mark);
}

function withUnit(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

function stirred(hash: number, mark: number): number {
  const marked = withUnit(hash, mark);
  return Math.imul(marked ^ (marked >>> 15), 0x2c1b3c6d) >>> 0;
}

function isWide(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 0xff) return true;
  return false;
}

function withRoom<T extends Uint8Array | Uint32Array>(old: T, room: T): T {
  room.set(old);
  return room;
}
