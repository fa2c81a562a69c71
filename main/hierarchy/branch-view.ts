import type { HierarchyBranch, HierarchyNode } from '../../shared/hierarchy-view.ts';
import type { LoadedBranch } from './branch.ts';
import type { LaneState } from './template-lanes.ts';

/** A branch as a window shows it: all of it, but for the templates beyond the limit, which are counted. */
export function branchForWindow(loaded: LoadedBranch, lane: LaneState): HierarchyBranch {
  const { place, branch, origin, problem } = loaded;
  const { nodes, missing, loadedAt, freshUntil } = branch;
  const templates = shownTemplates(nodes, Number.POSITIVE_INFINITY);
  const shown = Math.min(templates.length, lane.limit);
  return {
    ...place,
    nodes: shown === templates.length ? nodes : nodes.slice(0, nodes.length - templates.length + shown),
    templates: {
      total: templates.length,
      shown,
      lane: lane.lane,
      ...(lane.error ? { error: lane.error } : {}),
    },
    missing,
    loadedAt,
    freshUntil,
    origin,
    ...(problem ? { problem } : {}),
  };
}

/** The templates of a branch, up to a limit; they come last in its order. */
export function shownTemplates(nodes: readonly HierarchyNode[], limit: number): readonly HierarchyNode[] {
  let first = nodes.length;
  while (first > 0 && nodes[first - 1]?.kind === 'Template') first -= 1;
  return nodes.slice(first, Math.min(nodes.length, first + limit));
}
