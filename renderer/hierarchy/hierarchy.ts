import type { Envelope, HeapsphereBridge } from '../../shared/contract.ts';
import type { HierarchyBranch, HierarchyEvent, HierarchyView } from '../../shared/hierarchy-view.ts';
import type { LinkStore } from '../bridge/link-store.ts';
import { isRoot, qualify, rootOf, unqualified, vcenterOf } from '../inventory/qualified-ref.ts';
import type { CollectionStore } from '../shell/collection-store.ts';
import { type BranchState, createHierarchyStore, type HierarchyStore } from './hierarchy-store.ts';
import { branchKeyOf, qualifyBranch } from './qualified-branch.ts';

const ASKING: BranchState = { branch: undefined, loading: true, error: undefined, changes: undefined };

export interface HierarchyOptions {
  readonly bridge: HeapsphereBridge;
  readonly link: LinkStore;
  readonly collections: CollectionStore;
  readonly isShown: boolean;
}

/** One vCenter's tree, as far as this window is. */
interface Followed {
  /** The collection whose tree it is. */
  collectionId: string;
  /** Grows whenever the tree is opened anew; answers for an earlier one are dropped. */
  epoch: number;
}

interface BranchPlace {
  readonly tree: string;
  readonly view: HierarchyView;
  readonly ref: string;
}

/**
 * The trees of the open vCenters. A branch is asked for when its node is opened, and given back when it is closed; main
 * tells when one was read again behind our back. References are qualified by their vCenter, but for main.
 */
export class Hierarchy {
  readonly store: HierarchyStore;
  readonly #options: HierarchyOptions;
  readonly #ends: readonly (() => void)[];
  /** By the key of the vCenter. */
  readonly #followed = new Map<string, Followed>();
  /** The tree that was on screen last of each vCenter: what is open belongs to it. */
  readonly #lastTrees = new Map<string, string>();
  #epoch = 0;

  constructor(options: HierarchyOptions) {
    this.#options = options;
    this.store = createHierarchyStore(options.isShown);
    const { bridge, link, collections } = options;
    this.#ends = [
      bridge.pushes['hierarchy:event']((event) => this.#hear(event)),
      collections.subscribe(() => this.#follow()),
      link.subscribe((now, before) => {
        // Main has let go of what this window held before.
        if (now.generation !== before.generation) this.#reopen();
      }),
    ];
    this.#follow();
  }

  show(isShown: boolean): void {
    this.store.setState({ isShown });
    if (isShown) this.#follow();
    else {
      this.#forgetAll();
      void this.#options.bridge.requests['hierarchy:close']({});
    }
  }

  showView(view: HierarchyView): void {
    this.store.setState({ view });
    for (const key of this.store.getState().trees.keys()) void this.#load(rootOf(key));
  }

  /** Opens a node and asks for what lies below it. */
  open(ref: string): void {
    const { view, open } = this.store.getState();
    this.store.setState({ open: { ...open, [view]: new Set([...open[view], ref]) } });
    void this.#load(ref);
  }

  /** Closes a node with all that is open below it. */
  close(ref: string): void {
    const { view, open, branches } = this.store.getState();
    const left = new Map(branches);
    const stillOpen = new Set(open[view]);
    const close = (closed: string): void => {
      if (!stillOpen.delete(closed)) return;
      const id = branchKeyOf(view, closed);
      for (const node of left.get(id)?.branch?.nodes ?? []) close(node.ref);
      left.delete(id);
      this.#give(closed);
    };
    close(ref);
    this.store.setState({ open: { ...open, [view]: stillOpen }, branches: left });
  }

  /** Asks vCenter for a branch, however fresh it is. */
  async reload(ref: string): Promise<void> {
    await this.#ask(ref, (place) => this.#options.bridge.requests['hierarchy:reload'](place));
  }

  /** Tries again what failed. */
  retry(ref: string): void {
    const { trees, branches, view } = this.store.getState();
    const key = vcenterOf(ref);
    if (!trees.has(key)) {
      this.#forget(key);
      this.#follow();
    } else if (branches.get(branchKeyOf(view, ref))?.branch) void this.reload(ref);
    else void this.#load(ref);
  }

  /** Shows more templates of a branch, or reads the details that are missing. */
  async more(ref: string): Promise<void> {
    await this.#ask(ref, (place) => this.#options.bridge.requests['hierarchy:more'](place));
  }

  dispose(): void {
    for (const end of this.#ends) end();
  }

  #follow(): void {
    const { open } = this.#options.collections.getState();
    if (!this.store.getState().isShown) return;
    const keys = new Set(open.map(({ key }) => key));
    for (const key of this.#followed.keys()) {
      if (keys.has(key)) continue;
      this.#forget(key);
      this.#closeAll(key);
      this.#lastTrees.delete(key);
    }
    for (const { key, collection } of open) {
      if (this.#followed.get(key)?.collectionId !== collection.id) void this.#start(key, collection.id);
    }
  }

  #reopen(): void {
    this.#forgetAll();
    this.#follow();
  }

  #forgetAll(): void {
    for (const key of [...this.#followed.keys()]) this.#forget(key);
  }

  /** Whatever is asked about a vCenter's tree at this moment is answered to nobody. */
  #forget(key: string): void {
    this.#followed.delete(key);
    const { trees } = this.store.getState();
    this.store.setState({ trees: new Map([...trees].filter(([other]) => other !== key)) });
    this.#dropBranches(key);
  }

  #dropBranches(key: string): void {
    const { branches } = this.store.getState();
    this.store.setState({ branches: new Map([...branches].filter(([id]) => vcenterOf(id) !== key)) });
  }

  #closeAll(key: string): void {
    const { open } = this.store.getState();
    const left = (view: HierarchyView) => new Set([...open[view]].filter((ref) => vcenterOf(ref) !== key));
    this.store.setState({
      open: {
        hosts: left('hosts'),
        machines: left('machines'),
        storage: left('storage'),
        networks: left('networks'),
      },
    });
  }

  /** Opens the tree of a collection: the one that is open already, when it is of the same vCenter and account. */
  async #start(key: string, collectionId: string): Promise<void> {
    this.#epoch += 1;
    const epoch = this.#epoch;
    this.#followed.set(key, { collectionId, epoch });
    const { view, trees } = this.store.getState();
    const root = rootOf(key);
    if (!trees.has(key)) this.#put(root, ASKING);
    const envelope = await this.#options.bridge.requests['hierarchy:open']({ collectionId, view });
    if (!this.#isCurrent(key, epoch)) return;
    if (!envelope.ok) {
      this.#setTree(key, undefined);
      this.#dropBranches(key);
      this.#put(root, { ...ASKING, loading: false, error: envelope.error });
      return;
    }
    const { tree } = envelope.value;
    const branch = qualifyBranch(envelope.value.branch, key);
    if (tree !== this.#lastTrees.get(key)) {
      this.#dropBranches(key);
      this.#closeAll(key);
    }
    this.#lastTrees.set(key, tree);
    this.#setTree(key, tree);
    this.#put(root, { ...ASKING, branch, loading: false });
    this.#restore(branch);
    if (this.store.getState().view !== view) void this.#load(root);
  }

  #isCurrent(key: string, epoch: number | undefined): boolean {
    return epoch !== undefined && this.#followed.get(key)?.epoch === epoch;
  }

  #setTree(key: string, tree: string | undefined): void {
    const trees = new Map(this.store.getState().trees);
    if (tree === undefined) trees.delete(key);
    else trees.set(key, tree);
    this.store.setState({ trees });
  }

  /** Opens again below a branch what was open there before. */
  #restore({ nodes }: HierarchyBranch): void {
    const { view, open, branches } = this.store.getState();
    for (const { ref } of nodes) {
      if (open[view].has(ref) && !branches.has(branchKeyOf(view, ref))) void this.#load(ref);
    }
  }

  async #load(ref: string): Promise<void> {
    await this.#ask(ref, (place) => this.#options.bridge.requests['hierarchy:expand'](place));
  }

  async #ask(ref: string, ask: (place: BranchPlace) => Promise<Envelope<HierarchyBranch>>): Promise<void> {
    const { trees, view } = this.store.getState();
    const key = vcenterOf(ref);
    const tree = trees.get(key);
    if (tree === undefined) return;
    const epoch = this.#followed.get(key)?.epoch;
    const id = branchKeyOf(view, ref);
    const place = { tree, view, ref: unqualified(ref) };
    const before = this.store.getState().branches.get(id);
    this.#putAt(id, { ...(before ?? ASKING), loading: true });
    const envelope = await ask(place);
    if (!this.#isCurrent(key, epoch)) return;
    const now = this.store.getState();
    // Closed while it was asked for: main held it for nobody.
    if (!isRoot(ref) && !now.open[view].has(ref)) {
      this.#drop(id);
      void this.#options.bridge.requests['hierarchy:collapse'](place);
      return;
    }
    const kept = now.branches.get(id) ?? ASKING;
    if (!envelope.ok) {
      this.#putAt(id, { ...kept, loading: false, error: envelope.error });
      return;
    }
    const branch = qualifyBranch(envelope.value, key);
    this.#putAt(id, { ...kept, branch, loading: false, error: undefined });
    if (now.view === view) this.#restore(branch);
  }

  /** A branch was read again for somebody else or by the background synchronisation. */
  #hear({ tree, view, ref, kind, reason, changes }: HierarchyEvent): void {
    const state = this.store.getState();
    const key = [...state.trees].find(([, shown]) => shown === tree)?.[0];
    if (key === undefined) return;
    const id = branchKeyOf(view, qualify(key, ref));
    const known = state.branches.get(id);
    if (!known?.branch || known.loading || kind === 'started') return;
    if (reason === 'sync' && changes) this.#putAt(id, { ...known, changes });
    void this.#refresh(key, { tree, view, ref }, id);
  }

  async #refresh(key: string, place: BranchPlace, id: string): Promise<void> {
    const epoch = this.#followed.get(key)?.epoch;
    const envelope = await this.#options.bridge.requests['hierarchy:expand'](place);
    const known = this.store.getState().branches.get(id);
    if (!this.#isCurrent(key, epoch) || !envelope.ok) return;
    if (known) this.#putAt(id, { ...known, branch: qualifyBranch(envelope.value, key) });
    else void this.#options.bridge.requests['hierarchy:collapse'](place);
  }

  #give(ref: string): void {
    const { trees, view } = this.store.getState();
    const tree = trees.get(vcenterOf(ref));
    if (tree === undefined) return;
    void this.#options.bridge.requests['hierarchy:collapse']({ tree, view, ref: unqualified(ref) });
  }

  #put(ref: string, state: BranchState): void {
    this.#putAt(branchKeyOf(this.store.getState().view, ref), state);
  }

  #putAt(id: string, state: BranchState): void {
    this.store.setState(({ branches }) => ({ branches: new Map(branches).set(id, state) }));
  }

  #drop(id: string): void {
    this.store.setState(({ branches }) => {
      const left = new Map(branches);
      left.delete(id);
      return { branches: left };
    });
  }
}
