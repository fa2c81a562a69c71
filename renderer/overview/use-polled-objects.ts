import { useEffect, useMemo } from 'react';
import { useServices } from '../shell/services.ts';
import type { Counted } from './counted.ts';

/** What the bars of a scope are made of, by qualified reference. */
export interface PolledObjects {
  readonly hosts: readonly string[];
  readonly stores: readonly string[];
}

/** Has use of a scope's hosts and datastores read again and again while the overview is on screen. */
export function usePolledObjects(counted: Counted, scope: number): PolledObjects {
  const { live } = useServices();
  const objects = useMemo<PolledObjects>(() => {
    // In an order that does not follow their use, so that the same objects look the same.
    const stores = counted.bars(scope).map(({ ref }) => ref);
    return { hosts: counted.hosts(scope), stores: stores.toSorted() };
  }, [counted, scope]);
  useEffect(() => live.look([...objects.hosts, ...objects.stores]), [live, objects]);
  // Nobody looks at them behind another screen.
  useEffect(() => () => live.look([]), [live]);
  return objects;
}
