import type { AttributeSelection } from '../../shared/attribute-selection.ts';
import type { CollectionState } from '../../shared/contract.ts';
import type { ColumnBatch, ResourceType } from '../../shared/inventory.ts';

/** What is known of the rows before the first one comes. */
export interface ExportHeader {
  /** Kinds that may come. */
  readonly types: readonly ResourceType[];
  /** Whether rows hold selected attributes only. */
  readonly pruning: boolean;
  /** Attributes that differ from the essential ones. */
  readonly attributes: AttributeSelection;
  /** The same of further vCenters whose rows come into the same file; columns then say whose each row is. */
  readonly others?: readonly Pick<ExportHeader, 'pruning' | 'attributes'>[];
}

/** Turns batches into the text of one file format, piece by piece. */
export interface RowFormat {
  /** What comes before the first row. */
  begin(): string;
  /** The rows of one batch. */
  rows(batch: ColumnBatch): string;
  /** What comes after the last row. @param others the collections of further vCenters */
  end(state: CollectionState, others?: readonly CollectionState[]): string;
  /** Columns that came but have no place in this format; told to the operator. */
  readonly dropped: ReadonlySet<string>;
}
