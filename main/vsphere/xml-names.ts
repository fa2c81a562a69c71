import { localName } from './tag-attributes.ts';

/** The name of an element: every answer shares one copy of the text. */
export interface XmlName {
  readonly qualified: string;
  /** Without its prefix. */
  readonly local: string;
}

const SLOTS = 8192;
/** Far more names than an answer uses; a hostile server invents more, and those are not kept. */
const MAX_NAMES = SLOTS / 2;
const NAME = /^[\p{L}_:][\p{L}\p{N}\p{M}_:.·-]*$/u;

/**
 * Names by their place in a text, so that none has to be cut out of it to be found. Shared by all answers of an isolate.
 */
class XmlNames {
  readonly #slots: (XmlName | undefined)[] = new Array(SLOTS).fill(undefined);
  #count = 0;

  /**
   * The name that stands in `text` from `from` up to, without, `to`; `hash` is any whole number worked out from its
   * characters. Undefined when XML allows no such name.
   */
  at(text: string, from: number, to: number, hash: number): XmlName | undefined {
    let slot = (hash ^ (hash >>> 13)) & (SLOTS - 1);
    for (let name = this.#slots[slot]; name; name = this.#slots[slot]) {
      if (stands(name.qualified, text, from, to)) return name;
      slot = (slot + 1) & (SLOTS - 1);
    }
    // A space before it gives it memory of its own, however long the text around it is.
    const qualified = ` ${text.slice(from, to)}`.slice(1);
    if (!NAME.test(qualified)) return undefined;
    const name = { qualified, local: localName(qualified) };
    if (this.#count < MAX_NAMES) {
      this.#slots[slot] = name;
      this.#count += 1;
    }
    return name;
  }
}

/** Whether exactly this stands between two places of a text. */
function stands(name: string, text: string, from: number, to: number): boolean {
  if (name.length !== to - from) return false;
  for (let index = 0; index < name.length; index += 1) {
    if (name.charCodeAt(index) !== text.charCodeAt(from + index)) return false;
  }
  return true;
}

export const xmlNames = new XmlNames();
