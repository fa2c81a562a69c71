import type { Attribute } from '../../shared/essential-attributes.ts';
import type { ResourceType } from '../../shared/inventory.ts';
import { cellText } from './cell-text.ts';
import type { Column } from './column.ts';
import type { StoredCell } from './column-storage.ts';
import type { Estate } from './estate.ts';
import { isFiltering, NO_FILTER, type TableFilter } from './filter/column-filter.ts';
import { quickTest } from './filter/quick-test.ts';
import { RowFilter } from './filter/row-filter.ts';
import { columnTest, type RowTest } from './filter/row-tests.ts';
import { knownAttributes } from './known-attributes.ts';
import type { RowMapping } from './row-runs.ts';
import type { RowsBelow } from './rows-below.ts';
import type { Sort } from './sort-keys.ts';
import type { SortColumn } from './sort-ordering.ts';
import { SortedRows } from './sorted-rows.ts';

function arrivalOrder(rows: number): Uint32Array {
  const order = new Uint32Array(rows);
  for (let row = 0; row < rows; row += 1) order[row] = row;
  return order;
}

/**
 * What the table of one kind shows: its rows, sorted and filtered, as row numbers. Good for as long as the estate shows the
 * same table, or one that replaced() told of.
 */
export class TableView {
  readonly #estate: Estate;
  readonly #type: ResourceType;
  #sorts: readonly Sort[] = [];
  #sorted: SortedRows | undefined;
  /** The order that another table had, as rows of this one: what is sorted already is not sorted again. */
  #known: Uint32Array<ArrayBuffer> | undefined;
  /** A column may come later than the wish to sort by it. */
  #sortedColumns = 0;
  #nameVersionAtSort = 0;
  #filter: TableFilter = NO_FILTER;
  #shownPaths: () => readonly string[] = () => [];
  #rowFilter: RowFilter | undefined;
  #nameVersionAtFilter = 0;
  #below: RowsBelow | undefined;
  #codings = 0;

  constructor(estate: Estate, type: ResourceType) {
    this.#estate = estate;
    this.#type = type;
  }

  /** The column that counts most first; none means order of arrival. */
  sortBy(sorts: readonly Sort[]): void {
    this.#sorts = sorts;
    this.#forgetOrder();
  }

  /**
   * Keeps the rows that pass a filter. `shownPaths` gives the columns that its quick text is looked for in; call this again
   * when they change.
   */
  filterBy(filter: TableFilter, shownPaths: () => readonly string[]): void {
    this.#filter = filter;
    this.#shownPaths = shownPaths;
    this.#rowFilter = undefined;
  }

  /** Keeps rows that lie below an object of the tree; undefined keeps all. */
  narrowTo(below: RowsBelow | undefined): void {
    this.#below = below;
  }

  /** Rows have other values than before. */
  changed(rows: ReadonlySet<number>): void {
    const { codings } = this.#estate.table(this.#type);
    if (codings === this.#codings) {
      this.#sorted?.changed(rows);
      this.#rowFilter?.changed(rows);
      return;
    }
    // What was found out of codes is about other values now.
    this.#codings = codings;
    this.#forgetOrder();
    this.#rowFilter = undefined;
  }

  /** Rows were taken out, and the others have other numbers. */
  removed(mapping: RowMapping): void {
    // What was found out of codes is about other values now; the order is what it was.
    if (this.#estate.table(this.#type).codings !== this.#codings) {
      this.replaced(mapping);
      return;
    }
    this.#sorted?.removed(mapping);
    this.#rowFilter?.removed(mapping);
  }

  /** The estate is going to show such a table: works out the order of its rows ahead. */
  prepareReplaced(mapping: RowMapping): void {
    this.#sorted?.orderAfter(mapping);
  }

  /** The estate shows another table now, with the same rows but for some; the mapping has a number for each row of the old one. */
  replaced(mapping: RowMapping): void {
    this.#known = this.#sorted?.orderAfter(mapping);
    this.#sorted = undefined;
    // What was found of the rows stays; what was found out of codes is about other values now.
    this.#rowFilter?.removed(mapping);
    this.#rowFilter?.testBy(this.#tests());
    this.#codings = this.#estate.table(this.#type).codings;
  }

  /** Goes on filtering until a moment of performance.now(); tells whether all rows are looked at. */
  look(until: number): boolean {
    if (!isFiltering(this.#filter)) return true;
    // Texts of references may read differently than before.
    if (this.#nameVersionAtFilter !== this.#estate.nameVersion) this.#rowFilter = undefined;
    this.#nameVersionAtFilter = this.#estate.nameVersion;
    this.#rowFilter ??= new RowFilter(this.#tests());
    const table = this.#estate.table(this.#type);
    if (this.#rowFilter.hasLookedAt(table.rows)) return true;
    // Tests ask for whole columns: those that are yet to be made come one by one, not all with the first row.
    return table.settle(until) && this.#rowFilter.look(table.rows, until);
  }

  /** Row numbers to show, top to bottom, as far as they are looked at. */
  rows(): Uint32Array {
    const order = this.#order(this.#estate.table(this.#type).rows);
    const passed = isFiltering(this.#filter) ? (this.#rowFilter?.apply(order) ?? new Uint32Array(0)) : order;
    return this.#below === undefined ? passed : this.#below.apply(this.#type, passed);
  }

  #tests(): readonly RowTest[] {
    const table = this.#estate.table(this.#type);
    const { quick, columns } = this.#filter;
    const nameOf = (ref: string): string => this.#estate.nameOf(ref);
    const tests = columns.map((column) => columnTest(table, column, nameOf));
    return quick.trim() === '' ? tests : [...tests, quickTest(table, quick, this.#shownPaths, nameOf)];
  }

  #order(rows: number): Uint32Array {
    const columns = this.#sorts.flatMap((sort) => this.#sortColumn(sort));
    if (columns.length === 0) return arrivalOrder(rows);
    // References sort by the name they resolve to; names that came since would leave the old order wrong.
    if (this.#sortsByName() && this.#nameVersionAtSort !== this.#estate.nameVersion) this.#forgetOrder();
    if (columns.length !== this.#sortedColumns) this.#forgetOrder();
    this.#nameVersionAtSort = this.#estate.nameVersion;
    this.#sortedColumns = columns.length;
    this.#sorted ??= new SortedRows(columns, this.#known);
    this.#known = undefined;
    return this.#sorted.upTo(rows);
  }

  #forgetOrder(): void {
    this.#sorted = undefined;
    this.#known = undefined;
  }

  /** Nothing for a column that no batch has brought yet. */
  #sortColumn({ path, direction }: Sort): readonly SortColumn[] {
    const table = this.#estate.table(this.#type);
    if (!table.has(path)) return [];
    const attribute = knownAttributes(this.#type).get(path);
    const textOf = (cell: StoredCell): string => cellText(cell, attribute, (ref) => this.#estate.nameOf(ref));
    // Not asked for while the order is known: it may be yet to be made.
    const column = (): Column => {
      const made = table.column(path);
      if (made === undefined) throw new RangeError(`no column "${path}" any more`);
      return made;
    };
    return [{ column, direction, textOf }];
  }

  #sortsByName(): boolean {
    const known = knownAttributes(this.#type);
    return this.#sorts.some(({ path }) => isReference(known.get(path)));
  }
}

function isReference(attribute: Attribute | undefined): boolean {
  return attribute?.kind === 'ref' || attribute?.kind === 'refs';
}
