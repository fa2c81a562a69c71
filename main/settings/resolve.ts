import { HeapsphereError } from '../../shared/errors.ts';
import {
  SETTINGS,
  type SettingKey,
  type SettingOrigin,
  type Settings,
  type SettingsResolution,
  type SettingView,
} from '../../shared/settings.ts';

/** Text values from one place, keyed by setting. Undefined: not set there. */
export type SettingTexts = Readonly<Partial<Record<SettingKey, string | undefined>>>;

export interface SettingSources {
  /** Options of the command line. */
  readonly commandLine?: SettingTexts;
  /** The process environment, by variable name. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** What the settings file holds. */
  readonly file?: SettingTexts;
}

export const SETTING_KEYS = Object.keys(SETTINGS) as SettingKey[];

/**
 * Every setting with its origin: the command line beats the environment, which beats the file, which beats the default.
 * An empty variable counts as not set. Throws `usage` for a bad value, naming the variable, the value and what is allowed;
 * values of secrets are never part of the message.
 */
export function resolveSettings(sources: SettingSources): SettingsResolution {
  const settings: Partial<Record<SettingKey, unknown>> = {};
  const origins: Partial<Record<SettingKey, SettingOrigin>> = {};
  for (const key of SETTING_KEYS) {
    const [text, origin] = textOf(key, sources);
    settings[key] = text === undefined ? SETTINGS[key].fallback : parseSetting(key, text, origin);
    origins[key] = origin;
  }
  return { settings: settings as Settings, origins: origins as Record<SettingKey, SettingOrigin> };
}

/** The list for people and scripts; secrets show only whether they are set. */
export function viewSettings({ settings, origins }: SettingsResolution): SettingView[] {
  return SETTING_KEYS.map((key) => {
    const { name, allowed, meaning, help, control, fallback } = SETTINGS[key];
    const locked = lockOf(key, origins[key]);
    return {
      key,
      name,
      value: shownValue(key, settings),
      origin: origins[key],
      allowed,
      meaning,
      help,
      control,
      isDefault: JSON.stringify(settings[key]) === JSON.stringify(fallback),
      ...(locked ? { locked } : {}),
    };
  });
}

/** Why the settings file cannot change a setting; undefined when it can. */
export function lockOf(key: SettingKey, origin: SettingOrigin): SettingView['locked'] {
  if (origin === 'environment' || origin === 'command line') return origin;
  return SETTINGS[key].neverStored ? 'never stored' : undefined;
}

/** Reads the text form of a setting. Throws `usage` naming variable, value, where it came from and what is allowed. */
export function parseSetting(key: SettingKey, text: string, origin: SettingOrigin | 'window'): unknown {
  const { name, parse: schema, allowed, secret } = SETTINGS[key];
  const result = schema.safeParse(text);
  if (result.success) return result.data;
  const value = secret ? 'its value (not shown)' : `"${text.slice(0, 80)}"`;
  const place = origin === 'window' ? '' : ` from the ${origin}`;
  throw new HeapsphereError({
    code: 'usage',
    message: `${name}: ${value}${place} is not allowed.`,
    action: `Allowed: ${allowed}.`,
    field: key,
  });
}

function textOf(key: SettingKey, sources: SettingSources): [string | undefined, SettingOrigin] {
  const option = sources.commandLine?.[key];
  if (option !== undefined) return [option, 'command line'];
  const variable = sources.environment?.[SETTINGS[key].name];
  if (variable !== undefined && variable !== '') return [variable, 'environment'];
  const stored = sources.file?.[key];
  return stored === undefined ? [undefined, 'default'] : [stored, 'file'];
}

function shownValue(key: SettingKey, settings: Settings): SettingView['value'] {
  const value = settings[key];
  if (value === undefined) return null;
  if (SETTINGS[key].secret) return 'set';
  return typeof value === 'object' ? [...value] : value;
}
