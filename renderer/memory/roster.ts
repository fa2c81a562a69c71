/** Silence after which somebody counts as ended, in milliseconds; a busy isolate misses a sample now and then. */
const LIVE_MS = 2000;

/** Who was seen lately, of bounded length: the one that ended first makes room for a new one. */
export class Roster {
  readonly #limit: number;
  readonly #removed: (name: string) => void;
  /** When each was last seen, milliseconds since the epoch, in order of first appearance. */
  readonly #lastSeen = new Map<string, number>();
  #now = Number.NEGATIVE_INFINITY;

  /** @param removed is told of everybody who is forgotten */
  constructor(limit: number, removed: (name: string) => void) {
    this.#limit = limit;
    this.#removed = removed;
  }

  /** In order of first appearance. */
  get names(): readonly string[] {
    return [...this.#lastSeen.keys()];
  }

  /** Whether somebody was seen within the last two seconds. */
  isLive(name: string): boolean {
    const seen = this.#lastSeen.get(name);
    return seen !== undefined && seen > this.#now - LIVE_MS;
  }

  /** Tells what time it is, before anybody is seen then. */
  advance(at: number): void {
    this.#now = at;
  }

  /** Notes that somebody is here. False when the roster is full of others that live. */
  see(name: string, at: number): boolean {
    if (!this.#lastSeen.has(name) && this.#lastSeen.size >= this.#limit && !this.#makeRoom()) return false;
    this.#lastSeen.set(name, at);
    return true;
  }

  /** Forgets everybody who was not seen since. */
  forgetBefore(at: number): void {
    for (const [name, seen] of this.#lastSeen) if (seen < at) this.#forget(name);
  }

  #makeRoom(): boolean {
    const [first] = [...this.#lastSeen].filter(([name]) => !this.isLive(name)).sort((a, b) => a[1] - b[1]);
    if (first === undefined) return false;
    this.#forget(first[0]);
    return true;
  }

  #forget(name: string): void {
    this.#lastSeen.delete(name);
    this.#removed(name);
  }
}
