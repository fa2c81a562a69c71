import type { RequestName } from '../shared/channels.ts';
import { branchIdOf } from '../shared/hierarchy-kinds.ts';
import { HIERARCHY_ROOT } from '../shared/hierarchy-view.ts';
import type { ConnectionScope, RequestHandlers } from './dispatch.ts';
import type { Services } from './services.ts';

type HierarchyRequest = Extract<RequestName, `hierarchy:${string}`>;

/** What the tree asks for. A window holds the branches that it has open, until it closes them or is gone. */
export function hierarchyHandlers({
  hierarchy,
  treeOf,
}: Pick<Services, 'hierarchy' | 'treeOf'>): Pick<RequestHandlers, HierarchyRequest> {
  const known = new WeakSet<ConnectionScope>();
  const know = (scope: ConnectionScope): void => {
    if (known.has(scope)) return;
    known.add(scope);
    scope.onClose(() => hierarchy.releaseAll(scope));
  };
  return {
    'hierarchy:open': async ({ collectionId, view }, scope) => {
      const { id: tree, memory, loader } = treeOf(collectionId);
      know(scope);
      memory.hold(branchIdOf(view, HIERARCHY_ROOT), scope);
      return { tree, branch: await loader.open({ view, ref: HIERARCHY_ROOT }) };
    },
    'hierarchy:expand': ({ tree, view, ref }, scope) => {
      const { memory, loader } = hierarchy.get(tree);
      know(scope);
      memory.hold(branchIdOf(view, ref), scope);
      return loader.open({ view, ref });
    },
    'hierarchy:collapse': ({ tree, view, ref }, scope) => {
      hierarchy.get(tree).memory.release(branchIdOf(view, ref), scope);
      return {};
    },
    'hierarchy:reload': ({ tree, view, ref }) => hierarchy.get(tree).loader.reload({ view, ref }),
    'hierarchy:more': ({ tree, view, ref }) => hierarchy.get(tree).loader.more({ view, ref }),
    'hierarchy:close': (_, scope) => {
      hierarchy.releaseAll(scope);
      return {};
    },
    'hierarchy:memory': () => hierarchy.memory,
  };
}
