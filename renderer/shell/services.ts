import { createContext, useContext } from 'react';
import type { HeapsphereBridge } from '../../shared/contract.ts';
import { Benchmarks } from '../benchmark/benchmarks.ts';
import { FileSaver } from '../benchmark/file-saver.ts';
import type { LinkStore } from '../bridge/link-store.ts';
import { CacheWatch } from '../cache/cache-watch.ts';
import { Changes } from '../changes/changes.ts';
import { ConnectionBook } from '../connections/connection-book.ts';
import { isWorthReporting } from '../errors/error-details.ts';
import { ExportWatch } from '../export/export-watch.ts';
import { BranchCounts } from '../hierarchy/branch-counts.ts';
import { Hierarchy } from '../hierarchy/hierarchy.ts';
import { rememberedPanel } from '../hierarchy/panel-memory.ts';
import { createSavedFilters, type SavedFilters } from '../inventory/filter/saved-filters.ts';
import { Inventory } from '../inventory/inventory.ts';
import { createLayoutStore, type LayoutStore } from '../inventory/layout/layout-store.ts';
import type { PreferenceStorage } from '../inventory/preference-storage.ts';
import { rememberView } from '../inventory/view-memory.ts';
import { LiveUpdates } from '../live/live-updates.ts';
import { Memory } from '../memory/memory.ts';
import { MemoryToolbox } from '../memory/tools/memory-toolbox.ts';
import { Announcer, isWindowAway } from '../notifications/announcer.ts';
import type { NotificationWay } from '../notifications/notification-way.ts';
import { Overview } from '../overview/overview.ts';
import { SnapshotWatch } from '../overview/snapshots/snapshot-watch.ts';
import { AttributeEditor } from '../settings/attributes/attribute-editor.ts';
import { PresetRunner } from '../settings/preset-runner.ts';
import { SettingsEditor } from '../settings/settings-editor.ts';
import { nextFrame } from '../ui/frame.ts';
import { type AppFacts, readFacts } from './app-facts.ts';
import { type Collections, followCollections } from './collection-store.ts';
import { MainClock } from './main-clock.ts';
import { createNoticeStore, type NoticeStore, notify, readNotices } from './notices.ts';
import { Repeat } from './repeat.ts';
import type { ThemeStore } from './theme.ts';

/** What the screens work with. */
export interface Services {
  readonly bridge: HeapsphereBridge;
  readonly link: LinkStore;
  readonly facts: AppFacts;
  readonly clock: MainClock;
  readonly theme: ThemeStore;
  readonly collections: Collections;
  readonly inventory: Inventory;
  readonly live: LiveUpdates;
  readonly hierarchy: Hierarchy;
  readonly branchCounts: BranchCounts;
  readonly layouts: LayoutStore;
  readonly savedFilters: SavedFilters;
  readonly overview: Overview;
  readonly snapshots: SnapshotWatch;
  readonly memory: Memory;
  readonly benchmarks: Benchmarks;
  readonly memoryTools: MemoryToolbox;
  readonly cache: CacheWatch;
  readonly exports: ExportWatch;
  readonly changes: Changes;
  readonly connectionBook: ConnectionBook;
  readonly settings: SettingsEditor;
  readonly presets: PresetRunner;
  readonly attributes: AttributeEditor;
  readonly repeat: Repeat;
  readonly notices: NoticeStore;
  readonly announcer: Announcer;
}

/** The window's composition root: gives the bridge, the connection's state and the theme the services on top of them. */
export function createServices({
  notificationWay,
  windowStorage,
  ...base
}: Pick<Services, 'bridge' | 'link' | 'theme'> & {
  readonly notificationWay: NotificationWay;
  /** Of this window alone, and there after a reload or a crash. */
  readonly windowStorage: PreferenceStorage;
}): Services {
  const { bridge, link } = base;
  const clock = new MainClock();
  const layouts = createLayoutStore(localStorage);
  const settings = new SettingsEditor(bridge);
  const files = new FileSaver();
  const notices = createNoticeStore();
  const collections = followCollections(bridge, link, (content) =>
    notify(notices, { id: content.message, intent: 'warning', content, isFailure: isWorthReporting(content) }),
  );
  void readNotices(notices, bridge);
  // A settings file that turns out to be damaged when it is written is one of the things main has to say.
  settings.store.subscribe((now, before) => {
    if (now.views !== before.views) void readNotices(notices, bridge);
  });
  const inventory = new Inventory({ bridge, collections: collections.store, layouts, schedule: nextFrame });
  rememberView({ storage: windowStorage, inventory, collections: collections.store });
  const attributes = new AttributeEditor(bridge);
  const benchmarks = new Benchmarks({ bridge, link, save: (report) => files.save(report) });
  return {
    ...base,
    facts: readFacts(bridge),
    clock,
    collections,
    inventory,
    live: new LiveUpdates({ bridge, link, collections: collections.store, inventory, schedule: nextFrame }),
    overview: new Overview({
      inventory,
      storage: localStorage,
      vcenters: () => collections.store.getState().open,
      now: () => clock.now(),
      schedule: nextFrame,
    }),
    snapshots: new SnapshotWatch({ bridge, collections: collections.store, inventory }),
    hierarchy: new Hierarchy({
      bridge,
      link,
      collections: collections.store,
      isShown: rememberedPanel(localStorage).isShown,
    }),
    branchCounts: new BranchCounts(bridge),
    layouts,
    savedFilters: createSavedFilters(localStorage),
    memory: new Memory({ bridge, link, clock }),
    benchmarks,
    memoryTools: new MemoryToolbox({ bridge, link }),
    cache: new CacheWatch({ bridge, collections: collections.store }),
    exports: new ExportWatch(bridge),
    changes: new Changes({ bridge, link }),
    connectionBook: new ConnectionBook(bridge),
    settings,
    presets: new PresetRunner(settings),
    attributes,
    repeat: new Repeat({
      bridge,
      collections: collections.store,
      notices,
      saved: async () => {
        await Promise.all([settings.settled(), attributes.settled()]);
      },
    }),
    notices,
    announcer: new Announcer({
      bridge,
      benchmark: benchmarks.run.store,
      way: notificationWay,
      storage: localStorage,
      now: () => clock.now(),
      isAway: isWindowAway,
    }),
  };
}

export const ServicesContext = createContext<Services | undefined>(undefined);

/** The services of this window. Throws outside of a ServicesContext. */
export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (services === undefined) throw new Error('useServices is called outside of a ServicesContext');
  return services;
}
