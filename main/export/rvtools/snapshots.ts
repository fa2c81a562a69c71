import { type Fields, objectsOf, type RowView } from './row-view.ts';

/** Deeper than vCenter lets snapshots become (32). */
const MAX_DEPTH = 64;

/** The snapshots of a VM, parents before their children. */
export function snapshotsOf(row: RowView): readonly Fields[] {
  const found: Fields[] = [];
  const walk = (tree: readonly Fields[], depth: number): void => {
    if (depth > MAX_DEPTH) return;
    for (const snapshot of tree) {
      found.push(snapshot);
      walk(objectsOf(snapshot.childSnapshotList), depth + 1);
    }
  };
  walk(row.objects('snapshot.rootSnapshotList'), 0);
  return found;
}
