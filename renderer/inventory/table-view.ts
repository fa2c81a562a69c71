import type { ResourceType } from '../../shared/inventory.ts';
import { cellText } from './cell-text.ts';
import type { Estate } from './estate.ts';
import { knownAttributes } from './known-attributes.ts';
import { NameFilter } from './name-filter.ts';
import { type SortDirection, SortedRows } from './sorted-rows.ts';

export interface Sort {
  readonly path: string;
  readonly direction: SortDirection;
}

function arrivalOrder(rows: number): Uint32Array {
  return Uint32Array.from({ length: rows }, (_, row) => row);
}

/** What the table of one kind shows: its rows, sorted and filtered, as row numbers. Good for as long as the estate shows the same table. */
export class TableView {
  readonly #estate: Estate;
  readonly #type: ResourceType;
  #sort: Sort | undefined;
  #sorted: SortedRows | undefined;
  #nameVersionAtSort = 0;
  #filter: NameFilter | undefined;
  #filterText = '';

  constructor(estate: Estate, type: ResourceType) {
    this.#estate = estate;
    this.#type = type;
  }

  /** Undefined means order of arrival. */
  sortBy(sort: Sort | undefined): void {
    this.#sort = sort;
    this.#sorted = undefined;
  }

  /** Keeps rows whose display name contains the text, upper and lower case alike; '' keeps all. */
  filterBy(text: string): void {
    if (text === this.#filterText) return;
    this.#filterText = text;
    this.#filter = text === '' ? undefined : new NameFilter(this.#estate.table(this.#type), text);
  }

  /** Row numbers to show, top to bottom, as of now. */
  rows(): Uint32Array {
    const order = this.#order(this.#estate.table(this.#type).rows);
    return this.#filter === undefined ? order : this.#filter.apply(order);
  }

  #order(rows: number): Uint32Array {
    const sort = this.#sort;
    const column = sort && this.#estate.table(this.#type).column(sort.path);
    if (sort === undefined || column === undefined) return arrivalOrder(rows);
    const attribute = knownAttributes(this.#type).get(sort.path);
    const byName = attribute?.kind === 'ref' || attribute?.kind === 'refs';
    // References sort by the name they resolve to; names that came since would leave the old order wrong.
    if (byName && this.#nameVersionAtSort !== this.#estate.nameVersion) this.#sorted = undefined;
    this.#nameVersionAtSort = this.#estate.nameVersion;
    this.#sorted ??= new SortedRows(column, sort.direction, (cell) =>
      cellText(cell, attribute, (ref) => this.#estate.nameOf(ref)),
    );
    return this.#sorted.upTo(rows);
  }
}
