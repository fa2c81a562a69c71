import type { HierarchyBranch, HierarchyNode } from '../../shared/hierarchy-view.ts';
import { managedTypeOf, moIdOf } from '../inventory/qualified-ref.ts';
import type { BranchState } from './hierarchy-store.ts';

export function node(ref: string, change: Partial<HierarchyNode> = {}): HierarchyNode {
  return { ref, name: moIdOf(ref), kind: managedTypeOf(ref) as HierarchyNode['kind'], state: 'normal', ...change };
}

export function branch(
  ref: string,
  nodes: readonly HierarchyNode[],
  change: Partial<HierarchyBranch> = {},
): HierarchyBranch {
  return {
    view: 'hosts',
    ref,
    nodes,
    templates: { total: 0, shown: 0, lane: 'none' },
    missing: [],
    loadedAt: 0,
    freshUntil: 3_600_000,
    origin: 'vcenter',
    ...change,
  };
}

export function loaded(known: HierarchyBranch): BranchState {
  return { branch: known, loading: false, error: undefined, changes: undefined };
}
