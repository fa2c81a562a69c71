import { join } from 'node:path';
import type { AttributeSelection } from '../../shared/attribute-selection.ts';
import { HeapsphereError } from '../../shared/errors.ts';
import { SETTINGS, type SettingKey, type SettingsResolution, type SettingView } from '../../shared/settings.ts';
import { lockOf, parseSetting, resolveSettings, SETTING_KEYS, type SettingSources, viewSettings } from './resolve.ts';
import { changeSettingsFile, readSettingsFile, type StoredSettings } from './settings-file.ts';

export interface SettingsStoreOptions extends Pick<SettingSources, 'commandLine' | 'environment'> {
  /** Folder of the settings file. */
  readonly folder: string;
}

/** The settings of this process: read once from command line, environment and file, changed through the file. */
export class SettingsStore {
  readonly #path: string;
  readonly #sources: SettingSources;
  #stored: StoredSettings;
  #resolved: SettingsResolution;
  #notices: readonly string[];
  #writing: Promise<unknown> = Promise.resolve();

  private constructor(options: SettingsStoreOptions, path: string, stored: StoredSettings, notices: readonly string[]) {
    const { commandLine, environment } = options;
    this.#path = path;
    // A copy: what changes in the environment later is nobody's setting.
    this.#sources = { ...(commandLine ? { commandLine } : {}), environment: { ...environment } };
    this.#stored = stored;
    this.#resolved = resolveSettings({ ...this.#sources, file: stored.texts });
    this.#notices = notices;
  }

  /** Throws `usage` for a bad value on the command line or in the environment; a bad file only leaves a notice. */
  static async open(options: SettingsStoreOptions): Promise<SettingsStore> {
    const path = join(options.folder, 'settings.json');
    const { stored, notice } = await readSettingsFile(path);
    return new SettingsStore(options, path, stored, notice === undefined ? [] : [notice]);
  }

  /** What a person should know about the settings file. */
  get notices(): readonly string[] {
    return this.#notices;
  }

  get resolved(): SettingsResolution {
    return this.#resolved;
  }

  /** Attributes that differ from the essential ones. */
  get attributes(): AttributeSelection {
    return this.#stored.attributes;
  }

  view(): SettingView[] {
    return viewSettings(this.#resolved);
  }

  /**
   * Changes settings by key, given as text; null goes back to the default. All of them or none. Throws `usage` with the
   * `field` concerned for an unknown key, a bad value, or a setting that the file cannot change.
   */
  async update(changes: Readonly<Record<string, string | null>>): Promise<void> {
    await this.#replace(({ texts, attributes }) => {
      const next: Partial<Record<SettingKey, string | undefined>> = { ...texts };
      for (const [name, text] of Object.entries(changes)) {
        const key = this.#changeable(name);
        if (text !== null) parseSetting(key, text, 'window');
        if (text === null) delete next[key];
        else next[key] = text;
      }
      return { texts: next, attributes };
    });
  }

  /** Replaces the attribute selection; kinds that are absent go back to their essential attributes. */
  async updateAttributes(attributes: AttributeSelection): Promise<void> {
    await this.#replace(({ texts }) => ({ texts, attributes }));
  }

  /** One change after the other, each on top of what the one before left. */
  #replace(change: (stored: StoredSettings) => StoredSettings): Promise<void> {
    const replaced = this.#writing.then(async () => {
      const { stored, notice } = await changeSettingsFile(this.#path, change);
      this.#stored = stored;
      this.#resolved = resolveSettings({ ...this.#sources, file: stored.texts });
      if (notice !== undefined) this.#notices = [...this.#notices, notice];
    });
    this.#writing = replaced.catch(() => {});
    return replaced;
  }

  #changeable(name: string): SettingKey {
    const key = SETTING_KEYS.find((each) => each === name);
    if (key === undefined) throw refused(name, `There is no setting "${name.slice(0, 60)}".`, 'Reload the window.');
    const lock = lockOf(key, this.#resolved.origins[key]);
    if (lock === undefined) return key;
    const { name: variable } = SETTINGS[key];
    if (lock === 'never stored') {
      throw refused(
        key,
        `${variable} is never written to a file.`,
        `Set ${variable} in the environment and start again.`,
      );
    }
    throw refused(
      key,
      `${variable} is set by the ${lock}, which is stronger than this window.`,
      `Start Heapsphere without ${variable} to change it here.`,
    );
  }
}

function refused(field: string, message: string, action: string): HeapsphereError {
  return new HeapsphereError({ code: 'usage', message, action, field: field.slice(0, 60) });
}
