import { createContext, useContext } from 'react';
import type { HeapsphereBridge } from '../../shared/contract.ts';
import type { LinkStore } from '../bridge/link-store.ts';
import { CacheWatch } from '../cache/cache-watch.ts';
import { Inventory } from '../inventory/inventory.ts';
import { Memory } from '../memory/memory.ts';
import { AttributeEditor } from '../settings/attributes/attribute-editor.ts';
import { PresetRunner } from '../settings/preset-runner.ts';
import { SettingsEditor } from '../settings/settings-editor.ts';
import { nextFrame } from '../ui/frame.ts';
import { type Collections, followCollections } from './collection-store.ts';
import { MainClock } from './main-clock.ts';
import { createNoticeStore, type NoticeStore, readNotices } from './notices.ts';
import { Repeat } from './repeat.ts';
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
  readonly cache: CacheWatch;
  readonly settings: SettingsEditor;
  readonly presets: PresetRunner;
  readonly attributes: AttributeEditor;
  readonly repeat: Repeat;
  readonly notices: NoticeStore;
}

/** The window's composition root: gives the bridge, the connection's state and the theme the services on top of them. */
export function createServices(base: Pick<Services, 'bridge' | 'link' | 'theme'>): Services {
  const { bridge, link } = base;
  const clock = new MainClock();
  const collections = followCollections(bridge, link);
  const settings = new SettingsEditor(bridge);
  const notices = createNoticeStore();
  void readNotices(notices, bridge);
  // A settings file that turns out to be damaged when it is written is one of the things main has to say.
  settings.store.subscribe((now, before) => {
    if (now.views !== before.views) void readNotices(notices, bridge);
  });
  return {
    ...base,
    clock,
    collections,
    inventory: new Inventory({ bridge, collections: collections.store, schedule: nextFrame }),
    memory: new Memory({ bridge, link, clock }),
    cache: new CacheWatch({ bridge, collections: collections.store }),
    settings,
    presets: new PresetRunner(settings),
    attributes: new AttributeEditor(bridge),
    repeat: new Repeat({ bridge, collections: collections.store, notices }),
    notices,
  };
}

export const ServicesContext = createContext<Services | undefined>(undefined);

/** The services of this window. Throws outside of a ServicesContext. */
export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (services === undefined) throw new Error('useServices is called outside of a ServicesContext');
  return services;
}
