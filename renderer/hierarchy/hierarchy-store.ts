import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ErrorData } from '../../shared/errors.ts';
import type { HierarchyBranch, HierarchyView } from '../../shared/hierarchy-view.ts';
import type { BranchChanges } from './branch-note.ts';

/** What the window knows of a branch that is open. */
export interface BranchState {
  readonly branch: HierarchyBranch | undefined;
  /** vCenter or the cache is being asked. */
  readonly loading: boolean;
  /** Why nothing is known of it. */
  readonly error: ErrorData | undefined;
  /** What the last background synchronisation found. */
  readonly changes: BranchChanges | undefined;
}

export interface HierarchyState {
  readonly isShown: boolean;
  readonly view: HierarchyView;
  /** The trees of the open vCenters, by key; one is there once it has been opened. */
  readonly trees: ReadonlyMap<string, string>;
  /** By branchKeyOf(). A root's is there from the moment its tree is opened. */
  readonly branches: ReadonlyMap<string, BranchState>;
  /** References of the nodes that are open, by view; roots are always open. */
  readonly open: Readonly<Record<HierarchyView, ReadonlySet<string>>>;
}

export type HierarchyStore = StoreApi<HierarchyState>;

export function nothingOpen(): HierarchyState['open'] {
  return { hosts: new Set(), machines: new Set(), storage: new Set(), networks: new Set() };
}

export function createHierarchyStore(isShown: boolean): HierarchyStore {
  return createStore<HierarchyState>(() => ({
    isShown,
    view: 'hosts',
    trees: new Map(),
    branches: new Map(),
    open: nothingOpen(),
  }));
}
