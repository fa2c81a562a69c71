import { ownName } from './own-text.ts';

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/** Name of an element or QName without its prefix. */
export function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** More than any server uses; a hostile one must not grow the table. */
const MAX_PREFIXES = 256;

interface Binding {
  readonly depth: number;
  readonly prefix: string;
  readonly shadowed: boolean | undefined;
}

/**
 * Follows which prefixes mean XML Schema instance, and reads xsi:type by namespace: servers write it under any prefix
 * ("xsi:type", "XMLSchema-instance:type"). Call open() and close() in pairs for every element that is not skipped.
 */
export class XmlTypeScope {
  /** Prefix -> whether it is bound to the XSI namespace here; undefined when it is bound to nothing any more. */
  readonly #prefixes = new Map<string, boolean | undefined>();
  readonly #bindings: Binding[] = [];
  #depth = 0;

  /** Opens an element; returns the local name of its xsi:type, if it has one. */
  open(attributes: Record<string, string>): string | undefined {
    this.#depth += 1;
    let prefixed: string[] | undefined;
    for (const name in attributes) {
      const colon = name.indexOf(':');
      if (colon < 0) continue;
      if (colon === 5 && name.startsWith('xmlns')) this.#bind(ownName(name.slice(6)), attributes[name] === XSI);
      else if (name.endsWith(':type')) {
        prefixed ??= [];
        prefixed.push(name);
      }
    }
    if (!prefixed) return undefined;
    for (const name of prefixed) {
      if (this.#prefixes.get(name.slice(0, -5)) === true) return localName((attributes[name] ?? '').trim());
    }
    return undefined;
  }

  close(): void {
    let last = this.#bindings.at(-1);
    while (last && last.depth === this.#depth) {
      this.#bindings.pop();
      // Deleting would make V8 rebuild the table again and again, in the old generation of a long answer.
      if (last.shadowed === undefined && this.#prefixes.size > MAX_PREFIXES) this.#prefixes.delete(last.prefix);
      else this.#prefixes.set(last.prefix, last.shadowed);
      last = this.#bindings.at(-1);
    }
    this.#depth -= 1;
  }

  #bind(prefix: string, isXsi: boolean): void {
    this.#bindings.push({ depth: this.#depth, prefix, shadowed: this.#prefixes.get(prefix) });
    this.#prefixes.set(prefix, isXsi);
  }
}
