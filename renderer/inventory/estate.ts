import { type ColumnBatch, displayName, RESOURCE_TYPES, type ResourceType } from '../../shared/inventory.ts';
import { TypeTable } from './type-table.ts';

/** Kinds that nothing points at in a table; indexing their names would only cost memory. */
const NEVER_REFERENCED: readonly ResourceType[] = ['VirtualMachine', 'Template'];

/** Everything one collection brought: a table per kind and the names that references resolve to. */
export class Estate {
  readonly #tables: ReadonlyMap<ResourceType, TypeTable>;
  readonly #names = new Map<string, string>();

  constructor() {
    this.#tables = new Map(RESOURCE_TYPES.map((type) => [type, new TypeTable(type)]));
  }

  /** Names known so far; grows while infrastructure arrives. */
  get nameCount(): number {
    return this.#names.size;
  }

  table(type: ResourceType): TypeTable {
    const table = this.#tables.get(type);
    if (table === undefined) throw new RangeError(`resource type "${type}" is unknown`);
    return table;
  }

  append(batch: ColumnBatch): void {
    this.table(batch.type).append(batch);
    const names = batch.columns.name;
    if (names === undefined || NEVER_REFERENCED.includes(batch.type)) return;
    batch.refs.forEach((ref, row) => {
      const name = names[row];
      if (typeof name === 'string') this.#names.set(ref, displayName(name));
    });
  }

  /** Name of a referenced object, or its moId while the object is not known. */
  nameOf(ref: string): string {
    return this.#names.get(ref) ?? ref.slice(ref.indexOf(':') + 1);
  }
}
