import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../shell/services.ts';
import { currentOptions } from './options-draft.ts';
import type { OrderContext } from './order-draft.ts';

/** What an order is made of beside the form: the collection on screen, and the settings as they are now. */
export function useOrderContext(): OrderContext {
  const { collections, settings } = useServices();
  const collectionId = useStore(collections.store, (state) => state.current?.id);
  const views = useStore(settings.store, (state) => state.views);
  return useMemo(
    () => ({ collectionId, current: views === undefined ? undefined : currentOptions(views) }),
    [collectionId, views],
  );
}
