import type { ResourceType } from '../../shared/inventory.ts';
import { RefSet } from '../../shared/ref-set.ts';
import type { LeftObjects } from './protocol.ts';

/** More objects than any estate has, made and deleted ones included; a limit to what is remembered of them. */
const MOST_OBJECTS = 500_000;

/**
 * The objects of a collection of which windows were told anything since: about a bit each. A window that has missed something,
 * or comes back with rows of which nobody knows how old they are, is told these again, and then shows all as it is.
 */
export class ToldObjects {
  readonly #most: number;
  readonly #kinds = new Map<ResourceType, RefSet>();

  constructor(most = MOST_OBJECTS) {
    this.#most = most;
  }

  get size(): number {
    let size = 0;
    for (const refs of this.#kinds.values()) size += refs.size;
    return size;
  }

  /** More were told than can be told again. */
  get isFull(): boolean {
    return this.size > this.#most;
  }

  add({ type, refs }: LeftObjects): void {
    let known = this.#kinds.get(type);
    if (!known) {
      known = new RefSet();
      this.#kinds.set(type, known);
    }
    for (const ref of refs) known.addText(ref);
  }

  /** An object that was of two kinds is among both. */
  all(): LeftObjects[] {
    return [...this.#kinds].map(([type, refs]) => ({ type, refs: [...refs.texts()] }));
  }
}
