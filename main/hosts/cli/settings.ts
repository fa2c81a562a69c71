import { Command } from 'commander';
import { formatNameList } from '../../../shared/name-list.ts';
import type { SettingView } from '../../../shared/settings.ts';
import { settingsFrom } from './setting-options.ts';
import type { Terminal } from './terminal.ts';

export function settingsCommand(terminal: Terminal): Command {
  return new Command('settings')
    .description('list every setting, its value and where it came from')
    .option('--json', 'print one JSON object on standard output')
    .action(async (options: { readonly json?: boolean }) => {
      const { store } = await settingsFrom({});
      for (const notice of store.notices) terminal.note(notice);
      const views = store.view();
      if (!options.json) {
        terminal.result(views.map(settingLine).join('\n'));
        return;
      }
      const byName = views.map(({ name, value, origin, allowed, meaning }) => [
        name,
        { value, origin, allowed, meaning },
      ]);
      terminal.result(JSON.stringify(Object.fromEntries(byName)));
    });
}

function settingLine({ name, value, origin, meaning }: SettingView): string {
  const shown = value === null ? '-' : Array.isArray(value) ? formatNameList(value) || '-' : String(value);
  return `${name.padEnd(32)}${shown.padEnd(24)}${origin.padEnd(13)}${meaning}`;
}
