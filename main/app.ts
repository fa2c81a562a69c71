import type { CollectionSource, CollectionState } from '../shared/contract.ts';
import { createDoor } from './dispatch.ts';
import type { App } from './door.ts';
import { createHandlers } from './handlers.ts';
import type { SettingsStore } from './open-settings.ts';
import { createServices, type ServicesOptions } from './services.ts';

/** Size of the demo estate that a first start collects by itself. */
const FIRST_RUN_VMS = 2000;

export interface AppOptions extends Pick<ServicesOptions, 'spawnDemo'> {
  readonly host: 'electron' | 'web';
  readonly version: string;
  readonly settings: SettingsStore;
  /** Data folder. */
  readonly folder: string;
}

/** Builds the services and offers them as one App. Starts the first collection, so that the first window has rows to show. */
export async function createApp({ host, version, settings, folder, spawnDemo }: AppOptions): Promise<App> {
  const changes = new Set<(state: CollectionState) => void>();
  const services = await createServices({
    version,
    current: () => ({ settings: settings.resolved.settings, attributes: settings.attributes }),
    cacheFolder: folder,
    memoryTier: true,
    ...(spawnDemo ? { spawnDemo } : {}),
    onChange: (state) => {
      for (const listener of changes) listener(state);
    },
  });
  const door = createDoor({
    handlers: createHandlers({ services, settings, host, version }),
    sources: {
      'collection:changed': (emit) => {
        changes.add(emit);
        return () => changes.delete(emit);
      },
      'memory:tick': (emit) => services.recorder.subscribe(emit),
    },
  });
  await startFirst();
  return { connect: door.connect, dispose: services.dispose };

  async function startFirst(): Promise<void> {
    const { server, user, password, datacenters } = settings.resolved.settings;
    const configured = server !== undefined && user !== undefined && password !== undefined;
    const source: CollectionSource = configured
      ? { kind: 'vcenter', server, user, password, datacenters: [...datacenters] }
      : { kind: 'demo', vms: FIRST_RUN_VMS, seed: 1 };
    await services.start({ source, retain: true, cacheMode: 'refresh' });
  }
}
