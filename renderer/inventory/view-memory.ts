import type { CollectionStore } from '../shell/collection-store.ts';
import type { OpenVcenter } from '../vcenters/open-vcenters.ts';
import type { Inventory } from './inventory.ts';
import { checkView, type KeptView, writableView } from './kept-view.ts';
import { isRecord, type PreferenceStorage, readPreference, writePreference } from './preference-storage.ts';

/** The number is that of the format. */
export const VIEW_KEY = 'heapsphere.view.v1';

/** Parts of the inventory's state that are kept: the same objects mean that nothing has changed. */
const PARTS = [
  'type',
  'sorts',
  'filters',
  'selected',
  'selections',
  'narrowedTo',
  'detailsOpen',
] as const satisfies readonly (keyof KeptView)[];

export interface ViewMemoryOptions {
  /** Of this window alone, and there after a reload or a crash. */
  readonly storage: PreferenceStorage;
  readonly inventory: Inventory;
  readonly collections: CollectionStore;
}

/**
 * Keeps sorts, filters, selections, details and the narrowing over a reload and a crash of the page: while main still has one
 * of the collections that were on screen. After a start of the application the tables begin without. @returns the end of it
 */
export function rememberView({ storage, inventory, collections }: ViewMemoryOptions): () => void {
  let restored = false;
  let written = '';
  const write = (): void => {
    const { open } = collections.getState();
    // With nothing on screen there is nothing to come back to; what lies there may be of a page that is still loading.
    if (!restored || open.length === 0) return;
    const keys = Object.fromEntries(open.map((vcenter) => [collectionId(vcenter), vcenter.key]));
    const view = { keys, ...writableView(inventory.store.getState()) };
    const text = JSON.stringify(view);
    if (text === written) return;
    written = text;
    writePreference(storage, VIEW_KEY, view);
  };
  const restore = (): void => {
    const { loaded, open } = collections.getState();
    if (restored || !loaded) return;
    restored = true;
    const kept = readPreference(storage, VIEW_KEY);
    if (!isRecord(kept) || !isRecord(kept.keys)) return;
    const { keys } = kept;
    if (!open.some((vcenter) => collectionId(vcenter) in keys)) return;
    // A vCenter that was on screen before it told who it is has another key by now.
    const view = checkView(
      kept,
      open.map((vcenter) => ({ ...vcenter, keptKey: keys[collectionId(vcenter)] })),
    );
    if (view !== undefined) inventory.restore(view);
  };
  const ends = [
    collections.subscribe((now, before) => {
      restore();
      if (now.open !== before.open) write();
    }),
    inventory.store.subscribe((now, before) => {
      if (PARTS.some((part) => now[part] !== before[part])) write();
    }),
  ];
  restore();
  return () => {
    for (const end of ends) end();
  };
}

/** The collection of a vCenter on screen; main counts them anew in every run, so that the moment belongs to it. */
function collectionId({ collection: { id, startedAt } }: OpenVcenter): string {
  return `${id} ${startedAt}`;
}
