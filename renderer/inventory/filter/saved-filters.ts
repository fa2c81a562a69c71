import { createStore, type StoreApi } from 'zustand/vanilla';
import { RESOURCE_TYPES, type ResourceType } from '../../../shared/inventory.ts';
import { isRecord, type PreferenceStorage, readPreference, writePreference } from '../preference-storage.ts';
import { checkTableFilter, type TableFilter } from './column-filter.ts';

/** The number is that of the format. */
export const SAVED_FILTERS_KEY = 'heapsphere.filters.v1';
/** Of one kind. */
const MOST_SAVED = 100;
export const LONGEST_NAME = 80;

export interface SavedFilter {
  readonly name: string;
  readonly filter: TableFilter;
}

type ByType = Readonly<Partial<Record<ResourceType, readonly SavedFilter[]>>>;

/** Filters that the operator gave a name, by kind, kept between runs. */
export interface SavedFilters {
  readonly store: StoreApi<{ readonly filters: ByType }>;
  /** Keeps a filter under a name, in the place of the one that had it. */
  save(type: ResourceType, name: string, filter: TableFilter): void;
  remove(type: ResourceType, name: string): void;
}

function checkSaved(value: unknown): SavedFilter | undefined {
  if (!isRecord(value) || typeof value.name !== 'string' || value.name.trim() === '') return undefined;
  const filter = checkTableFilter(value.filter);
  return filter && { name: value.name.slice(0, LONGEST_NAME), filter };
}

/** Saved filters out of what was kept; whatever does not fit is left out. */
export function checkSavedFilters(value: unknown): ByType {
  if (!isRecord(value)) return {};
  const byType: Partial<Record<ResourceType, readonly SavedFilter[]>> = {};
  for (const type of RESOURCE_TYPES) {
    const kept = value[type];
    if (!Array.isArray(kept)) continue;
    const names = new Set<string>();
    byType[type] = kept
      .map(checkSaved)
      .filter((saved) => saved !== undefined)
      .filter(({ name }) => !names.has(name) && names.add(name))
      .slice(0, MOST_SAVED);
  }
  return byType;
}

export function createSavedFilters(storage: PreferenceStorage): SavedFilters {
  const store = createStore<{ readonly filters: ByType }>(() => ({
    filters: checkSavedFilters(readPreference(storage, SAVED_FILTERS_KEY)),
  }));
  const change = (type: ResourceType, next: (filters: readonly SavedFilter[]) => readonly SavedFilter[]): void => {
    const { filters } = store.getState();
    const changed = { ...filters, [type]: next(filters[type] ?? []) };
    store.setState({ filters: changed });
    writePreference(storage, SAVED_FILTERS_KEY, changed);
  };
  return {
    store,
    save(type, name, filter) {
      const saved = { name: name.trim().slice(0, LONGEST_NAME), filter };
      change(type, (filters) => [...filters.filter((each) => each.name !== saved.name), saved].slice(-MOST_SAVED));
    },
    remove: (type, name) => change(type, (filters) => filters.filter((each) => each.name !== name)),
  };
}
