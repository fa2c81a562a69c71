import { type AttributeSelection, selectedAttributes } from '../../shared/attribute-selection.ts';
import type { Attribute } from '../../shared/essential-attributes.ts';
import type { ColumnBatch, ResourceType } from '../../shared/inventory.ts';
import { isPolled } from '../../shared/polled-attributes.ts';
import type { ColumnBatchBuilder, OpenBatch } from '../collector/column-batch.ts';
import type { TypePlan } from '../collector/plan.ts';
import type { ResourcePruner } from '../collector/prune.ts';
import type { ObjectContent } from '../vsphere/object-decoder.ts';
import type { ReadObjects } from '../vsphere/object-reader.ts';

/** Types whose objects are rows of another type's kind. */
const BASE_TYPES: Readonly<Record<string, string>> = {
  VmwareDistributedVirtualSwitch: 'DistributedVirtualSwitch',
  OpaqueNetwork: 'Network',
};

export interface ObjectRowsOptions {
  readonly plans: readonly TypePlan[];
  readonly attributes: AttributeSelection;
  readonly prune: (
    kinds: readonly ResourceType[],
    fetched: readonly string[],
    selection: AttributeSelection,
  ) => ResourcePruner;
  readonly newBuilder: (type: ResourceType, paths: () => readonly string[]) => ColumnBatchBuilder;
  /** The JSON text of a batch. */
  readonly json: (batch: OpenBatch) => string;
}

/** Makes rows of objects just as the collection makes them, so that equal objects give equal rows. */
export class ObjectRows {
  readonly #options: ObjectRowsOptions;
  readonly #plans: ReadonlyMap<string, TypePlan>;
  readonly #pushed: AttributeSelection;
  readonly #pruners = new Map<string, { readonly paths: readonly string[]; readonly pruner: ResourcePruner }>();

  constructor(options: ObjectRowsOptions) {
    this.#options = options;
    this.#plans = new Map(options.plans.map((plan) => [plan.managedType, plan]));
    this.#pushed = Object.fromEntries(
      options.plans
        .flatMap(({ kinds }) => kinds)
        .map((kind) => [kind, this.pushedAttributes(kind).map(({ path }) => path)]),
    );
  }

  /** What the server tells of by itself. */
  pushedAttributes(kind: ResourceType): readonly Attribute[] {
    return selectedAttributes(kind, this.#options.attributes).filter(({ path }) => !isPolled(path));
  }

  /** Rows of what the server pushes. @param paths of the objects' values, in their order */
  pushed(objects: readonly ObjectContent[], paths: readonly string[]): ColumnBatch[] {
    return this.#rows('pushed', objects, paths, this.#pushed);
  }

  /** Rows of what was read, without columns that were not asked for. */
  read({ objects, paths }: ReadObjects): ColumnBatch[] {
    const { attributes } = this.#options;
    const asked = new Set(paths);
    return this.#rows(`read ${paths.length}`, objects, paths, attributes).map((batch) => {
      const known = selectedAttributes(batch.type, attributes).filter((each) => asked.has(each.fetch ?? each.path));
      return { ...batch, columns: Object.fromEntries(known.map(({ path }) => [path, batch.columns[path] ?? []])) };
    });
  }

  #rows(
    what: string,
    objects: readonly ObjectContent[],
    paths: readonly string[],
    selection: AttributeSelection,
  ): ColumnBatch[] {
    const builders = new Map<ResourceType, ColumnBatchBuilder>();
    for (const object of objects) {
      const plan = this.#planOf(object.ref.type);
      if (!plan) continue;
      const pruner = this.#pruner(what, plan, paths, selection);
      const resource = pruner.pruneResourceAttributes(object);
      if (!resource) continue;
      const { kind } = resource;
      let builder = builders.get(kind);
      if (!builder) {
        builder = this.#options.newBuilder(kind, () => pruner.columnsOf(kind));
        builders.set(kind, builder);
      }
      builder.add(resource);
    }
    // Through JSON as the collection's batches: references, times and large integers become the same cells.
    return [...builders.values()].map((builder) => JSON.parse(this.#options.json(builder.finish())) as ColumnBatch);
  }

  #planOf(type: string): TypePlan | undefined {
    return this.#plans.get(type) ?? this.#plans.get(BASE_TYPES[type] ?? '');
  }

  #pruner(
    what: string,
    { managedType, kinds }: TypePlan,
    paths: readonly string[],
    selection: AttributeSelection,
  ): ResourcePruner {
    const key = `${what} ${managedType}`;
    const known = this.#pruners.get(key);
    if (known && known.paths === paths) return known.pruner;
    const pruner = this.#options.prune(kinds, paths, selection);
    this.#pruners.set(key, { paths, pruner });
    return pruner;
  }
}
