/** Mixes two 32-bit numbers into one unsigned 32-bit number in which every bit of both counts. */
export function mix(left: number, right: number): number {
  let hash = Math.imul(left ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(right ^ 0x7f4a7c15, 0xc2b2ae35);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  hash ^= hash >>> 12;
  hash = Math.imul(hash, 0x297a2d39);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** The element at an index that is known to exist; a wrong index is a programming error and throws. */
export function at<T>(list: readonly T[], index: number): T {
  const element = list[index];
  if (element === undefined) throw new RangeError(`No element ${index} in a list of ${list.length}`);
  return element;
}

const HEX_PAIRS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Eight lower-case hexadecimal digits of an unsigned 32-bit number. */
export function hex32(value: number): string {
  return `${HEX_PAIRS[value >>> 24]}${HEX_PAIRS[(value >>> 16) & 255]}${HEX_PAIRS[(value >>> 8) & 255]}${HEX_PAIRS[value & 255]}`;
}

/**
 * Random decisions that are a pure function of seed, family and index: asking twice gives the same answer, so nothing
 * about an object needs to be remembered. `question` tells the decisions about one object apart.
 */
export class Dice {
  readonly #state: number;

  constructor(seed: number, family: number, index: number) {
    this.#state = mix(mix(seed, family), index);
  }

  /** Uniform in 0 to 2^32-1. */
  roll(question: number): number {
    return mix(this.#state, question);
  }

  /** Uniform integer in 0 to limit-1. */
  below(question: number, limit: number): number {
    return Math.floor((this.roll(question) / 0x1_0000_0000) * limit);
  }

  /** Uniform integer in low to high, both included. */
  between(question: number, low: number, high: number): number {
    return low + this.below(question, high - low + 1);
  }

  pick<T>(question: number, list: readonly T[]): T {
    return at(list, this.below(question, list.length));
  }

  /** True in `perMille` of a thousand cases. */
  chance(question: number, perMille: number): boolean {
    return this.below(question, 1000) < perMille;
  }

  /** A UUID in the usual 8-4-4-4-12 form. */
  uuid(question: number): string {
    const first = this.roll(question);
    const middle = hex32(mix(first, 1));
    const rest = hex32(mix(first, 2));
    return `${hex32(first)}-${middle.slice(0, 4)}-${middle.slice(4)}-${rest.slice(0, 4)}-${rest.slice(4)}${hex32(mix(first, 3))}`;
  }
}
