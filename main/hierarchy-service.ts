import type { CollectionSource, IsolateSample } from '../shared/contract.ts';
import { HeapsphereError } from '../shared/errors.ts';
import type { HierarchyEvent, HierarchyMemory } from '../shared/hierarchy-view.ts';
import type { Settings } from '../shared/settings.ts';
import { collectionOptionsOf } from '../shared/settings.ts';
import { BranchCache } from './cache/branch-cache.ts';
import { encodingOf } from './cache/chunk-codec.ts';
import type { InventoryCache } from './cache/inventory-cache.ts';
import { type OpenConnection, WorkerSource } from './hierarchy/branch-source.ts';
import type { HeardChanges } from './hierarchy/recent-changes.ts';
import { HierarchyTree } from './hierarchy/tree.ts';
import type { Trust } from './vsphere/trust.ts';

/** A tree's thread logs out and ends when nobody has opened anything for so long. */
const IDLE_MS = 5 * 60_000;
/** Where branches are is told at most this often, in milliseconds. */
const TELL_MS = 250;

/** Whose tree it is. Holds the password: it stays inside this process. */
export interface TreeSource {
  readonly source: CollectionSource;
  readonly trust: Trust;
  /** Of the vCenter, where a collection knows it already: cached branches are then found before anybody logs in. */
  readonly instanceUuid: string | undefined;
}

/** How to reach the server of a source: where it is, and what ends with it. */
export type Reach = (source: CollectionSource) => Promise<{
  server: string;
  user: string;
  password: string;
  proxy?: string | undefined;
  release: () => Promise<void>;
}>;

export interface HierarchyOptions {
  readonly version: string;
  readonly settings: () => Settings;
  readonly cache: InventoryCache | undefined;
  readonly reach: Reach;
  readonly onIsolate: (isolate: string, read: () => Promise<Omit<IsolateSample, 'isolate'> | undefined>) => () => void;
}

/** The same for all collections of a source, as one account sees it. */
function identityOf({ source, trust }: Omit<TreeSource, 'instanceUuid'>): string {
  return JSON.stringify([source, trust]);
}

/** The trees of all vCenters that windows look at: one for each source, shared by all windows and collections of it. */
export class Hierarchy {
  readonly #options: HierarchyOptions;
  readonly #trees = new Map<string, { readonly tree: HierarchyTree; readonly source: string }>();
  readonly #eventListeners = new Set<(event: HierarchyEvent) => void>();
  readonly #memoryListeners = new Set<(memory: HierarchyMemory) => void>();
  readonly #ending = new Set<Promise<void>>();
  #telling: NodeJS.Timeout | undefined;
  #past = { reclaimed: 0, fromCache: 0, fromVcenter: 0 };
  #started = 0;

  constructor(options: HierarchyOptions) {
    this.#options = options;
  }

  /** The tree of a source, made when there is none. */
  treeOf(of: TreeSource): HierarchyTree {
    const identity = identityOf(of);
    for (const { tree, source } of this.#trees.values()) if (source === identity) return tree;
    this.#started += 1;
    const tree = this.#make(`tree-${this.#started}`, of);
    this.#trees.set(tree.id, { tree, source: identity });
    return tree;
  }

  /** Something changed at the vCenter of a source: what is shown of its tree follows, where there is one. */
  heard(of: Omit<TreeSource, 'instanceUuid'>, changes: HeardChanges): void {
    const identity = identityOf(of);
    for (const { tree, source } of this.#trees.values()) if (source === identity) tree.heard(changes);
  }

  /** Throws `usage` for a tree that is not, or no longer, known. */
  get(id: string): HierarchyTree {
    const known = this.#trees.get(id);
    if (known) return known.tree;
    throw new HeapsphereError({
      code: 'usage',
      message: `There is no tree "${id}".`,
      action: 'Close the tree and open it again.',
    });
  }

  /** A window is gone, or shows no tree any more. */
  releaseAll(holder: object): void {
    for (const { tree } of this.#trees.values()) tree.memory.releaseAll(holder);
  }

  /** Gives up the trees of all other sources: their vCenters are not open any more. */
  keepOnly(sources: readonly Omit<TreeSource, 'instanceUuid'>[]): void {
    const kept = new Set(sources.map(identityOf));
    for (const { tree, source } of [...this.#trees.values()]) if (!kept.has(source)) this.#drop(tree);
  }

  get memory(): HierarchyMemory {
    const trees = [...this.#trees.values()].map(({ tree: { memory, reads } }) => ({ ...memory.counts, ...reads }));
    const sum = (key: keyof HierarchyMemory) => trees.reduce((total, each) => total + each[key], 0);
    return {
      held: sum('held'),
      idle: sum('idle'),
      reclaimed: this.#past.reclaimed + sum('reclaimed'),
      fromCache: this.#past.fromCache + sum('fromCache'),
      fromVcenter: this.#past.fromVcenter + sum('fromVcenter'),
    };
  }

  onEvent(listener: (event: HierarchyEvent) => void): () => void {
    this.#eventListeners.add(listener);
    return () => this.#eventListeners.delete(listener);
  }

  onMemory(listener: (memory: HierarchyMemory) => void): () => void {
    this.#memoryListeners.add(listener);
    return () => this.#memoryListeners.delete(listener);
  }

  /** Logs out everywhere and ends all threads. */
  async dispose(): Promise<void> {
    clearTimeout(this.#telling);
    for (const { tree } of [...this.#trees.values()]) this.#drop(tree);
    await Promise.all(this.#ending);
  }

  /** Soon: one collection of garbage may take thousands of branches. */
  #tellMemory(): void {
    this.#telling ??= setTimeout(() => {
      this.#telling = undefined;
      for (const listener of this.#memoryListeners) listener(this.memory);
    }, TELL_MS).unref();
  }

  #drop(tree: HierarchyTree): void {
    this.#trees.delete(tree.id);
    const { reclaimed, fromCache, fromVcenter } = this.#past;
    this.#past = {
      reclaimed: reclaimed + tree.memory.counts.reclaimed,
      fromCache: fromCache + tree.reads.fromCache,
      fromVcenter: fromVcenter + tree.reads.fromVcenter,
    };
    const ending = tree.dispose();
    this.#ending.add(ending);
    void ending.finally(() => this.#ending.delete(ending));
  }

  #make(id: string, { source, trust, instanceUuid }: TreeSource): HierarchyTree {
    const { settings, onIsolate } = this.#options;
    const cache = this.#cacheOf(source);
    if (instanceUuid !== undefined) cache?.bind({ instanceUuid });
    return new HierarchyTree({
      id,
      source: new WorkerSource({
        isolate: id,
        connect: () => this.#connect(source, trust),
        idleMs: IDLE_MS,
        onConnected: (about) => cache?.bind(about),
        onIsolate,
      }),
      cache,
      syncMinutes: () => settings().syncMinutes,
      onEvent: (event) => {
        for (const listener of this.#eventListeners) listener(event);
      },
      onChange: () => this.#tellMemory(),
      now: Date.now,
    });
  }

  #cacheOf(source: CollectionSource): BranchCache | undefined {
    const { cache, settings } = this.#options;
    if (!cache) return undefined;
    const { store, secret } = cache;
    const { server, user } =
      source.kind === 'vcenter' ? source : { server: `demo ${source.vms} ${source.seed}`, user: 'demo' };
    return new BranchCache({
      store,
      secret,
      server,
      user,
      datacenters: source.datacenters,
      encoding: () => encodingOf(collectionOptionsOf(settings())),
      now: Date.now,
    });
  }

  async #connect(source: CollectionSource, trust: Trust): Promise<OpenConnection> {
    const { version, settings, reach } = this.#options;
    const { release, ...login } = await reach(source);
    const { timeoutSeconds = settings().timeoutSeconds } = source.kind === 'vcenter' ? source : {};
    const connection = {
      ...login,
      trust,
      timeoutSeconds,
      userAgent: `Heapsphere/${version} tree`,
      datacenters: source.datacenters,
    };
    return { connection, release };
  }
}
