import { withNext } from './merge.ts';
import { placesOfTexts } from './text-places.ts';

/** New codes of which there are at most a share of all are put between the others one by one. */
const FEW_SHARE = 1 / 32;

/** The order of codes by the texts of their values; those of an empty text come last in either direction. */
export class CodeOrder {
  readonly #keyOf: (code: number) => string;
  readonly #sign: number;
  #order = new Uint32Array(0);
  #places = new Uint32Array(0);

  /**
   * @param keyOf the text of a code, compared by code units. It is asked for anew whenever it is needed: texts that stay
   *   would be as many pointers for every garbage collection.
   * @param sign 1 for ascending, -1 for descending
   */
  constructor(keyOf: (code: number) => string, sign: number) {
    this.#keyOf = keyOf;
    this.#sign = sign;
  }

  /** The place of a code among the different texts. */
  placeOf(code: number): number {
    return this.#places[code] ?? 0;
  }

  /** Takes in the codes below `length` that are new. */
  extend(length: number): void {
    const known = this.#places.length;
    if (length === known) return;
    if (length - known <= length * FEW_SHARE) this.#insert(length);
    else this.#sort(length);
  }

  #sort(length: number): void {
    let hasEmpty = false;
    const { places, count } = placesOfTexts(length, (code) => {
      const key = this.#keyOf(code);
      hasEmpty ||= key === '';
      return key;
    });
    // An empty text is the first one.
    const first = hasEmpty ? 1 : 0;
    for (let code = 0; code < length; code += 1) {
      const place = places[code] ?? 0;
      if (place < first) places[code] = count - 1;
      else places[code] = this.#sign > 0 ? place - first : count - 1 - place;
    }
    this.#places = places;
    this.#order = byPlace(places, count);
  }

  #insert(length: number): void {
    const known = this.#places.length;
    const keys = new Map<number, string>();
    const keyOf = (code: number): string => {
      const key = keys.get(code) ?? this.#keyOf(code);
      keys.set(code, key);
      return key;
    };
    this.#order = withNext(
      this.#order,
      length,
      (left, right) => compareKeys(keyOf(left), keyOf(right), this.#sign) || left - right,
    );
    const before = this.#places;
    const isSame = (left: number, right: number): boolean =>
      left < known && right < known ? before[left] === before[right] : keyOf(left) === keyOf(right);
    this.#places = new Uint32Array(length);
    let place = 0;
    for (let index = 1; index < length; index += 1) {
      const code = this.#order[index] ?? 0;
      if (!isSame(this.#order[index - 1] ?? 0, code)) place += 1;
      this.#places[code] = place;
    }
  }
}

function compareKeys(a: string, b: string, sign: number): number {
  if (a === b) return 0;
  if (a === '') return 1;
  if (b === '') return -1;
  return a < b ? -sign : sign;
}

/** Codes by their places, equal ones ascending. */
function byPlace(places: Uint32Array, count: number): Uint32Array<ArrayBuffer> {
  const next = new Uint32Array(count + 1);
  for (const place of places) next[place + 1] = (next[place + 1] ?? 0) + 1;
  for (let place = 1; place < count; place += 1) next[place] = (next[place] ?? 0) + (next[place - 1] ?? 0);
  const order = new Uint32Array(places.length);
  for (const [code, place] of places.entries()) {
    order[next[place] ?? 0] = code;
    next[place] = (next[place] ?? 0) + 1;
  }
  return order;
}
