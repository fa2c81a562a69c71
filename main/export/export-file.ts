import type { CollectionState } from '../../shared/contract.ts';
import type { ColumnBatch } from '../../shared/inventory.ts';

/**
 * A file that grows batch by batch, at the pace of the disk, and appears under its name only when it is whole. Whoever
 * opens one ends it with finish() or discard().
 */
export interface ExportFile {
  /** Columns that came but have no place in this format. */
  readonly dropped: ReadonlySet<string>;
  /**
   * Adds the rows of a batch; resolves when the disk has kept up. Throws `internal` naming the file when it cannot.
   * @param state the collection that the rows belong to, as it is now
   */
  write(batch: ColumnBatch, state: CollectionState): Promise<void>;
  /**
   * Completes the file and gives it its name; what cannot be completed is removed. Throws as write does.
   * @param others the collections of further vCenters in it
   */
  finish(state: CollectionState, others?: readonly CollectionState[]): Promise<void>;
  /** Removes what was written so far. Idempotent. */
  discard(): Promise<void>;
}
