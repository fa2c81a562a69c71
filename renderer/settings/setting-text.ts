import { formatNameList } from '../../shared/name-list.ts';
import type { SettingOrigin, SettingView } from '../../shared/settings.ts';

export const ORIGIN_LABELS: Readonly<Record<SettingOrigin, string>> = {
  'command line': 'Command line',
  environment: 'Environment',
  file: 'File',
  default: 'Default',
};

/** A value in the text form that a field holds and a change is sent in. Empty for one that is not set. */
export function textOf(value: SettingView['value']): string {
  if (value === null) return '';
  return typeof value === 'object' ? formatNameList(value) : String(value);
}

/** Why a setting cannot be changed here; undefined when it can. */
export function lockText({ locked, name }: Pick<SettingView, 'locked' | 'name'>): string | undefined {
  switch (locked) {
    case undefined:
      return undefined;
    case 'environment':
      return `set by the environment: ${name}`;
    case 'command line':
      return `set on the command line: ${name}`;
    case 'never stored':
      return 'taken from the environment only, never stored';
  }
}
