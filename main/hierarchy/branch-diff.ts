import type { HierarchyNode } from '../../shared/hierarchy-view.ts';

export interface BranchChanges {
  readonly added: number;
  readonly removed: number;
  /** Still there under another name, or in another state. */
  readonly changed: number;
}

/** What changed between two readings of a branch; nodes are the same by their reference. */
export function changesBetween(before: readonly HierarchyNode[], after: readonly HierarchyNode[]): BranchChanges {
  const earlier = new Map(before.map((node) => [node.ref, node]));
  let added = 0;
  let changed = 0;
  for (const node of after) {
    const known = earlier.get(node.ref);
    if (!known) added += 1;
    else if (!isSame(known, node)) changed += 1;
    earlier.delete(node.ref);
  }
  return { added, removed: earlier.size, changed };
}

function isSame(a: HierarchyNode, b: HierarchyNode): boolean {
  return a.name === b.name && a.kind === b.kind && a.state === b.state && a.status === b.status;
}
