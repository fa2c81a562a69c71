import type { DecodedValue } from '../vsphere/decoded-value.ts';

/** vCenter lets snapshots become 32 deep; whoever goes deeper does not mean well. */
const MAX_DEPTH = 64;

/** What is kept of the snapshots of a VM. */
export interface SnapshotSummary {
  readonly count: number;
  /** When the oldest one was taken, in milliseconds since the epoch; undefined where the server did not say. */
  readonly oldest: number | undefined;
}

/** Adds up a VM's rootSnapshotList; undefined, which is how vCenter says that there are none, has a count of 0. */
export function summarizeSnapshots(rootSnapshotList: DecodedValue | undefined): SnapshotSummary {
  let count = 0;
  let oldest: number | undefined;
  const walk = (list: DecodedValue | undefined, depth: number): void => {
    if (depth > MAX_DEPTH) return;
    for (const tree of treesIn(list)) {
      count += 1;
      const { createTime, childSnapshotList } = tree;
      if (createTime instanceof Date) oldest = Math.min(oldest ?? createTime.getTime(), createTime.getTime());
      walk(childSnapshotList, depth + 1);
    }
  };
  walk(rootSnapshotList, 0);
  return { count, oldest };
}

type Tree = Readonly<Record<string, DecodedValue | undefined>>;

/** The trees of a list; a single one counts as a list of one. */
function treesIn(list: DecodedValue | undefined): readonly Tree[] {
  if (list === undefined) return [];
  const items: readonly DecodedValue[] = Array.isArray(list) ? list : [list];
  return items.flatMap((item) => (typeof item === 'object' && !(item instanceof Date) ? [item as Tree] : []));
}
