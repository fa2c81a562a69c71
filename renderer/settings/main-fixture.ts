import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SettingsStore } from '../../main/settings/settings-store.ts';
import { type TestBridge, testBridge } from '../bridge/bridge-fixture.ts';

export interface SettingsMain extends TestBridge {
  readonly store: SettingsStore;
  readonly folder: string;
  close(): Promise<void>;
}

/** Main's own settings, in a folder that is removed afterwards. */
export async function settingsMain(environment: Readonly<Record<string, string>> = {}): Promise<SettingsMain> {
  const folder = await mkdtemp(join(tmpdir(), 'heapsphere-settings-'));
  const store = await SettingsStore.open({ folder, environment });
  const bridge = testBridge({
    'settings:list': () => store.view(),
    'settings:update': async ({ changes }) => {
      await store.update(changes);
      return store.view();
    },
  });
  return { ...bridge, store, folder, close: () => rm(folder, { recursive: true, force: true }) };
}
