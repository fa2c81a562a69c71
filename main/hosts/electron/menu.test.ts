import type { MenuItemConstructorOptions } from 'electron';
import { expect, test, vi } from 'vitest';
import type { AppCommand } from '../../../shared/app-view.ts';
import { SCREEN_LABELS, SCREENS } from '../../../shared/screens.ts';
import { menuTemplate } from './menu.ts';

const opened = vi.hoisted(() => [] as string[]);
vi.mock(import('electron'), () => {
  const parts = { Menu: {}, shell: { openPath: async (path: string) => void opened.push(path) } };
  return parts as unknown as typeof import('electron');
});

function items(template: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return template.flatMap((item) => (Array.isArray(item.submenu) ? items(item.submenu) : [item]));
}

function built(platform: NodeJS.Platform, devTools = false) {
  const commands: AppCommand[] = [];
  const template = menuTemplate({ devTools, folder: '/data', command: (each) => commands.push(each) }, platform);
  const all = items(template);
  const click = (label: string) => {
    const item = all.find((each) => each.label === label);
    if (item?.click === undefined) throw new Error(`there is no ${label}`);
    (item.click as () => void)();
  };
  return { template, all, click, commands };
}

test.each<NodeJS.Platform>(['linux', 'win32', 'darwin'])(
  'every item on %s does something, and no key has two meanings',
  (platform) => {
    const { all } = built(platform, true);
    for (const { role, click, type } of all) expect(role ?? click ?? type).toBeDefined();
    const keys = all.flatMap(({ accelerator }) => accelerator ?? []);
    expect(new Set(keys).size).toBe(keys.length);
  },
);

test('every screen has an item with the number of its tab as its key', () => {
  const { all, click, commands } = built('linux');
  for (const [index, screen] of SCREENS.entries()) {
    const item = all.find(({ label }) => label === SCREEN_LABELS[screen]);
    expect(item?.accelerator).toBe(`CmdOrCtrl+${index + 1}`);
    click(SCREEN_LABELS[screen]);
  }
  expect(commands).toEqual(SCREENS.map((screen) => ({ command: 'screen', screen })));
});

test('connecting, collecting and diagnostics are asked of the window; the data folder is opened here', () => {
  const { click, commands } = built('linux');
  for (const label of ['Connect…', 'Collect Again', 'About and Diagnostics', 'Open Data Folder']) click(label);
  expect(commands).toEqual([{ command: 'connect' }, { command: 'collect-again' }, { command: 'about' }]);
  expect(opened).toEqual(['/data']);
});

test('macOS has its own first menu with about and quit in it', () => {
  const { template } = built('darwin');
  expect(template[0]?.label).toBe('Heapsphere');
  const first = items([template[0] ?? {}]);
  expect(first[0]?.label).toBe('About Heapsphere');
  expect(first.at(-1)?.role).toBe('quit');
});

test('tools for developers are offered on request only, and no item leads to a web site', () => {
  expect(built('linux').all.some(({ role }) => role === 'toggleDevTools')).toBe(false);
  expect(built('linux', true).all.some(({ role }) => role === 'toggleDevTools')).toBe(true);
  expect(JSON.stringify(built('linux', true).template)).not.toMatch(/https?:/);
});
