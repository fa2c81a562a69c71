import { grown } from './column-storage.ts';

/** Ranges up to this length are sorted by inserting one text after the other. */
const FEW = 12;
/** What stands behind the last unit of a text: less than any. */
const END = -1;

export interface Places {
  /** Of each text; equal ones share theirs. */
  readonly places: Uint32Array<ArrayBuffer>;
  /** Number of different texts. */
  readonly count: number;
}

/**
 * The place of each of some texts among the different ones, in the order of their code units, from 0 on. Texts that are
 * alike up to a depth are divided by the unit there (multikey quicksort), so that two of them are never compared from their
 * first character on; and none of them stays as an object, however many there are.
 */
export function placesOfTexts(length: number, textAt: (index: number) => string): Places {
  const texts = new UnitOrder(length, textAt);
  const places = new Uint32Array(length);
  let count = 0;
  const settle = (from: number, to: number): void => {
    for (let index = from; index < to; index += 1) places[texts.at(index)] = count;
    count += 1;
  };
  // From, to and depth of ranges to be divided, the lowest on top.
  const ranges = [0, length, 0];
  while (ranges.length > 0) {
    const depth = ranges.pop() ?? 0;
    const to = ranges.pop() ?? 0;
    const from = ranges.pop() ?? 0;
    if (to - from <= FEW) {
      texts.insert(from, to, depth);
      for (let start = from; start < to; ) {
        let end = start + 1;
        while (end < to && texts.compare(texts.at(start), texts.at(end), depth) === 0) end += 1;
        settle(start, end);
        start = end;
      }
      continue;
    }
    const pivot = texts.middle(from, to, depth);
    const { below, above } = texts.divide(from, to, depth, pivot);
    if (above < to) ranges.push(above, to, depth);
    // Texts that end here are all the same, and nothing is below them.
    if (pivot === END) settle(from, above);
    else ranges.push(below, above, depth + 1);
    if (below > from) ranges.push(from, below, depth);
  }
  return { places, count };
}

/** Texts as code units, and an order of them that is to be made. */
class UnitOrder {
  #units = new Uint16Array(0);
  readonly #starts: Uint32Array;
  readonly #order: Uint32Array;

  constructor(length: number, textAt: (index: number) => string) {
    this.#starts = new Uint32Array(length + 1);
    this.#order = new Uint32Array(length);
    for (let index = 0; index < length; index += 1) {
      this.#order[index] = index;
      this.#starts[index + 1] = this.#append(textAt(index), this.#starts[index] ?? 0);
    }
  }

  /** The text that has come to a position of the order. */
  at(position: number): number {
    return this.#order[position] ?? 0;
  }

  /** Compares two texts that are alike up to a depth. */
  compare(left: number, right: number, depth: number): number {
    for (let at = depth; ; at += 1) {
      const unit = this.#unit(left, at);
      const difference = unit - this.#unit(right, at);
      if (difference !== 0 || unit === END) return difference;
    }
  }

  /** Orders a few texts. */
  insert(from: number, to: number, depth: number): void {
    const order = this.#order;
    for (let end = from + 1; end < to; end += 1) {
      const text = order[end] ?? 0;
      let at = end;
      for (; at > from && this.compare(order[at - 1] ?? 0, text, depth) > 0; at -= 1) order[at] = order[at - 1] ?? 0;
      order[at] = text;
    }
  }

  /** The unit in the middle of three. */
  middle(from: number, to: number, depth: number): number {
    const first = this.#unit(this.at(from), depth);
    const second = this.#unit(this.at((from + to) >>> 1), depth);
    const third = this.#unit(this.at(to - 1), depth);
    return Math.max(Math.min(first, second), Math.min(Math.max(first, second), third));
  }

  /** Puts texts with a lower unit before those with the pivot, and those with a higher one after them; tells the bounds. */
  divide(from: number, to: number, depth: number, pivot: number): { readonly below: number; readonly above: number } {
    const order = this.#order;
    let below = from;
    let above = to;
    for (let at = from; at < above; ) {
      const text = order[at] ?? 0;
      const unit = this.#unit(text, depth);
      if (unit === pivot) at += 1;
      else if (unit < pivot) {
        order[at] = order[below] ?? 0;
        order[below] = text;
        below += 1;
        at += 1;
      } else {
        above -= 1;
        order[at] = order[above] ?? 0;
        order[above] = text;
      }
    }
    return { below, above };
  }

  #unit(text: number, depth: number): number {
    const at = (this.#starts[text] ?? 0) + depth;
    return at < (this.#starts[text + 1] ?? 0) ? (this.#units[at] ?? END) : END;
  }

  #append(text: string, start: number): number {
    const end = start + text.length;
    if (end > this.#units.length) {
      const room = new Uint16Array(grown(this.#units.length, end));
      room.set(this.#units);
      this.#units = room;
    }
    for (let index = 0; index < text.length; index += 1) this.#units[start + index] = text.charCodeAt(index);
    return end;
  }
}
