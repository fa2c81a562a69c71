import { SETTINGS, type SettingKey, type SettingView } from '../../shared/settings.ts';

/** A setting as main lists it while it has its default, with what a test wants different. */
export function settingView(key: SettingKey, changes: Partial<SettingView> = {}): SettingView {
  const { name, fallback, allowed, meaning, help, control } = SETTINGS[key];
  const value: SettingView['value'] = fallback === undefined ? null : isList(fallback) ? [...fallback] : fallback;
  return { key, name, value, origin: 'default', allowed, meaning, help, control, isDefault: true, ...changes };
}

/** All settings, with what a test wants different of some. */
export function settingViews(changes: Partial<Record<SettingKey, Partial<SettingView>>> = {}): SettingView[] {
  return (Object.keys(SETTINGS) as SettingKey[]).map((key) => settingView(key, changes[key]));
}

function isList(value: unknown): value is readonly string[] {
  return Array.isArray(value);
}
