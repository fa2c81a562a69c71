import type { ChunkOrigin } from '../../shared/contract.ts';
import { type ColumnBatch, displayName, RESOURCE_TYPES, type ResourceType } from '../../shared/inventory.ts';
import { TypeTable } from './type-table.ts';

/** Kinds that nothing points at in a table; indexing their names would only cost memory. */
const NEVER_REFERENCED: readonly ResourceType[] = ['VirtualMachine', 'Template'];

/** The rows of one kind. */
interface Shelf {
  /** The rows on screen. */
  shown: TypeTable;
  /** While rows of an earlier collection are on screen: those that replace them once they are all there. */
  incoming: TypeTable | undefined;
  /** Rows that should be in `incoming` and could not be read. */
  lost: number;
}

/**
 * Everything one collection brought: a table per kind and the names that references resolve to. Rows of an earlier
 * collection are shown until the kind has been read again; other kinds grow on screen.
 */
export class Estate {
  readonly #shelves: ReadonlyMap<ResourceType, Shelf>;
  readonly #names = new Map<string, string>();
  #nameVersion = 0;

  constructor() {
    this.#shelves = new Map(
      RESOURCE_TYPES.map((type) => [type, { shown: new TypeTable(type), incoming: undefined, lost: 0 }]),
    );
  }

  /** Grows whenever a reference may resolve to another name than before. */
  get nameVersion(): number {
    return this.#nameVersion;
  }

  /** The rows of a kind that are on screen. Another table once the kind was replaced. */
  table(type: ResourceType): TypeTable {
    return this.#shelf(type).shown;
  }

  append(batch: ColumnBatch, origin: ChunkOrigin): void {
    const shelf = this.#shelf(batch.type);
    if (origin === 'earlier') shelf.incoming ??= new TypeTable(batch.type);
    const table = origin === 'earlier' ? shelf.shown : (shelf.incoming ?? shelf.shown);
    table.append(batch);
    this.#learnNames(batch);
  }

  /** Rows of a kind that came and could not be read: nobody needs to wait for them. */
  lose(type: ResourceType, rows: number): void {
    this.#shelf(type).lost += rows;
  }

  /**
   * The collection has all rows of a kind, and these are so many: replaces what is on screen, if that is of an earlier
   * collection and the rows are all here. Tells whether it did.
   */
  replace(type: ResourceType, rows: number): boolean {
    const shelf = this.#shelf(type);
    if (shelf.incoming === undefined || shelf.incoming.rows + shelf.lost < rows) return false;
    shelf.shown = shelf.incoming;
    shelf.incoming = undefined;
    return true;
  }

  /** Name of a referenced object, or its moId while the object is not known. */
  nameOf(ref: string): string {
    return this.#names.get(ref) ?? ref.slice(ref.indexOf(':') + 1);
  }

  #shelf(type: ResourceType): Shelf {
    const shelf = this.#shelves.get(type);
    if (shelf === undefined) throw new RangeError(`resource type "${type}" is unknown`);
    return shelf;
  }

  #learnNames({ type, refs, columns }: ColumnBatch): void {
    if (columns.name === undefined || NEVER_REFERENCED.includes(type)) return;
    for (const [row, ref] of refs.entries()) {
      const name = columns.name[row];
      if (typeof name !== 'string' || this.#names.get(ref) === displayName(name)) continue;
      this.#names.set(ref, displayName(name));
      this.#nameVersion += 1;
    }
  }
}
