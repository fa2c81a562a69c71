import { HeapsphereError } from '../../shared/errors.ts';
import { HIERARCHY_ROOT, type HierarchyNode, type MissingValues } from '../../shared/hierarchy-view.ts';
import type { ManagedObjectReference } from '../vsphere/managed-object-reference.ts';
import type { ObjectContent } from '../vsphere/object-decoder.ts';
import type { ObjectReader, ReadObjects } from '../vsphere/object-reader.ts';
import type { BranchContent, BranchPlace } from './branch.ts';
import { NODE_PATHS, stepsBelow } from './levels.ts';
import { nodeOf, type ReadValue, valuesOf } from './node-of.ts';
import { inOrder } from './node-order.ts';

export interface BranchReading {
  readonly reader: Pick<ObjectReader, 'follow' | 'named'>;
  readonly parseReference: (text: string) => ManagedObjectReference | undefined;
  /** Datacenters that the tree is restricted to; undefined: all. */
  readonly datacenters: (signal: AbortSignal) => Promise<readonly ManagedObjectReference[] | undefined>;
}

/** Asks vCenter what lies directly below a node. Throws `usage` for nodes that have nothing below them. */
export async function readBranch(
  { reader, parseReference, datacenters }: BranchReading,
  { view, ref }: BranchPlace,
  signal: AbortSignal,
): Promise<BranchContent> {
  if (ref === HIERARCHY_ROOT) {
    const only = await datacenters(signal);
    return contentOf(
      await (only
        ? reader.named(only, NODE_PATHS, signal)
        : reader.follow(undefined, stepsBelow(view, 'Folder') ?? [], NODE_PATHS, signal)),
    );
  }
  const from = parseReference(ref);
  const steps = from && stepsBelow(view, from.type);
  if (!from || !steps) throw nothingBelow(ref);
  return contentOf(await reader.follow(from, steps, NODE_PATHS, signal));
}

/** Objects as nodes in their order, with what the server did not tell of them. */
export function contentOf({ objects, paths }: ReadObjects): BranchContent {
  const switches = new Set(objects.map(({ ref }) => ref.toString()));
  const nodes: HierarchyNode[] = [];
  for (const object of objects) {
    const read = valuesOf(object, paths);
    const node = nodeOf(object, read);
    if (node && !isBelowItsSwitch(read, switches)) nodes.push(node);
  }
  return { nodes: inOrder(nodes), missing: missingOf(objects) };
}

/** A network folder lists the port groups of its switches beside them; they are shown below their switch where that is there. */
function isBelowItsSwitch(read: ReadValue, present: ReadonlySet<string>): boolean {
  const owner = read('config.distributedVirtualSwitch');
  return owner !== undefined && present.has(String(owner));
}

function missingOf(objects: readonly ObjectContent[]): MissingValues[] {
  const counts = new Map<string, MissingValues>();
  for (const { missing } of objects) {
    for (const { path, fault } of missing) {
      const key = `${path} ${fault}`;
      counts.set(key, { path, reason: fault, count: (counts.get(key)?.count ?? 0) + 1 });
    }
  }
  return [...counts.values()];
}

function nothingBelow(ref: string): HeapsphereError {
  return new HeapsphereError({
    code: 'usage',
    message: `"${ref.slice(0, 80)}" is no object that others lie below.`,
    action: 'Open a datacenter, folder, cluster, host, pool or switch.',
  });
}
