import { createContext, useContext } from 'react';
import type { HeapsphereBridge } from '../../shared/contract.ts';
import type { LinkStore } from '../bridge/link-store.ts';
import { Inventory } from '../inventory/inventory.ts';
import { Memory } from '../memory/memory.ts';
import { nextFrame } from '../ui/frame.ts';
import { type Collections, followCollections } from './collection-store.ts';
import { MainClock } from './main-clock.ts';
import type { ThemeStore } from './theme.ts';

/** What the screens work with. */
export interface Services {
  readonly bridge: HeapsphereBridge;
  readonly link: LinkStore;
  readonly clock: MainClock;
  readonly theme: ThemeStore;
  readonly collections: Collections;
  readonly inventory: Inventory;
  readonly memory: Memory;
}

/** The window's composition root: gives the bridge, the connection's state and the theme the services on top of them. */
export function createServices(base: Pick<Services, 'bridge' | 'link' | 'theme'>): Services {
  const { bridge, link } = base;
  const clock = new MainClock();
  const collections = followCollections(bridge, link);
  return {
    ...base,
    clock,
    collections,
    inventory: new Inventory({ bridge, collections: collections.store, schedule: nextFrame }),
    memory: new Memory({ bridge, link, clock }),
  };
}

export const ServicesContext = createContext<Services | undefined>(undefined);

/** The services of this window. Throws outside of a ServicesContext. */
export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (services === undefined) throw new Error('useServices is called outside of a ServicesContext');
  return services;
}
