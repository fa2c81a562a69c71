import type { ChunkOrigin, HeapsphereBridge } from '../../shared/contract.ts';
import { type Cell, type ColumnBatch, RESOURCE_TYPES, type ResourceType } from '../../shared/inventory.ts';
import type { LiveChanges } from '../../shared/live-view.ts';
import type { CollectionStore } from '../shell/collection-store.ts';
import type { OpenVcenter } from '../vcenters/open-vcenters.ts';
import { qualifyBatch } from '../vcenters/qualify-batch.ts';
import { withoutVcenter } from '../vcenters/vcenter-column.ts';
import { ChunkIntake } from './chunk-intake.ts';
import { columnsOf } from './columns.ts';
import { decodeChunk } from './decode-chunk.ts';
import { Estate } from './estate.ts';
import { type ColumnFilter, NO_FILTER, type TableFilter } from './filter/column-filter.ts';
import { createInventoryStore, type InventoryStore, type NarrowedTo, zeroCounts } from './inventory-store.ts';
import { arrangeColumns } from './layout/column-layout.ts';
import type { LayoutStore } from './layout/layout-store.ts';
import { positionOf } from './position-of.ts';
import { isRoot, unqualified, vcenterOf } from './qualified-ref.ts';
import { RowsBelow } from './rows-below.ts';
import {
  NOTHING_SELECTED,
  type RowSelection,
  type SelectHow,
  selectAll,
  selectionWithout,
  selectRow,
} from './selection/row-selection.ts';
import type { Sort } from './sort-keys.ts';
import { TableView } from './table-view.ts';
import type { TypeTable } from './type-table.ts';

/** Shortest time between two redraws caused by arriving rows, in milliseconds. */
const REFRESH_MS = 250;
/** Longest time spent on filtering within one frame, in milliseconds. */
const LOOK_MS = 12;

/** Longest time spent within one frame on what closing a vCenter leaves to do, in milliseconds; a column takes a few more. */
const SETTLE_MS = 8;

/** References of objects on screen that something happened to. */
export interface AppliedChanges {
  /** Those of which a cell is another one now. */
  readonly changed: readonly string[];
  readonly added: readonly string[];
}

export interface InventoryOptions {
  readonly bridge: HeapsphereBridge;
  readonly collections: CollectionStore;
  readonly layouts: LayoutStore;
  /** Runs a function once in the next frame. */
  readonly schedule: (run: () => void) => void;
}

/** Where the rows of one vCenter come from. */
interface RowSource {
  readonly collectionId: string;
  readonly label: string;
  readonly intake: ChunkIntake;
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
  /** By the key of the vCenter. */
  readonly #sources = new Map<string, RowSource>();
  readonly #views = new Map<ResourceType, TableView>();
  #below: RowsBelow | undefined;
  #several = false;
  #refreshTimer: ReturnType<typeof setTimeout> | undefined;
  /** The table whose row numbers are on screen. */
  #shownTable: TypeTable | undefined;
  #lookingOn = false;
  #disposed = false;

  constructor(options: InventoryOptions) {
    this.#options = options;
    const { bridge, collections, layouts } = options;
    this.#ends = [
      bridge.pushes['inventory:chunk']((chunk) => {
        for (const { collectionId, intake } of this.#sources.values())
          if (collectionId === chunk.collectionId) intake.accept(chunk);
      }),
      collections.subscribe(() => this.#follow()),
      layouts.store.subscribe(() => this.#columnsChanged()),
    ];
    this.#follow();
  }

  /** Where the rows lie. Its tables change when a collection starts or a vCenter is closed; the store's `revision` tells. */
  get estate(): Estate {
    return this.#estate;
  }

  /** Where main finds an object: its vCenter's collection, and the reference as that vCenter knows it. Undefined when it is closed. */
  addressOf(ref: string): { readonly collectionId: string; readonly ref: string } | undefined {
    const source = this.#sources.get(vcenterOf(ref));
    return source && { collectionId: source.collectionId, ref: unqualified(ref) };
  }

  showType(type: ResourceType): void {
    this.store.setState({ type, editedFilter: undefined });
    this.#refresh();
  }

  /** The column that counts most first; none goes back to the order of arrival. */
  sortBy(type: ResourceType, sorts: readonly Sort[]): void {
    this.store.setState((state) => ({ sorts: { ...state.sorts, [type]: sorts } }));
    this.#view(type).sortBy(sorts);
    this.#refresh();
  }

  filterBy(type: ResourceType, filter: TableFilter): void {
    this.store.setState((state) => ({ filters: { ...state.filters, [type]: filter } }));
    this.#view(type).filterBy(filter, () => this.shownPaths(type));
    this.#refresh();
  }

  /** Shows of every kind what lies below an object of the tree; undefined shows all. */
  narrowTo(narrowedTo: NarrowedTo | undefined): void {
    this.store.setState({ narrowedTo });
    this.#narrowViews();
    this.#refresh();
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
    this.#narrowViews();
    this.#view(type).filterBy(filter, () => this.shownPaths(type));
    this.#refresh();
  }

  /** Gives the rows of a kind values that no collection brings, by path and row; filters and sorts know them from now on. */
  annotate(type: ResourceType, columns: Readonly<Record<string, readonly Cell[]>>): void {
    const table = this.#estate.table(type);
    for (const [path, cells] of Object.entries(columns)) table.annotate(path, cells);
    // Its filter and its sort may have looked at the columns that were there before.
    this.#views.delete(type);
    this.#refresh();
  }

  /** Whether rows of a kind can say what they lie below. */
  canNarrow(type: ResourceType): boolean {
    return this.#below?.canTell(type) ?? true;
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

  /** Whether all rows of a vCenter's collection that has ended are here. */
  isWhole({ key, collection: { id, finished, counts } }: OpenVcenter): boolean {
    if (this.#sources.get(key)?.collectionId !== id) return false;
    return finished.every((type) => this.#estate.isWhole(type, counts[type] ?? 0, key));
  }

  /** Takes over what has changed at a vCenter, its references qualified, into the rows on screen. Tells which objects are new or look different. */
  applyChanges({ rows, left }: Pick<LiveChanges, 'rows' | 'left'>): AppliedChanges {
    const changed: string[] = [];
    const added: string[] = [];
    for (const { type, refs } of left) {
      const mapping = this.#estate.remove(type, refs);
      if (mapping) this.#views.get(type)?.removed(mapping);
    }
    for (const batch of rows) {
      const patched = this.#estate.patch(batch);
      this.#views.get(batch.type)?.changed(new Set(patched.changed));
      const { refs } = this.#estate.table(batch.type);
      changed.push(...patched.changed.map((row) => refs.at(row) ?? ''));
      added.push(...patched.added.map((row) => refs.at(row) ?? ''));
    }
    const { narrowedTo, type: shown } = this.store.getState();
    // Objects may lie elsewhere now.
    if (narrowedTo && (changed.length > 0 || added.length > 0)) this.#narrowViews();
    // At once where rows have other numbers: those on screen are the old ones.
    if (left.some(({ type }) => type === shown)) this.#refresh();
    else if (changed.length > 0 || added.length > 0 || left.length > 0) this.#refreshSoon();
    return { changed, added };
  }

  /** Draws the rows again, though they say the same. */
  redraw(): void {
    this.#refreshSoon();
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
    this.#disposed = true;
    for (const end of this.#ends) end();
    for (const { intake } of this.#sources.values()) intake.close();
    clearTimeout(this.#refreshTimer);
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
    const closed = [...this.#sources].filter(([key]) => !keys.has(key));
    for (const [key, { label }] of closed) this.#close(key, label, open.length > 1);
    for (const vcenter of open) {
      if (this.#sources.get(vcenter.key)?.collectionId !== vcenter.collection.id) this.#open(vcenter);
    }
    if (this.#several !== open.length > 1) {
      this.#several = open.length > 1;
      // A vCenter that all rows are of is nothing to be narrowed to.
      const { narrowedTo } = this.store.getState();
      if (!this.#several && narrowedTo !== undefined && isRoot(narrowedTo.ref)) this.narrowTo(undefined);
      this.#columnsChanged();
    }
    this.#replaceFinished();
  }

  #open({ key, label, collection: { id: collectionId } }: OpenVcenter): void {
    const { requests } = this.#options.bridge;
    this.#leave(key);
    this.#sources.set(key, { collectionId, label, intake: this.#openIntake(key, label, collectionId) });
    this.store.setState({ problem: undefined });
    this.#refresh();
    void requests['inventory:open']({ collectionId }).then((envelope) => {
      if (!envelope.ok) this.store.setState({ problem: envelope.error });
    });
  }

  /** A vCenter left the screen, and with it whatever refers to its objects. */
  #close(key: string, label: string, several: boolean): void {
    this.#leave(key);
    const { selected, selections, filters, narrowedTo } = this.store.getState();
    const isOthers = (ref: string): boolean => vcenterOf(ref) !== key;
    this.store.setState({
      selected: mapByType(selected, (ref) => (isOthers(ref) ? ref : undefined)),
      selections: mapByType(selections, (selection) => selectionWithout(selection, isOthers)),
      filters: mapByType(filters, (filter) => withoutVcenter(filter, label, several)),
    });
    for (const [type, view] of this.#views) {
      const filter = this.filterOf(type);
      if (filter !== (filters[type] ?? NO_FILTER)) view.filterBy(filter, () => this.shownPaths(type));
    }
    if (narrowedTo !== undefined && !isOthers(narrowedTo.ref)) this.narrowTo(undefined);
    else this.#refresh();
  }

  /** Lets go of the rows of a vCenter. */
  #leave(key: string): void {
    const before = this.#sources.get(key);
    if (before === undefined) return;
    before.intake.close();
    this.#sources.delete(key);
    void this.#options.bridge.requests['inventory:close']({ collectionId: before.collectionId });
    for (const [type, mapping] of this.#estate.drop(key)) this.#views.get(type)?.replaced(mapping);
    this.#settleOn();
    this.#narrowViews();
  }

  #openIntake(key: string, label: string, collectionId: string): ChunkIntake {
    const { bridge, schedule } = this.#options;
    return new ChunkIntake({
      decode: decodeChunk,
      schedule,
      apply: (batch, origin) => this.#append(qualifyBatch(batch, { key, label }), origin, key),
      credit: (seq) => void bridge.requests['inventory:credit']({ collectionId, seq }),
      failed: ({ seq, type, rows, origin }, error) => {
        const reason = error instanceof Error ? error.message : String(error);
        this.store.setState({
          problem: {
            code: 'protocol',
            message: `Batch ${seq} could not be read, so its rows are missing: ${reason}.`,
            action: 'Collect again; if it comes back, report it with its details.',
          },
        });
        if (origin !== 'earlier') this.#estate.lose(type, rows, key);
        this.#replaceFinished();
      },
    });
  }

  #append(batch: ColumnBatch, origin: ChunkOrigin, key: string): void {
    this.#estate.append(batch, origin, key);
    this.#replaceFinished();
    this.#refreshSoon();
  }

  #refreshSoon(): void {
    this.#refreshTimer ??= setTimeout(() => this.#refresh(), REFRESH_MS);
  }

  /** Rows and the word that they are all come in any order, so this is asked whenever either does. */
  #replaceFinished(): void {
    const replaced = this.#options.collections
      .getState()
      .open.filter(({ key, collection }) => this.#sources.get(key)?.collectionId === collection.id)
      .flatMap(({ key, collection: { finished, counts } }) =>
        finished.filter((type) => this.#estate.replace(type, counts[type] ?? 0, key)),
      );
    if (replaced.length === 0) return;
    for (const type of replaced) this.#views.delete(type);
    this.#settleOn();
    // At once: row numbers on screen are those of the table that is gone.
    this.#refresh();
  }

  #narrowViews(): void {
    const { narrowedTo } = this.store.getState();
    this.#below = narrowedTo && new RowsBelow(this.#estate, narrowedTo.ref);
    for (const view of this.#views.values()) view.narrowTo(this.#below);
  }

  /** The view of a kind, made with the sort and filter that the operator chose. */
  #view(type: ResourceType): TableView {
    const known = this.#views.get(type);
    if (known !== undefined) return known;
    const { sorts } = this.store.getState();
    const view = new TableView(this.#estate, type);
    view.sortBy(sorts[type] ?? []);
    view.filterBy(this.filterOf(type), () => this.shownPaths(type));
    view.narrowTo(this.#below);
    this.#views.set(type, view);
    return view;
  }

  /** What the quick text is looked for in is what the table shows. */
  #columnsChanged(): void {
    const { type } = this.store.getState();
    const filter = this.filterOf(type);
    if (filter.quick.trim() !== '') this.filterBy(type, filter);
  }

  #refresh(): void {
    clearTimeout(this.#refreshTimer);
    this.#refreshTimer = undefined;
    const { type, revision } = this.store.getState();
    const counts = zeroCounts();
    for (const known of RESOURCE_TYPES) counts[known] = this.#estate.table(known).rows;
    const view = this.#view(type);
    const done = view.look(performance.now() + LOOK_MS);
    const table = this.#estate.table(type);
    // What is on screen stays until all rows are looked at; row numbers of another table mean nothing in this one.
    const redraw = done || table !== this.#shownTable;
    this.#shownTable = table;
    this.store.setState({
      counts,
      filtering: !done,
      ...(redraw ? { visible: view.rows(), revision: revision + 1 } : {}),
    });
    if (!done) this.#lookOn();
  }

  /** Columns that are not on screen are made between frames. */
  #settleOn(): void {
    this.#options.schedule(() => {
      if (!this.#disposed && !this.#estate.settle(performance.now() + SETTLE_MS)) this.#settleOn();
    });
  }

  #lookOn(): void {
    if (this.#lookingOn) return;
    this.#lookingOn = true;
    this.#options.schedule(() => {
      this.#lookingOn = false;
      if (!this.#disposed) this.#refresh();
    });
  }
}

type ByType<T> = Readonly<Partial<Record<ResourceType, T>>>;

/** What is kept for each kind, changed; undefined takes it away. */
function mapByType<T>(byType: ByType<T>, change: (value: T) => T | undefined): ByType<T> {
  const changed: Partial<Record<ResourceType, T>> = {};
  for (const type of RESOURCE_TYPES) {
    const value = byType[type];
    const now = value === undefined ? undefined : change(value);
    if (now !== undefined) changed[type] = now;
  }
  return changed;
}
