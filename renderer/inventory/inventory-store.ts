import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ErrorData } from '../../shared/errors.ts';
import { RESOURCE_TYPES, type ResourceType } from '../../shared/inventory.ts';
import type { TableFilter } from './filter/column-filter.ts';
import type { RowSelection } from './selection/row-selection.ts';
import type { Sort } from './sort-keys.ts';

/** An object of the tree, below which the rows on screen lie. */
export interface NarrowedTo {
  readonly ref: string;
  /** What it lies below and itself, from the vCenter down. */
  readonly trail: readonly { readonly ref: string; readonly name: string }[];
}

/** What the inventory screen shows; the rows themselves lie outside, in an Estate. */
export interface InventoryState {
  readonly type: ResourceType;
  /** Rows on screen, by kind. */
  readonly counts: Readonly<Record<ResourceType, number>>;
  /** The column that counts most first. */
  readonly sorts: Readonly<Partial<Record<ResourceType, readonly Sort[]>>>;
  readonly filters: Readonly<Partial<Record<ResourceType, TableFilter>>>;
  /** Reference of the object that the focus is at, by kind. */
  readonly selected: Readonly<Partial<Record<ResourceType, string>>>;
  readonly narrowedTo: NarrowedTo | undefined;
  /** The chosen objects, by kind. */
  readonly selections: Readonly<Partial<Record<ResourceType, RowSelection>>>;
  /** Whether the side panel is open. */
  readonly detailsOpen: boolean;
  /** An object whose row is still to be brought into view. */
  readonly revealing: string | undefined;
  /** Row numbers of the shown kind, top to bottom. */
  readonly visible: Uint32Array;
  /** Path of the column whose filter is being edited. */
  readonly editedFilter: string | undefined;
  /** Whether rows are still looked at, so that more of them may be shown. */
  readonly filtering: boolean;
  /** Grows whenever what a row says may have changed. */
  readonly revision: number;
  /** Why some rows could not be read or the inventory could not be opened. */
  readonly problem: ErrorData | undefined;
}

export type InventoryStore = StoreApi<InventoryState>;

/** No rows of any kind. */
export function zeroCounts(): Record<ResourceType, number> {
  return Object.fromEntries(RESOURCE_TYPES.map((type) => [type, 0])) as Record<ResourceType, number>;
}

export function createInventoryStore(): InventoryStore {
  return createStore<InventoryState>(() => ({
    type: 'VirtualMachine',
    counts: zeroCounts(),
    sorts: {},
    filters: {},
    selected: {},
    narrowedTo: undefined,
    selections: {},
    detailsOpen: false,
    revealing: undefined,
    visible: new Uint32Array(0),
    editedFilter: undefined,
    filtering: false,
    revision: 0,
    problem: undefined,
  }));
}
