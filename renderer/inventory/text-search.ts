import type { TextOperator } from './filter/column-filter.ts';

/** In lower case, every Latin-1 character is one Latin-1 character again, whatever stands beside it. */
const LOWER = Uint8Array.from({ length: 256 }, (_, unit) => String.fromCharCode(unit).toLowerCase().charCodeAt(0));

/** Looks for a text in others, upper and lower case alike: in texts, or in the bytes of texts within Latin-1. */
export class TextSearch {
  readonly #operator: TextOperator;
  readonly #needle: string;
  readonly #bytes: Uint8Array;
  /** Whether texts within Latin-1 can have it. */
  readonly #isNarrow: boolean;
  /** How far on it begins at the earliest, by the byte that stands where its last one would be (Horspool). */
  readonly #steps: Uint32Array;

  /** @param text blanks around it do not count */
  constructor(operator: TextOperator, text: string) {
    const needle = text.trim().toLowerCase();
    const { length } = needle;
    this.#operator = operator;
    this.#needle = needle;
    this.#bytes = Uint8Array.from({ length }, (_, index) => needle.charCodeAt(index));
    this.#isNarrow = this.#bytes.every((byte, index) => byte === needle.charCodeAt(index));
    this.#steps = Uint32Array.from(LOWER, (lower) => {
      const before = this.#bytes.lastIndexOf(lower, length - 2);
      return length < 2 || before < 0 ? Math.max(1, length) : length - 1 - before;
    });
  }

  /** Whether a text as it is shown passes. */
  passes(text: string): boolean {
    const lower = text.toLowerCase();
    switch (this.#operator) {
      case 'contains':
        return lower.includes(this.#needle);
      case 'is':
        return lower === this.#needle;
      case 'starts':
        return lower.startsWith(this.#needle);
    }
  }

  /** The same of a text within Latin-1, a byte a character: those from `start` up to, without, `end`. */
  passesBytes(bytes: Uint8Array, start: number, end: number): boolean {
    const { length } = this.#bytes;
    if (!this.#isNarrow || end - start < length) return false;
    switch (this.#operator) {
      case 'contains':
        return this.#isIn(bytes, start, end);
      case 'is':
        return end - start === length && this.#endsAt(bytes, end);
      case 'starts':
        return this.#endsAt(bytes, start + length);
    }
  }

  #isIn(bytes: Uint8Array, start: number, end: number): boolean {
    const last = this.#bytes.length - 1;
    if (last < 0) return true;
    const final = this.#bytes[last];
    for (let at = start + last; at < end; at += this.#steps[bytes[at] ?? 0] ?? 1) {
      if (LOWER[bytes[at] ?? 0] === final && this.#endsAt(bytes, at + 1)) return true;
    }
    return false;
  }

  /** Whether the bytes before `end` are what is looked for. */
  #endsAt(bytes: Uint8Array, end: number): boolean {
    const needle = this.#bytes;
    for (let index = needle.length - 1, at = end - 1; index >= 0; index -= 1, at -= 1) {
      if (LOWER[bytes[at] ?? 0] !== needle[index]) return false;
    }
    return true;
  }
}
