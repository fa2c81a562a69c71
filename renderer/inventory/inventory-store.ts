import { createStore, type StoreApi } from 'zustand/vanilla';
import { RESOURCE_TYPES, type ResourceType } from '../../shared/inventory.ts';
import type { Sort } from './table-view.ts';

/** What the inventory screen shows; the rows themselves lie outside, in an Estate. */
export interface InventoryState {
  readonly collectionId: string | undefined;
  readonly type: ResourceType;
  /** Rows on screen, by kind. */
  readonly counts: Readonly<Record<ResourceType, number>>;
  readonly sorts: Readonly<Partial<Record<ResourceType, Sort>>>;
  readonly filters: Readonly<Partial<Record<ResourceType, string>>>;
  /** Reference of the object that the operator chose, by kind. */
  readonly selected: Readonly<Partial<Record<ResourceType, string>>>;
  /** Row numbers of the shown kind, top to bottom. */
  readonly visible: Uint32Array;
  /** Grows whenever what a row says may have changed. */
  readonly revision: number;
  /** Why some rows could not be read or the inventory could not be opened. */
  readonly problem: string | undefined;
}

export type InventoryStore = StoreApi<InventoryState>;

/** No rows of any kind. */
export function zeroCounts(): Record<ResourceType, number> {
  return Object.fromEntries(RESOURCE_TYPES.map((type) => [type, 0])) as Record<ResourceType, number>;
}

export function createInventoryStore(): InventoryStore {
  return createStore<InventoryState>(() => ({
    collectionId: undefined,
    type: 'VirtualMachine',
    counts: zeroCounts(),
    sorts: {},
    filters: {},
    selected: {},
    visible: new Uint32Array(0),
    revision: 0,
    problem: undefined,
  }));
}
