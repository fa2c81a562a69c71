import type { HeapsphereBridge } from '../../shared/contract.ts';
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
  #refreshTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: InventoryOptions) {
    this.#options = options;
    const { bridge, collections } = options;
    this.#ends = [
      bridge.pushes['inventory:chunk']((chunk) => {
        if (chunk.collectionId === this.store.getState().collectionId) this.#intake?.accept(chunk);
      }),
      collections.subscribe(({ current }) => this.#follow(current?.id)),
    ];
    this.#follow(collections.getState().current?.id);
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

  dispose(): void {
    for (const end of this.#ends) end();
    this.#intake?.close();
    clearTimeout(this.#refreshTimer);
  }

  #follow(collectionId: string | undefined): void {
    const before = this.store.getState().collectionId;
    if (collectionId === undefined || collectionId === before) return;
    const { requests } = this.#options.bridge;
    this.#intake?.close();
    if (before !== undefined) void requests['inventory:close']({ collectionId: before });
    this.#estate = new Estate();
    this.#views = new Map();
    this.#intake = this.#openIntake(collectionId);
    this.store.setState({ collectionId, counts: zeroCounts(), problem: undefined });
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
      apply: (batch) => this.#append(batch),
      credit: (seq) => void bridge.requests['inventory:credit']({ collectionId, seq }),
      failed: (seq, error) => {
        const reason = error instanceof Error ? error.message : String(error);
        this.store.setState({ problem: `Batch ${seq} could not be read, so its rows are missing: ${reason}.` });
      },
    });
  }

  #append(batch: ColumnBatch): void {
    this.#estate.append(batch);
    this.#refreshTimer ??= setTimeout(() => this.#refresh(), REFRESH_MS);
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
