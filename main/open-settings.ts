import { defaultDataFolder, openDataFolder } from './settings/data-folder.ts';
import { resolveSettings, type SettingSources } from './settings/resolve.ts';
import { SettingsStore } from './settings/settings-store.ts';

export type { SettingTexts } from './settings/resolve.ts';
export type { SettingsStore } from './settings/settings-store.ts';

export interface OpenSettingsOptions extends Pick<SettingSources, 'commandLine' | 'environment'> {
  /** Data folder where HEAPSPHERE_DATA_DIR names none; the usual place of the operating system by default. */
  readonly folder?: string;
}

/** The settings of this process and the folder they lie in. Throws `usage` for a bad value or a folder that cannot be made. */
export async function openSettings(
  options: OpenSettingsOptions,
): Promise<{ readonly store: SettingsStore; readonly folder: string }> {
  const { environment = {}, folder } = options;
  // The folder decides which file is read, so it cannot come from that file.
  const { dataFolder } = resolveSettings(options).settings;
  const path = dataFolder ?? folder ?? defaultDataFolder(environment, process.platform);
  const opened = await openDataFolder(path);
  return { store: await SettingsStore.open({ ...options, folder: opened }), folder: opened };
}
