import type { LoadedBranch } from './branch.ts';

/** Whoever shows branches: a window. */
export type Holder = object;

/**
 * The branches of one tree in memory. Those that a window shows are held; all others only weakly, so that the garbage
 * collector takes them when it needs room.
 */
export class BranchMemory {
  readonly #known = new Map<string, WeakRef<LoadedBranch>>();
  readonly #held = new Map<string, LoadedBranch>();
  readonly #holders = new Map<string, Set<Holder>>();
  readonly #reclaim: FinalizationRegistry<string>;
  readonly #onChange: () => void;
  #reclaimed = 0;

  /** @param onChange the counts may be others now */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
    this.#reclaim = new FinalizationRegistry((id) => {
      this.#reclaimed += 1;
      // A newer one may have come meanwhile.
      if (this.#known.get(id)?.deref() === undefined) this.#known.delete(id);
      onChange();
    });
  }

  get(id: string): LoadedBranch | undefined {
    return this.#known.get(id)?.deref();
  }

  /** Keeps a branch in place of an earlier one, which was replaced and not reclaimed. */
  put(id: string, branch: LoadedBranch): void {
    const earlier = this.get(id);
    if (earlier) this.#reclaim.unregister(earlier);
    this.#known.set(id, new WeakRef(branch));
    this.#reclaim.register(branch, id, branch);
    if (this.#holders.has(id)) this.#held.set(id, branch);
    this.#onChange();
  }

  /** Holds a branch, or the one that comes under this id. */
  hold(id: string, holder: Holder): void {
    const holders = this.#holders.get(id) ?? new Set();
    this.#holders.set(id, holders.add(holder));
    const branch = this.get(id);
    if (branch) this.#held.set(id, branch);
    this.#onChange();
  }

  release(id: string, holder: Holder): void {
    const holders = this.#holders.get(id);
    if (!holders?.delete(holder)) return;
    if (holders.size === 0) {
      this.#holders.delete(id);
      this.#held.delete(id);
    }
    this.#onChange();
  }

  releaseAll(holder: Holder): void {
    for (const id of [...this.#holders.keys()]) this.release(id, holder);
  }

  get hasHolders(): boolean {
    return this.#holders.size > 0;
  }

  /** The branches that windows show. */
  get held(): readonly LoadedBranch[] {
    return [...this.#held.values()];
  }

  /** Every branch that is in memory, those held first. */
  *all(): Generator<readonly [string, LoadedBranch]> {
    yield* [...this.#held];
    for (const [id, known] of [...this.#known]) {
      const branch = this.#held.has(id) ? undefined : known.deref();
      if (branch) yield [id, branch];
    }
  }

  /** Counted without looking into the references: looking would keep what it finds alive until the next turn. */
  get counts(): { readonly held: number; readonly idle: number; readonly reclaimed: number } {
    return { held: this.#held.size, idle: this.#known.size - this.#held.size, reclaimed: this.#reclaimed };
  }
}
