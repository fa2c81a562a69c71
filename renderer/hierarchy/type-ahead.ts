/** Letters that follow each other faster than this are one word, in milliseconds. */
const WORD_MS = 700;

/** Finds rows by the letters their names begin with, as they are typed. */
export class TypeAhead {
  #typed = '';
  #last = Number.NEGATIVE_INFINITY;

  /** Whether a space continues a word instead of choosing a row. */
  isTyping(now: number): boolean {
    return this.#typed !== '' && now - this.#last < WORD_MS;
  }

  /**
   * Where a letter leads to: the next row whose name begins with what was typed, round the end; the same letter again goes
   * on to the next. -1 when there is none. `now` in milliseconds.
   */
  find(names: readonly (string | undefined)[], active: number, letter: string, now: number): number {
    const continues = this.isTyping(now);
    this.#last = now;
    const repeated = continues && [...this.#typed].every((typed) => typed === letter.toLowerCase());
    this.#typed = continues ? this.#typed + letter.toLowerCase() : letter.toLowerCase();
    const word = repeated ? letter.toLowerCase() : this.#typed;
    // A word that grows may stay where it is; a new one goes on.
    const first = continues && !repeated ? active : active + 1;
    for (let step = 0; step < names.length; step += 1) {
      const index = (first + step) % names.length;
      if (names[index]?.toLowerCase().startsWith(word)) return index;
    }
    return -1;
  }
}
