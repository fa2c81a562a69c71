import { MAX_VISIBLE_ROWS } from '../../shared/live-view.ts';

/** Which of the objects that somebody looks at are read now: all of them, or as many as may be asked for at once, in turns. */
export class PollTurns {
  #refs: readonly string[] = [];
  #wanted: ReadonlySet<string> = new Set();
  #from = 0;

  /** Other objects are looked at. @returns false when they are the same ones */
  want(refs: readonly string[]): boolean {
    if (refs.length === this.#refs.length && refs.every((ref, index) => ref === this.#refs[index])) return false;
    this.#refs = refs;
    this.#wanted = new Set(refs);
    // Goes on where it was: an object more or less must not keep the last ones from their turn.
    if (this.#from >= refs.length) this.#from = 0;
    return true;
  }

  wants(ref: string): boolean {
    return this.#wanted.has(ref);
  }

  /** Whether one turn is not enough for all. */
  get hasMore(): boolean {
    return this.#refs.length > MAX_VISIBLE_ROWS;
  }

  current(): readonly string[] {
    return this.#refs.slice(this.#from, this.#from + MAX_VISIBLE_ROWS);
  }

  advance(): void {
    const next = this.#from + MAX_VISIBLE_ROWS;
    this.#from = next < this.#refs.length ? next : 0;
  }
}
