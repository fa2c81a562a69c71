import { Menu, type MenuItemConstructorOptions } from 'electron';

/** Replaces Electron's own menu, which leads to web sites and to tools for developers. */
export function setMenu(devTools: boolean): void {
  const mac: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  const file: MenuItemConstructorOptions = { label: 'File', submenu: [{ role: 'quit' }] };
  const view: MenuItemConstructorOptions = {
    label: 'View',
    submenu: [
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
  const first = mac.length > 0 ? mac : [file];
  Menu.setApplicationMenu(Menu.buildFromTemplate([...first, { role: 'editMenu' }, view, { role: 'windowMenu' }]));
}
