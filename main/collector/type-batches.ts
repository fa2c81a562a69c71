import type { AttributeSelection } from '../../shared/attribute-selection.ts';
import type { ResourceType } from '../../shared/inventory.ts';
import type { StreamedPage } from '../vsphere/stream-resources.ts';
import { ColumnBatchBuilder, type OpenBatch } from './column-batch.ts';
import type { TypePlan } from './plan.ts';
import { keepAllPruner, type PrunedResource, type ResourcePruner, selectingPruner } from './prune.ts';

/** The batches of one plan: a builder per kind, and the pruner that fits the paths the server accepted. */
export class TypeBatches {
  readonly #plan: TypePlan;
  readonly #batchSize: number;
  readonly #attributes: AttributeSelection;
  readonly #builders = new Map<ResourceType, ColumnBatchBuilder>();
  #pruner: ResourcePruner | undefined;
  #prunedIndex: unknown;

  constructor(plan: TypePlan, batchSize: number, attributes: AttributeSelection) {
    this.#plan = plan;
    this.#batchSize = batchSize;
    this.#attributes = attributes;
  }

  /** Prunes a page into rows; yields the batches that became full. */
  *add({ objects, index }: StreamedPage, keeps: (ref: string) => boolean): Generator<OpenBatch> {
    if (this.#prunedIndex !== index || !this.#pruner) {
      // Rows of an older index have other columns.
      yield* this.rest();
      const { kinds, paths } = this.#plan;
      this.#pruner =
        paths === undefined ? keepAllPruner(kinds, index.paths) : selectingPruner(kinds, index.paths, this.#attributes);
      this.#prunedIndex = index;
      this.#builders.clear();
    }
    for (const object of objects) {
      const resource = this.#pruner.pruneResourceAttributes(object);
      if (!resource || !keeps(resource.ref)) continue;
      const builder = this.#builderFor(resource, this.#pruner);
      builder.add(resource);
      if (builder.rows >= this.#batchSize) yield builder.finish();
    }
  }

  *rest(): Generator<OpenBatch> {
    for (const builder of this.#builders.values()) if (builder.rows > 0) yield builder.finish();
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
