import type { HierarchyEvent } from '../../shared/hierarchy-view.ts';
import type { BranchCache } from '../cache/branch-cache.ts';
import { BackgroundSync } from './background-sync.ts';
import { BranchMemory } from './branch-memory.ts';
import type { BranchSource } from './branch-source.ts';
import { ChangeFollower } from './change-follower.ts';
import { HierarchyLoader } from './hierarchy-loader.ts';
import type { HeardChanges } from './recent-changes.ts';

export interface TreeOptions {
  readonly id: string;
  readonly source: BranchSource;
  readonly cache: BranchCache | undefined;
  /** Minutes between two background synchronisations; 0 is off. */
  readonly syncMinutes: () => number;
  readonly onEvent: (event: HierarchyEvent) => void;
  /** The counts may be others now. */
  readonly onChange: () => void;
  readonly now: () => number;
}

/** The tree of one vCenter as one account sees it: what is read, what is kept, and who shows it. */
export class HierarchyTree {
  readonly id: string;
  readonly loader: HierarchyLoader;
  readonly memory: BranchMemory;
  readonly #source: BranchSource;
  readonly #sync: BackgroundSync;
  readonly #follower = new ChangeFollower(() => this.loader.catchUp());
  #reads = { fromCache: 0, fromVcenter: 0 };

  constructor({ id, source, cache, syncMinutes, onEvent, onChange, now }: TreeOptions) {
    this.id = id;
    this.#source = source;
    this.memory = new BranchMemory(onChange);
    this.loader = new HierarchyLoader({
      source,
      cache,
      memory: this.memory,
      onEvent: (event) => onEvent({ tree: id, ...event }),
      onRead: (from) => {
        const { fromCache, fromVcenter } = this.#reads;
        this.#reads =
          from === 'cache' ? { fromCache: fromCache + 1, fromVcenter } : { fromCache, fromVcenter: fromVcenter + 1 };
        onChange();
      },
      now,
    });
    this.#sync = new BackgroundSync({
      minutes: syncMinutes,
      // While no window shows the tree there is nobody to tell, and no session to keep for it.
      sync: async () => {
        if (this.memory.hasHolders) await this.loader.sync();
      },
      now,
    });
  }

  /** Branches read so far. */
  get reads(): { readonly fromCache: number; readonly fromVcenter: number } {
    return this.#reads;
  }

  /** Something changed at the vCenter: what windows show of it follows. Nothing is read that nobody opened. */
  heard(changes: HeardChanges): void {
    this.loader.note(changes);
    if (this.memory.hasHolders) this.#follower.happened();
  }

  /** Ends its timers, logs out and ends its thread. */
  async dispose(): Promise<void> {
    this.#sync.dispose();
    this.#follower.dispose();
    await this.#source.close();
  }
}
