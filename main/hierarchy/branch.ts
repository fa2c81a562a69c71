import { isFromFuture } from '../../shared/clock-skew.ts';
import type { ErrorData } from '../../shared/errors.ts';
import type { HierarchyNode, HierarchyView, MissingValues } from '../../shared/hierarchy-view.ts';
import type { ResourceType } from '../../shared/inventory.ts';

/** Which branch of a tree. */
export interface BranchPlace {
  readonly view: HierarchyView;
  /** "Type:moId", or HIERARCHY_ROOT. */
  readonly ref: string;
}

/** What vCenter said lies directly below a node. */
export interface BranchContent {
  /** All of them in the order in which they are shown, templates last. */
  readonly nodes: readonly HierarchyNode[];
  readonly missing: readonly MissingValues[];
}

/** A branch as it is kept. Never changed: a newer one takes its place. */
export interface Branch extends BranchContent {
  /** When vCenter was asked, and until when the answer counts as fresh; milliseconds since the epoch. */
  readonly loadedAt: number;
  readonly freshUntil: number;
}

/** A branch in memory. */
export interface LoadedBranch {
  readonly place: BranchPlace;
  readonly branch: Branch;
  readonly origin: 'vcenter' | 'cache';
  /** Why it could not be read again. */
  readonly problem?: ErrorData;
}

/** Structure changes rarely, what runs on it all the time. */
const STRUCTURE_MS = 24 * 60 * 60 * 1000;
const RESOURCES_MS = 60 * 60 * 1000;
const STRUCTURE: ReadonlySet<ResourceType> = new Set([
  'Datacenter',
  'Folder',
  'ClusterComputeResource',
  'ComputeResource',
  'StoragePod',
]);

/** How long a branch counts as fresh: a day when all it holds is structure, else an hour; so does an empty one. */
export function freshMsOf(nodes: readonly HierarchyNode[]): number {
  return nodes.length > 0 && nodes.every(({ kind }) => STRUCTURE.has(kind)) ? STRUCTURE_MS : RESOURCES_MS;
}

/** Whether a branch may be shown without asking vCenter; not when a clock that was ahead has dated it. @param now milliseconds since the epoch */
export function isFresh({ loadedAt, freshUntil }: Branch, now: number): boolean {
  return freshUntil > now && !isFromFuture(loadedAt, now);
}
