import { onTestFinished } from 'vitest';
import { temporaryFolder } from '../e2e/fixtures/temporary-folder-fixture.ts';
import { branchIdOf } from '../shared/hierarchy-kinds.ts';
import type { HierarchyEvent, HierarchyNode, HierarchyView } from '../shared/hierarchy-view.ts';
import { openCache } from './cache/inventory-cache.ts';
import type { HierarchyTree } from './hierarchy/tree.ts';
import { Hierarchy, type HierarchyOptions } from './hierarchy-service.ts';
import { resolveSettings } from './settings/resolve.ts';
import type { Trust } from './vsphere/trust.ts';

export interface ServerLogin {
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

/** A service of trees with an embedded cache of its own, or one that a test shares; ended with the test. */
export async function startHierarchy(cache?: HierarchyOptions['cache']): Promise<Hierarchy> {
  const { settings } = resolveSettings({ commandLine: {} });
  const hierarchy = new Hierarchy({
    version: 'test',
    settings: () => settings,
    cache: cache ?? (await openTestCache()),
    reach: async (source) => {
      if (source.kind === 'demo') throw new Error('tests start their demo themselves');
      return { server: source.server, user: source.user, password: source.password, release: async () => {} };
    },
    onIsolate: () => () => {},
  });
  onTestFinished(() => hierarchy.dispose());
  return hierarchy;
}

export async function openTestCache(): Promise<NonNullable<HierarchyOptions['cache']>> {
  const { settings } = resolveSettings({ commandLine: {} });
  const cache = await openCache({ settings, folder: await temporaryFolder(), memoryTier: false });
  onTestFinished(() => cache.close());
  return cache;
}

export interface TreeChange {
  readonly datacenters?: string[];
  readonly instanceUuid?: string;
  readonly trust?: Trust;
}

/** The tree of a server, as the account of its login sees it. */
export function treeAt(
  hierarchy: Hierarchy,
  { url, user, password }: ServerLogin,
  change: TreeChange = {},
): HierarchyTree {
  const { datacenters = [], instanceUuid, trust = { mode: 'insecure' } } = change;
  return hierarchy.treeOf({
    source: { kind: 'vcenter', server: url, user, password, datacenters },
    trust,
    instanceUuid,
  });
}

/** Opens a branch as a window does, and holds it. */
export async function expand(tree: HierarchyTree, view: HierarchyView, ref: string, holder: object) {
  tree.memory.hold(branchIdOf(view, ref), holder);
  return tree.loader.open({ view, ref });
}

/** The first node of a kind, as a reference. */
export function firstOf(nodes: readonly HierarchyNode[], kind: HierarchyNode['kind']): string {
  const found = nodes.find((node) => node.kind === kind);
  if (!found) throw new Error(`there is no ${kind} among ${nodes.map((node) => node.kind).join(', ')}`);
  return found.ref;
}

/** Waits for an event of a tree. */
export function nextEvent(hierarchy: Hierarchy, matches: (event: HierarchyEvent) => boolean): Promise<HierarchyEvent> {
  return new Promise((resolve) => {
    const stop = hierarchy.onEvent((event) => {
      if (!matches(event)) return;
      stop();
      resolve(event);
    });
  });
}
