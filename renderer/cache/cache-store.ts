import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CacheAmount, CacheInfo, CacheSelector } from '../../shared/cache-view.ts';
import type { ErrorData } from '../../shared/errors.ts';

/** What is to be removed from the cache, as a person calls it. */
export interface Removal {
  /** "VMs of vcenter.example.com". */
  readonly label: string;
  readonly selector: CacheSelector;
}

export interface CacheState {
  /** Undefined until main answered. */
  readonly info: CacheInfo | undefined;
  /** Why there is nothing to show of a cache. */
  readonly error: ErrorData | undefined;
  /** What was removed last. */
  readonly removed: { readonly label: string; readonly amount: CacheAmount } | undefined;
}

export type CacheStore = StoreApi<CacheState>;

export function createCacheStore(): CacheStore {
  return createStore<CacheState>(() => ({ info: undefined, error: undefined, removed: undefined }));
}
