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
}

const KEYS = Object.keys(SETTINGS) as SettingKey[];

/**
 * Every setting with its origin; the command line beats the environment, which beats the default. An empty variable
 * counts as not set. Throws `usage` for a bad value, naming the variable, the value and what is allowed; values of
 * secrets are never part of the message.
 */
export function resolveSettings(sources: SettingSources): SettingsResolution {
  const settings: Partial<Record<SettingKey, unknown>> = {};
  const origins: Partial<Record<SettingKey, SettingOrigin>> = {};
  for (const key of KEYS) {
    const [text, origin] = textOf(key, sources);
    settings[key] = text === undefined ? SETTINGS[key].fallback : parse(key, text, origin);
    origins[key] = origin;
  }
  return { settings: settings as Settings, origins: origins as Record<SettingKey, SettingOrigin> };
}

/** The list for people and scripts; secrets show only whether they are set. */
export function viewSettings({ settings, origins }: SettingsResolution): SettingView[] {
  return KEYS.map((key) => {
    const { name, allowed, meaning } = SETTINGS[key];
    return { key, name, value: shownValue(key, settings), origin: origins[key], allowed, meaning };
  });
}

function textOf(key: SettingKey, { commandLine, environment }: SettingSources): [string | undefined, SettingOrigin] {
  const option = commandLine?.[key];
  if (option !== undefined) return [option, 'command line'];
  const variable = environment?.[SETTINGS[key].name];
  if (variable !== undefined && variable !== '') return [variable, 'environment'];
  return [undefined, 'default'];
}

function parse(key: SettingKey, text: string, origin: SettingOrigin): unknown {
  const { name, parse: schema, allowed } = SETTINGS[key];
  const result = schema.safeParse(text);
  if (result.success) return result.data;
  const value = isSecret(key) ? 'its value (not shown)' : `"${text.slice(0, 80)}"`;
  throw new HeapsphereError({
    code: 'usage',
    message: `${name}: ${value} from the ${origin} is not allowed.`,
    action: `Allowed: ${allowed}.`,
  });
}

function isSecret(key: SettingKey): boolean {
  return SETTINGS[key].secret === true;
}

function shownValue(key: SettingKey, settings: Settings): SettingView['value'] {
  const value = settings[key];
  if (value === undefined) return null;
  if (isSecret(key)) return 'set';
  return typeof value === 'object' ? [...value] : value;
}
