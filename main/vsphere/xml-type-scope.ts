import type { TagAttributes } from './tag-attributes.ts';

/**
 * Follows which prefixes mean XML Schema instance, and reads xsi:type by namespace: servers write it under any prefix
 * ("xsi:type", "XMLSchema-instance:type"). Call open() and close() in pairs for every element that is not skipped.
 */
export class XmlTypeScope {
  /** Elements that bind prefixes, outermost first, and how deep they lie. */
  readonly #bound: TagAttributes[] = [];
  readonly #depths: number[] = [];
  #depth = 0;
  /** Depth of the innermost element that binds prefixes; -1 without one. */
  #innermost = -1;

  /** Opens an element; returns the local name of its xsi:type, if it has one. */
  open(attributes: TagAttributes | undefined): string | undefined {
    this.#depth += 1;
    if (attributes === undefined) return undefined;
    if (attributes.bindings.length > 0) {
      this.#bound.push(attributes);
      this.#depths.push(this.#depth);
      this.#innermost = this.#depth;
    }
    for (const { prefix, type } of attributes.types) if (this.#isXsi(prefix)) return type;
    return undefined;
  }

  close(): void {
    if (this.#innermost === this.#depth) {
      this.#bound.pop();
      this.#depths.pop();
      this.#innermost = this.#depths.at(-1) ?? -1;
    }
    this.#depth -= 1;
  }

  #isXsi(prefix: string): boolean {
    for (let index = this.#bound.length - 1; index >= 0; index -= 1) {
      for (const binding of this.#bound[index]?.bindings ?? []) if (binding.prefix === prefix) return binding.isXsi;
    }
    return false;
  }
}
