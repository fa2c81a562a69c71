import { createStore, type StoreApi } from 'zustand/vanilla';
import { RESOURCE_TYPES, type ResourceType } from '../../../shared/inventory.ts';
import { isRecord, type PreferenceStorage, readPreference, writePreference } from '../preference-storage.ts';
import { type ColumnLayout, clampWidth, DEFAULT_LAYOUT } from './column-layout.ts';

/** The number is that of the format: another one would be another key. */
export const LAYOUT_KEY = 'heapsphere.columns.v1';
/** No kind has as many properties; a guard against a storage that somebody filled. */
const MOST_PATHS = 2000;

export type Layouts = Readonly<Partial<Record<ResourceType, ColumnLayout>>>;

/** The columns of every kind as the operator arranged them, kept between runs. */
export interface LayoutStore {
  readonly store: StoreApi<{ readonly layouts: Layouts }>;
  layout(type: ResourceType): ColumnLayout;
  change(type: ResourceType, change: (layout: ColumnLayout) => ColumnLayout): void;
  /** Columns as they come. */
  reset(type: ResourceType): void;
}

function pathsOf(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return [...new Set(value.filter((path): path is string => typeof path === 'string'))].slice(0, MOST_PATHS);
}

function widthsOf(value: unknown): Readonly<Record<string, number>> {
  if (!isRecord(value)) return {};
  const numbers = Object.entries(value).filter((entry): entry is [string, number] => Number.isFinite(entry[1]));
  return Object.fromEntries(numbers.slice(0, MOST_PATHS).map(([path, width]) => [path, clampWidth(width)]));
}

/** Layouts out of what was kept; whatever does not fit is left out. */
export function checkLayouts(value: unknown): Layouts {
  if (!isRecord(value)) return {};
  const layouts: Partial<Record<ResourceType, ColumnLayout>> = {};
  for (const type of RESOURCE_TYPES) {
    const kept = value[type];
    if (!isRecord(kept)) continue;
    layouts[type] = {
      hidden: pathsOf(kept.hidden),
      order: pathsOf(kept.order),
      widths: widthsOf(kept.widths),
      pinned: pathsOf(kept.pinned),
    };
  }
  return layouts;
}

export function createLayoutStore(storage: PreferenceStorage): LayoutStore {
  const store = createStore<{ readonly layouts: Layouts }>(() => ({
    layouts: checkLayouts(readPreference(storage, LAYOUT_KEY)),
  }));
  const keep = (layouts: Layouts): void => {
    store.setState({ layouts });
    writePreference(storage, LAYOUT_KEY, layouts);
  };
  const layout = (type: ResourceType): ColumnLayout => store.getState().layouts[type] ?? DEFAULT_LAYOUT;
  return {
    store,
    layout,
    change(type, change) {
      const next = change(layout(type));
      if (next !== layout(type)) keep({ ...store.getState().layouts, [type]: next });
    },
    reset(type) {
      const { [type]: _, ...others } = store.getState().layouts;
      keep(others);
    },
  };
}
