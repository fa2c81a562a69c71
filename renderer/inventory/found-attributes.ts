import { type Attribute, attribute } from '../../shared/essential-attributes.ts';
import type { ResourceType } from '../../shared/inventory.ts';

export const SNAPSHOT_COUNT = 'snapshot.count';
export const OLDEST_SNAPSHOT = 'snapshot.oldestCreateTime';

/** What no collection brings and the window adds to rows when it was asked for; the paths are ours, not vCenter's. */
export const FOUND_ATTRIBUTES: Readonly<Partial<Record<ResourceType, readonly Attribute[]>>> = {
  VirtualMachine: [
    attribute(SNAPSHOT_COUNT, 'Snapshots', 'integer'),
    attribute(OLDEST_SNAPSHOT, 'Oldest snapshot', 'time'),
  ],
};

/** Whether a path is one of ours: its value is as old as the question was, not as the collection. */
export function isFound(path: string): boolean {
  return path === SNAPSHOT_COUNT || path === OLDEST_SNAPSHOT;
}
