import { branchIdOf } from '../../shared/hierarchy-kinds.ts';
import type { HierarchyBranch, HierarchyView } from '../../shared/hierarchy-view.ts';
import { qualify, unqualified, vcenterOf } from '../inventory/qualified-ref.ts';

/** A branch with the references of its nodes qualified by their vCenter. */
export function qualifyBranch(branch: HierarchyBranch, key: string): HierarchyBranch {
  const nodes = branch.nodes.map((node) => ({ ...node, ref: qualify(key, node.ref) }));
  return { ...branch, ref: qualify(key, branch.ref), nodes };
}

/** Name of a branch among those of all trees; `ref` is qualified. */
export function branchKeyOf(view: HierarchyView, ref: string): string {
  return qualify(vcenterOf(ref), branchIdOf(view, unqualified(ref)));
}
