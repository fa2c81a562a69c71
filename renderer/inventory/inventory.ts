import type { ChunkOrigin, HeapsphereBridge } from '../../shared/contract.ts';
import { type Cell, type ColumnBatch, RESOURCE_TYPES, type ResourceType } from '../../shared/inventory.ts';
import type { LiveChanges } from '../../shared/live-view.ts';
import type { CollectionStore } from '../shell/collection-store.ts';
import type { OpenVcenter } from '../vcenters/open-vcenters.ts';
import { columnsOf } from './columns.ts';
import { Estate } from './estate.ts';
import { type ColumnFilter, NO_FILTER, type TableFilter } from './filter/column-filter.ts';
import { createInventoryStore, type InventoryStore, type NarrowedTo } from './inventory-store.ts';
import type { KeptView } from './kept-view.ts';
import { arrangeColumns } from './layout/column-layout.ts';
import type { LayoutStore } from './layout/layout-store.ts';
import { positionOf } from './position-of.ts';
import { isRoot, unqualified, vcenterOf } from './qualified-ref.ts';
import { RowSources } from './row-sources.ts';
import {
  NOTHING_SELECTED,
  type RowSelection,
  type SelectHow,
  selectAll,
  selectRow,
} from './selection/row-selection.ts';
import { ShownRows } from './shown-rows.ts';
import type { Sort } from './sort-keys.ts';
import { stateWithout } from './state-without.ts';
import type { TypeTable } from './type-table.ts';

/** References of objects on screen that something happened to. */
export interface AppliedChanges {
  /** Those of which a cell is another one now. */
  readonly changed: readonly string[];
  readonly added: readonly string[];
  /** Number of objects that are gone, of those that were there. */
  readonly removed: number;
}

export interface InventoryOptions {
  readonly bridge: HeapsphereBridge;
  readonly collections: CollectionStore;
  readonly layouts: LayoutStore;
  /** Runs a function once in the next frame. */
  readonly schedule: (run: () => void) => void;
}

/**
 * The rows of the open vCenters: opens the inventory of each one's collection, takes its chunks, and keeps sort and filter
 * of every kind up to date. A new collection replaces the rows of its vCenter and no others.
 */
export class Inventory {
  readonly store: InventoryStore = createInventoryStore();
  readonly #options: InventoryOptions;
  readonly #ends: readonly (() => void)[];
  readonly #estate = new Estate();
  readonly #sources: RowSources;
  readonly #shown: ShownRows;
  #several = false;

  constructor(options: InventoryOptions) {
    this.#options = options;
    const { bridge, collections, layouts, schedule } = options;
    this.#shown = new ShownRows({
      estate: this.#estate,
      store: this.store,
      schedule,
      shownPaths: (type) => this.shownPaths(type),
    });
    this.#sources = new RowSources({
      bridge,
      schedule: (run) => this.#shown.onceSettled(run),
      apply: (...given) => this.#append(...given),
      lost: ({ type, rows }, origin, key) => {
        if (origin !== 'earlier') this.#estate.lose(type, rows, key);
        this.#replaceFinished();
      },
      problem: (problem) => this.store.setState({ problem }),
    });
    this.#ends = [collections.subscribe(() => this.#follow()), layouts.store.subscribe(() => this.#columnsChanged())];
    this.#follow();
  }

  /** Where the rows lie. Its tables change when a collection starts or a vCenter is closed; the store's `revision` tells. */
  get estate(): Estate {
    return this.#estate;
  }

  /** Where main finds an object: its vCenter's collection, and the reference as that vCenter knows it. Undefined when it is closed. */
  addressOf(ref: string): { readonly collectionId: string; readonly ref: string } | undefined {
    const collectionId = this.#sources.collectionOf(vcenterOf(ref));
    return collectionId === undefined ? undefined : { collectionId, ref: unqualified(ref) };
  }

  showType(type: ResourceType): void {
    this.store.setState({ type, editedFilter: undefined });
    this.#shown.refresh();
  }

  /** The column that counts most first; none goes back to the order of arrival. */
  sortBy(type: ResourceType, sorts: readonly Sort[]): void {
    this.store.setState((state) => ({ sorts: { ...state.sorts, [type]: sorts } }));
    this.#shown.sort(type);
    this.#shown.refresh();
  }

  filterBy(type: ResourceType, filter: TableFilter): void {
    this.store.setState((state) => ({ filters: { ...state.filters, [type]: filter } }));
    this.#shown.filter(type);
    this.#shown.refresh();
  }

  /** Shows of every kind what lies below an object of the tree; undefined shows all. */
  narrowTo(narrowedTo: NarrowedTo | undefined): void {
    this.store.setState({ narrowedTo });
    this.#shown.narrow();
    this.#shown.refresh();
  }

  /** Shows rows of a kind, whatever was on screen before: those that pass all filters, below an object or anywhere. */
  showRows(type: ResourceType, columns: readonly ColumnFilter[], narrowedTo: NarrowedTo | undefined): void {
    const filter = { quick: '', columns };
    this.store.setState(({ filters }) => ({
      type,
      editedFilter: undefined,
      narrowedTo,
      filters: { ...filters, [type]: filter },
    }));
    this.#shown.narrow();
    this.#shown.filter(type);
    this.#shown.refresh();
  }

  /** Gives the rows of a kind values that no collection brings, by path and row; filters and sorts know them from now on. */
  annotate(type: ResourceType, columns: Readonly<Record<string, readonly Cell[]>>): void {
    const table = this.#estate.table(type);
    for (const [path, cells] of Object.entries(columns)) table.annotate(path, cells);
    // Its filter and its sort may have looked at the columns that were there before.
    this.#shown.forget(type);
    this.#shown.refresh();
  }

  /** Whether rows of a kind can say what they lie below. */
  canNarrow(type: ResourceType): boolean {
    return this.#shown.canNarrow(type);
  }

  /** Opens the filter of a column for editing; undefined closes it. */
  editFilter(path: string | undefined): void {
    this.store.setState({ editedFilter: path });
  }

  filterOf(type: ResourceType): TableFilter {
    return this.store.getState().filters[type] ?? NO_FILTER;
  }

  /** Paths of the columns that the table of a kind shows. */
  shownPaths(type: ResourceType): readonly string[] {
    const columns = columnsOf(type, this.#estate.table(type).paths, this.#several);
    return arrangeColumns(columns, this.#options.layouts.layout(type)).columns.map(({ path }) => path);
  }

  /** Remembers the object that the operator chose, so that the focus stays with it wherever its row goes. */
  select(type: ResourceType, ref: string): void {
    this.store.setState((state) => ({ selected: { ...state.selected, [type]: ref } }));
  }

  showDetails(open: boolean): void {
    this.store.setState({ detailsOpen: open });
  }

  /** Shows an object: its kind, its row, which whatever hides it makes way for, and the side panel. */
  open(type: ResourceType, ref: string): void {
    const find = () => positionOf(ref, this.#estate.table(type), this.store.getState().visible);
    this.showType(type);
    if (find() === undefined) this.filterBy(type, NO_FILTER);
    if (find() === undefined) this.narrowTo(undefined);
    this.select(type, ref);
    const position = find();
    if (position !== undefined) this.selectRow(type, position, 'only');
    this.store.setState({ detailsOpen: true, revealing: ref });
  }

  /** The row of an object that was opened is in view. */
  revealed(): void {
    this.store.setState({ revealing: undefined });
  }

  /** Goes on where a page was before it was loaded again; the rows may still be to come. */
  restore(view: KeptView): void {
    this.store.setState(view);
    for (const type of RESOURCE_TYPES) this.#shown.forget(type);
    this.#shown.narrow();
    this.#shown.refresh();
  }

  /** Whether all rows of a vCenter's collection that has ended are here. */
  isWhole(vcenter: OpenVcenter): boolean {
    if (!this.#sources.isCurrent(vcenter)) return false;
    const { key, collection } = vcenter;
    const { finished, counts } = collection;
    return finished.every((type) => this.#estate.isWhole(type, counts[type] ?? 0, key));
  }

  /** Takes over what has changed at a vCenter, its references qualified, into the rows on screen. Tells which objects are new or look different. */
  applyChanges({ rows, left }: Pick<LiveChanges, 'rows' | 'left'>): AppliedChanges {
    const changed: string[] = [];
    const added: string[] = [];
    let removed = 0;
    for (const { type, refs } of left) {
      const before = this.#estate.table(type).rows;
      const mapping = this.#estate.remove(type, refs);
      if (mapping) this.#shown.removed(type, mapping);
      removed += before - this.#estate.table(type).rows;
    }
    for (const batch of rows) {
      const patched = this.#estate.patch(batch);
      this.#shown.changed(batch.type, new Set(patched.changed));
      const { refs } = this.#estate.table(batch.type);
      changed.push(...patched.changed.map((row) => refs.at(row) ?? ''));
      added.push(...patched.added.map((row) => refs.at(row) ?? ''));
    }
    const { narrowedTo, type: shown } = this.store.getState();
    // Objects may lie elsewhere now.
    if (narrowedTo && (changed.length > 0 || added.length > 0)) this.#shown.narrow();
    // At once where rows have other numbers: those on screen are the old ones.
    if (left.some(({ type }) => type === shown)) this.#shown.refresh();
    else if (changed.length > 0 || added.length > 0 || left.length > 0) this.#shown.refreshSoon();
    return { changed, added, removed };
  }

  /** Calls back soon, for a vCenter to be closed: what is costly about that is worked out by then, so that the window stays smooth. */
  beforeClose(key: string, close: () => void): void {
    this.#shown.prepareLeaving(key, close);
  }

  /** Draws the rows again, though they say the same. */
  redraw(): void {
    this.#shown.refreshSoon();
  }

  /** Chooses a row of the shown kind by its position on screen. */
  selectRow(type: ResourceType, position: number, how: SelectHow): void {
    this.#setSelection(type, (before, shown) => selectRow(before, shown, position, how));
  }

  /** Chooses every row that the filter lets through. */
  selectAll(type: ResourceType): void {
    this.#setSelection(type, selectAll);
  }

  clearSelection(type: ResourceType): void {
    this.#setSelection(type, () => NOTHING_SELECTED);
  }

  dispose(): void {
    for (const end of this.#ends) end();
    this.#sources.dispose();
    this.#shown.dispose();
  }

  #setSelection(
    type: ResourceType,
    change: (before: RowSelection, shown: { table: TypeTable; visible: Uint32Array }) => RowSelection,
  ): void {
    const { selections, visible } = this.store.getState();
    const shown = { table: this.#estate.table(type), visible };
    this.store.setState({
      selections: { ...selections, [type]: change(selections[type] ?? NOTHING_SELECTED, shown) },
    });
  }

  #follow(): void {
    const { open } = this.#options.collections.getState();
    const keys = new Set(open.map(({ key }) => key));
    const closed = this.#sources.vcenters.filter(({ key }) => !keys.has(key));
    for (const vcenter of closed) this.#close(vcenter, open.length > 1);
    for (const vcenter of open) if (!this.#sources.isCurrent(vcenter)) this.#open(vcenter);
    if (this.#several !== open.length > 1) {
      this.#several = open.length > 1;
      // A vCenter that all rows are of is nothing to be narrowed to.
      const { narrowedTo } = this.store.getState();
      if (!this.#several && narrowedTo !== undefined && isRoot(narrowedTo.ref)) this.narrowTo(undefined);
      this.#columnsChanged();
    }
    this.#replaceFinished();
  }

  #open(vcenter: OpenVcenter): void {
    this.#leave(vcenter.key);
    this.#sources.open(vcenter);
    this.#shown.refresh();
  }

  /** A vCenter left the screen, and with it whatever refers to its objects. */
  #close(vcenter: { readonly key: string; readonly label: string }, several: boolean): void {
    this.#leave(vcenter.key);
    const { filters, narrowedTo } = this.store.getState();
    this.store.setState((state) => stateWithout(state, vcenter, several));
    for (const type of RESOURCE_TYPES)
      if (this.filterOf(type) !== (filters[type] ?? NO_FILTER)) this.#shown.filter(type);
    if (narrowedTo !== this.store.getState().narrowedTo) this.#shown.narrow();
    this.#shown.refresh();
  }

  /** Lets go of the rows of a vCenter. */
  #leave(key: string): void {
    if (!this.#sources.leave(key)) return;
    this.#shown.replaced(this.#estate.drop(key));
    this.#shown.settleOn();
    this.#shown.narrow();
  }

  #append(batch: ColumnBatch, origin: ChunkOrigin, key: string): void {
    this.#estate.append(batch, origin, key);
    this.#replaceFinished();
    this.#shown.refreshSoon();
  }

  /** Rows and the word that they are all come in any order, so this is asked whenever either does. */
  #replaceFinished(): void {
    const replaced = this.#options.collections
      .getState()
      .open.filter((vcenter) => this.#sources.isCurrent(vcenter))
      .flatMap(({ key, collection: { finished, counts } }) =>
        finished.filter((type) => this.#estate.replace(type, counts[type] ?? 0, key)),
      );
    if (replaced.length === 0) return;
    for (const type of replaced) this.#shown.forget(type);
    this.#shown.settleOn();
    // At once: row numbers on screen are those of the table that is gone.
    this.#shown.refresh();
  }

  /** What the quick text is looked for in is what the table shows. */
  #columnsChanged(): void {
    const { type } = this.store.getState();
    const filter = this.filterOf(type);
    if (filter.quick.trim() !== '') this.filterBy(type, filter);
  }
}
