import { Menu, type MenuItemConstructorOptions, shell } from 'electron';
import type { AppCommand } from '../../../shared/app-view.ts';
import { SCREEN_LABELS, SCREENS } from '../../../shared/screens.ts';

export interface MenuOptions {
  readonly devTools: boolean;
  /** Data folder, to be shown in the system's file manager. */
  readonly folder: string;
  /** Tells the window what was chosen. */
  readonly command: (command: AppCommand) => void;
}

/** Replaces Electron's own menu, which leads to web sites and to tools for developers. */
export function setMenu(options: MenuOptions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(options, process.platform)));
}

/** The application menu of a platform; every item that is ours has a key of its own where it is used often. */
export function menuTemplate(
  { devTools, folder, command }: MenuOptions,
  platform: NodeJS.Platform,
): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const about: MenuItemConstructorOptions = {
    label: mac ? 'About Heapsphere' : 'About and Diagnostics',
    accelerator: 'F1',
    click: () => command({ command: 'about' }),
  };
  const file: MenuItemConstructorOptions = {
    label: 'File',
    submenu: [
      { label: 'Connect…', accelerator: 'CmdOrCtrl+O', click: () => command({ command: 'connect' }) },
      { label: 'Collect Again', accelerator: 'F5', click: () => command({ command: 'collect-again' }) },
      { type: 'separator' },
      mac ? { role: 'close' } : { role: 'quit' },
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: 'View',
    submenu: [
      ...SCREENS.map((screen, index) => ({
        label: SCREEN_LABELS[screen],
        accelerator: `CmdOrCtrl+${index + 1}`,
        click: () => command({ command: 'screen', screen }),
      })),
      { type: 'separator' },
      { role: 'reload' },
      ...(devTools ? [{ role: 'toggleDevTools' } as const] : []),
      { type: 'separator' },
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
    ],
  };
  const help: MenuItemConstructorOptions = {
    role: 'help',
    submenu: [...(mac ? [] : [about]), { label: 'Open Data Folder', click: () => void shell.openPath(folder) }],
  };
  return [...(mac ? [macMenu(about)] : []), file, { role: 'editMenu' }, view, { role: 'windowMenu' }, help];
}

/** The first menu of every application on macOS, with our own page about us. */
function macMenu(about: MenuItemConstructorOptions): MenuItemConstructorOptions {
  return {
    label: 'Heapsphere',
    submenu: [
      about,
      { type: 'separator' },
      { role: 'services' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit' },
    ],
  };
}
