import type { AttributeSelection } from '../../shared/attribute-selection.ts';
import type { ResourceType } from '../../shared/inventory.ts';
import type { StreamedPage } from '../vsphere/stream-resources.ts';
import { ColumnBatchBuilder, type OpenBatch } from './column-batch.ts';
import type { TypePlan } from './plan.ts';
import { keepAllPruner, type PrunedResource, type ResourcePruner, selectingPruner } from './prune.ts';

/** A full batch as chunk bytes. */
export interface EncodedBatch {
  readonly type: ResourceType;
  readonly rows: number;
  readonly rawBytes: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface TypeBatchesOptions {
  /** Rows per batch; may become smaller while rows come. */
  readonly batchSize: () => number;
  readonly attributes: AttributeSelection;
  readonly encode: (batch: OpenBatch) => EncodedBatch;
}

/**
 * The batches of one plan: a builder per kind, and the pruner that fits the paths the server accepted. A full batch leaves
 * as bytes at once and a page is emptied: both are garbage before the collection of garbage that follows. What survives
 * one would be moved to the old generation, where only a full collection finds it.
 */
export class TypeBatches {
  readonly #plan: TypePlan;
  readonly #options: TypeBatchesOptions;
  readonly #builders = new Map<ResourceType, ColumnBatchBuilder>();
  #pruner: ResourcePruner | undefined;
  #prunedIndex: unknown;

  constructor(plan: TypePlan, options: TypeBatchesOptions) {
    this.#plan = plan;
    this.#options = options;
  }

  /** Takes the objects out of a page and prunes them into rows. Returns the batches that became full. */
  add({ objects, index }: StreamedPage, keeps: (ref: string) => boolean): EncodedBatch[] {
    const { batchSize, attributes } = this.#options;
    const full: EncodedBatch[] = [];
    if (this.#prunedIndex !== index || !this.#pruner) {
      // Rows of an older index have other columns.
      full.push(...this.rest());
      const { kinds, paths } = this.#plan;
      this.#pruner =
        paths === undefined ? keepAllPruner(kinds, index.paths) : selectingPruner(kinds, index.paths, attributes);
      this.#prunedIndex = index;
      this.#builders.clear();
    }
    for (const object of objects.splice(0)) {
      const resource = this.#pruner.pruneResourceAttributes(object);
      if (!resource || !keeps(resource.ref)) continue;
      const builder = this.#builderFor(resource, this.#pruner);
      builder.add(resource);
      if (builder.rows >= batchSize()) full.push(this.#options.encode(builder.finish()));
    }
    return full;
  }

  /** Batches of the rows that are left. */
  rest(): EncodedBatch[] {
    return [...this.#builders.values()]
      .filter(({ rows }) => rows > 0)
      .map((builder) => this.#options.encode(builder.finish()));
  }

  #builderFor({ kind }: PrunedResource, pruner: ResourcePruner): ColumnBatchBuilder {
    let builder = this.#builders.get(kind);
    if (!builder) {
      builder = new ColumnBatchBuilder(kind, () => pruner.columnsOf(kind));
      this.#builders.set(kind, builder);
    }
    return builder;
  }
}
