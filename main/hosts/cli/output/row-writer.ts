import type { CollectionState } from '../../../../shared/contract.ts';
import type { ColumnBatch, ResourceType } from '../../../../shared/inventory.ts';

/** What a file says of the collection besides its rows. */
export interface OutputHeader {
  readonly types: readonly ResourceType[];
  readonly pruning: boolean;
}

/** Turns batches into the text of one file format, piece by piece. */
export interface RowFormat {
  /** What comes before the first row. */
  begin(): string;
  /** The rows of one batch. */
  rows(batch: ColumnBatch): string;
  /** What comes after the last row. */
  end(state: CollectionState): string;
  /** Columns that came but have no place in this format; told to the operator. */
  readonly dropped: ReadonlySet<string>;
}
