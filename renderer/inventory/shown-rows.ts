import { RESOURCE_TYPES, type ResourceType } from '../../shared/inventory.ts';
import type { Estate } from './estate.ts';
import { NO_FILTER } from './filter/column-filter.ts';
import { type InventoryStore, zeroCounts } from './inventory-store.ts';
import type { RowMapping } from './row-runs.ts';
import { RowsBelow } from './rows-below.ts';
import { TableView } from './table-view.ts';
import type { TypeTable } from './type-table.ts';

/** Shortest time between two redraws caused by arriving rows, in milliseconds. */
const REFRESH_MS = 250;
/** Longest time spent on filtering within one frame, in milliseconds. */
const LOOK_MS = 12;
/** Longest time spent within one frame on what closing a vCenter leaves to do, in milliseconds; a column takes a few more. */
const SETTLE_MS = 8;

export interface ShownRowsOptions {
  readonly estate: Estate;
  /** Has the sorts and filters that the operator chose, and gets the rows. */
  readonly store: InventoryStore;
  /** Runs a function once in the next frame. */
  readonly schedule: (run: () => void) => void;
  /** Paths of the columns that the table of a kind shows. */
  readonly shownPaths: (type: ResourceType) => readonly string[];
}

/** Keeps the rows on screen what the operator's sorts and filters make of the estate: at once, soon, or frame by frame. */
export class ShownRows {
  readonly #options: ShownRowsOptions;
  readonly #views = new Map<ResourceType, TableView>();
  #below: RowsBelow | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The table whose row numbers are on screen. */
  #table: TypeTable | undefined;
  #lookingOn = false;
  #disposed = false;

  constructor(options: ShownRowsOptions) {
    this.#options = options;
  }

  /** Whether rows of a kind can say what they lie below. */
  canNarrow(type: ResourceType): boolean {
    return this.#below?.canTell(type) ?? true;
  }

  /** Takes over the sorts of a kind from the store. */
  sort(type: ResourceType): void {
    this.#view(type).sortBy(this.#options.store.getState().sorts[type] ?? []);
  }

  /** Takes over the filter of a kind from the store. */
  filter(type: ResourceType): void {
    this.#filter(type, this.#view(type));
  }

  /** Takes over from the store what the rows are narrowed to, or works out anew what lies below that. */
  narrow(): void {
    const { estate, store } = this.#options;
    const { narrowedTo } = store.getState();
    this.#below = narrowedTo && new RowsBelow(estate, narrowedTo.ref);
    for (const view of this.#views.values()) view.narrowTo(this.#below);
  }

  /** The rows of a kind are others, or have columns that may have been looked at before they came. */
  forget(type: ResourceType): void {
    this.#views.delete(type);
  }

  /** Rows of a kind have other values than before. */
  changed(type: ResourceType, rows: ReadonlySet<number>): void {
    this.#views.get(type)?.changed(rows);
  }

  /** Rows of a kind were taken out, and the others have other numbers. */
  removed(type: ResourceType, mapping: RowMapping): void {
    this.#views.get(type)?.removed(mapping);
  }

  /** The estate shows other tables now, with the same rows but for some; the mapping has a number for each row of the old one. */
  replaced(mappings: ReadonlyMap<ResourceType, RowMapping>): void {
    for (const [type, mapping] of mappings) this.#views.get(type)?.replaced(mapping);
  }

  /** Works out ahead, in a frame of its own, what leaving a vCenter needs; then calls back, between that frame and the next. */
  prepareLeaving(vcenter: string, leave: () => void): void {
    const { estate, schedule } = this.#options;
    schedule(() => {
      for (const [type, mapping] of estate.prepareDrop(vcenter)) this.#views.get(type)?.prepareReplaced(mapping);
      setTimeout(() => {
        if (!this.#disposed) leave();
      });
    });
  }

  refreshSoon(): void {
    this.#timer ??= setTimeout(() => this.refresh(), REFRESH_MS);
  }

  refresh(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { estate, store } = this.#options;
    const { type, revision } = store.getState();
    const counts = zeroCounts();
    for (const known of RESOURCE_TYPES) counts[known] = estate.table(known).rows;
    const view = this.#view(type);
    const done = view.look(performance.now() + LOOK_MS);
    const table = estate.table(type);
    // What is on screen stays until all rows are looked at; row numbers of another table mean nothing in this one.
    const redraw = done || table !== this.#table;
    this.#table = table;
    store.setState({
      counts,
      filtering: !done,
      ...(redraw ? { visible: view.rows(), revision: revision + 1 } : {}),
    });
    if (!done) this.#lookOn();
  }

  /** Columns that are not on screen are made between frames. */
  settleOn(): void {
    this.onceSettled(() => {});
  }

  /** Runs a function in the next frame at the end of which all columns are made; rows that come sooner would have them made at once. */
  onceSettled(run: () => void): void {
    const { estate, schedule } = this.#options;
    schedule(() => {
      if (this.#disposed) return;
      if (estate.settle(performance.now() + SETTLE_MS)) run();
      else this.onceSettled(run);
    });
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
  }

  /** The view of a kind, made with the sort and filter that the operator chose. */
  #view(type: ResourceType): TableView {
    const known = this.#views.get(type);
    if (known !== undefined) return known;
    const view = new TableView(this.#options.estate, type);
    this.#views.set(type, view);
    this.sort(type);
    this.#filter(type, view);
    view.narrowTo(this.#below);
    return view;
  }

  #filter(type: ResourceType, view: TableView): void {
    const { store, shownPaths } = this.#options;
    view.filterBy(store.getState().filters[type] ?? NO_FILTER, () => shownPaths(type));
  }

  #lookOn(): void {
    if (this.#lookingOn) return;
    this.#lookingOn = true;
    this.#options.schedule(() => {
      this.#lookingOn = false;
      if (!this.#disposed) this.refresh();
    });
  }
}
