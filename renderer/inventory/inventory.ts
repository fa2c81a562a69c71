import type { ChunkOrigin, CollectionState, HeapsphereBridge } from '../../shared/contract.ts';
import { type ColumnBatch, RESOURCE_TYPES, type ResourceType } from '../../shared/inventory.ts';
import type { CollectionStore } from '../shell/collection-store.ts';
import { ChunkIntake } from './chunk-intake.ts';
import { decodeChunk } from './decode-chunk.ts';
import { Estate } from './estate.ts';
import { createInventoryStore, type InventoryStore, zeroCounts } from './inventory-store.ts';
import { type Sort, TableView } from './table-view.ts';

/** Shortest time between two redraws caused by arriving rows, in milliseconds. */
const REFRESH_MS = 250;

export interface InventoryOptions {
  readonly bridge: HeapsphereBridge;
  readonly collections: CollectionStore;
  /** Runs a function once in the next frame. */
  readonly schedule: (run: () => void) => void;
}

/**
 * The rows of the collection on screen: opens the newest collection's inventory, takes its chunks, and keeps sort and
 * filter of every kind up to date. A new collection replaces the rows of the one before.
 */
export class Inventory {
  readonly store: InventoryStore = createInventoryStore();
  readonly #options: InventoryOptions;
  readonly #ends: readonly (() => void)[];
  #estate = new Estate();
  #views = new Map<ResourceType, TableView>();
  #intake: ChunkIntake | undefined;
  #source = '';
  #refreshTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: InventoryOptions) {
    this.#options = options;
    const { bridge, collections } = options;
    this.#ends = [
      bridge.pushes['inventory:chunk']((chunk) => {
        if (chunk.collectionId === this.store.getState().collectionId) this.#intake?.accept(chunk);
      }),
      collections.subscribe(({ current }) => this.#follow(current)),
    ];
    this.#follow(collections.getState().current);
  }

  /** Where the rows lie. Replaced when a new collection starts; the store's `revision` tells. */
  get estate(): Estate {
    return this.#estate;
  }

  showType(type: ResourceType): void {
    this.store.setState({ type });
    this.#refresh();
  }

  /** Undefined goes back to the order of arrival. */
  sortBy(type: ResourceType, sort: Sort | undefined): void {
    const { [type]: _, ...others } = this.store.getState().sorts;
    this.store.setState({ sorts: sort === undefined ? others : { ...others, [type]: sort } });
    this.#view(type).sortBy(sort);
    this.#refresh();
  }

  filterBy(type: ResourceType, text: string): void {
    this.store.setState((state) => ({ filters: { ...state.filters, [type]: text } }));
    this.#view(type).filterBy(text.trim());
    this.#refresh();
  }

  /** Remembers the object that the operator chose, so that the focus stays with it wherever its row goes. */
  select(type: ResourceType, ref: string): void {
    this.store.setState((state) => ({ selected: { ...state.selected, [type]: ref } }));
  }

  dispose(): void {
    for (const end of this.#ends) end();
    this.#intake?.close();
    clearTimeout(this.#refreshTimer);
  }

  #follow(current: CollectionState | undefined): void {
    if (current === undefined) return;
    if (current.id !== this.store.getState().collectionId) this.#open(current);
    this.#replaceFinished();
  }

  #open({ id: collectionId, source }: CollectionState): void {
    const { requests } = this.#options.bridge;
    const { collectionId: before, selected } = this.store.getState();
    this.#intake?.close();
    if (before !== undefined) void requests['inventory:close']({ collectionId: before });
    this.#estate = new Estate();
    this.#views = new Map();
    this.#intake = this.#openIntake(collectionId);
    // Another vCenter has other objects under the same references.
    const same = this.#source === `${source.user} ${source.label}`;
    this.#source = `${source.user} ${source.label}`;
    this.store.setState({ collectionId, counts: zeroCounts(), selected: same ? selected : {}, problem: undefined });
    this.#refresh();
    void requests['inventory:open']({ collectionId }).then((envelope) => {
      if (!envelope.ok) this.store.setState({ problem: `${envelope.error.message} ${envelope.error.action}` });
    });
  }

  #openIntake(collectionId: string): ChunkIntake {
    const { bridge, schedule } = this.#options;
    return new ChunkIntake({
      decode: decodeChunk,
      schedule,
      apply: (batch, origin) => this.#append(batch, origin),
      credit: (seq) => void bridge.requests['inventory:credit']({ collectionId, seq }),
      failed: ({ seq, type, rows, origin }, error) => {
        const reason = error instanceof Error ? error.message : String(error);
        this.store.setState({ problem: `Batch ${seq} could not be read, so its rows are missing: ${reason}.` });
        if (origin !== 'earlier') this.#estate.lose(type, rows);
        this.#replaceFinished();
      },
    });
  }

  #append(batch: ColumnBatch, origin: ChunkOrigin): void {
    this.#estate.append(batch, origin);
    this.#replaceFinished();
    this.#refreshTimer ??= setTimeout(() => this.#refresh(), REFRESH_MS);
  }

  /** Rows and the word that they are all come in any order, so this is asked whenever either does. */
  #replaceFinished(): void {
    const { current } = this.#options.collections.getState();
    if (current === undefined || current.id !== this.store.getState().collectionId) return;
    const replaced = current.finished.filter((type) => this.#estate.replace(type, current.counts[type] ?? 0));
    if (replaced.length === 0) return;
    for (const type of replaced) this.#views.delete(type);
    // At once: row numbers on screen are those of the table that is gone.
    this.#refresh();
  }

  /** The view of a kind, made with the sort and filter that the operator chose. */
  #view(type: ResourceType): TableView {
    const known = this.#views.get(type);
    if (known !== undefined) return known;
    const { sorts, filters } = this.store.getState();
    const view = new TableView(this.#estate, type);
    view.sortBy(sorts[type]);
    view.filterBy((filters[type] ?? '').trim());
    this.#views.set(type, view);
    return view;
  }

  #refresh(): void {
    clearTimeout(this.#refreshTimer);
    this.#refreshTimer = undefined;
    const { type, revision } = this.store.getState();
    const counts = zeroCounts();
    for (const known of RESOURCE_TYPES) counts[known] = this.#estate.table(known).rows;
    this.store.setState({ counts, visible: this.#view(type).rows(), revision: revision + 1 });
  }
}
