import type { StoredCell } from './column-storage.ts';
import { PackedTexts } from './packed-texts.ts';
import { runsOf } from './row-runs.ts';
import { TextIndex } from './text-index.ts';
import type { TextSearch } from './text-search.ts';

/** Distinct values after which a dictionary stops looking for repeats: names and UUIDs never repeat, hosts and states do. */
export const LOOKED_UP = 8192;

type Value = NonNullable<StoredCell>;

/** What a packed text stands for. */
const [TEXT, NUMBER, FLAG, LIST] = [0, 1, 2, 3];

function markOf(value: Value): number {
  if (typeof value === 'object') return LIST;
  return typeof value === 'string' ? TEXT : typeof value === 'number' ? NUMBER : FLAG;
}

function textOf(value: Value): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function unpacked(text: string, mark: number): Value {
  if (mark === LIST) return JSON.parse(text) as readonly string[];
  return mark === TEXT ? text : mark === NUMBER ? Number(text) : text === 'true';
}

/** Every distinct value of a column once, packed, by a code from 1 on; code 0 is unset. */
export class ValueDictionary {
  /** The value of code 1 is the first one. */
  readonly #texts = new PackedTexts();
  readonly #index = new TextIndex(this.#texts, LOOKED_UP);

  /** Number of codes handed out, that of unset included. */
  get size(): number {
    return this.#texts.length + 1;
  }

  value(code: number): StoredCell {
    const text = this.#texts.at(code - 1);
    return text === undefined ? null : unpacked(text, this.#texts.mark(code - 1));
  }

  /** Whether a text passes a search, without decoding it; undefined where only the value tells. PackedTexts.finds() */
  finds(code: number, search: TextSearch, escaping?: string): boolean | undefined {
    if (code === 0 || this.#texts.mark(code - 1) !== TEXT) return undefined;
    return this.#texts.finds(code - 1, search, escaping);
  }

  /** The code of a value; a new one for a value that is not there, or was not among the first ones. */
  codeOf(value: StoredCell): number {
    if (value === null) return 0;
    const text = textOf(value);
    const mark = markOf(value);
    const known = this.#index.find(text, mark);
    if (known !== undefined) return known + 1;
    this.#texts.push(text, mark);
    return this.#texts.length;
  }

  /** Takes over those values of another one that occur, by code; tells which codes they have here. */
  adopt(source: ValueDictionary, occurs: Uint8Array): Uint32Array {
    const newCodes = new Uint32Array(occurs.length);
    // Into one without values all of them are new, and those beyond the limit were never looked up there either.
    const lookedUp = this.size === 1 ? 0 : LOOKED_UP;
    for (let code = 1; code < occurs.length && code <= lookedUp; code += 1) {
      if (occurs[code] === 1) newCodes[code] = this.codeOf(source.value(code));
    }
    const size = this.size;
    const added = new Uint32Array(occurs.length);
    let count = 0;
    for (let code = lookedUp + 1; code < occurs.length; code += 1) {
      if (occurs[code] !== 1) continue;
      newCodes[code] = size + count;
      added[count] = code - 1;
      count += 1;
    }
    this.#texts.take(source.#texts, runsOf(added.subarray(0, count)));
    return newCodes;
  }
}
