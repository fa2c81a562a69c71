import { BrowserWindow, dialog, nativeTheme } from 'electron';
import type { IpcDoor } from './ipc.ts';
import { ENTRY_URL } from './origin.ts';

/** The page's own background in both themes, so that a window does not flash before it is drawn. */
const BACKGROUND = { dark: '#101317', light: '#f3f5f7' } as const;

export interface WindowOptions {
  /** The preload bundle, one CommonJS file. */
  readonly preload: string;
  readonly ipc: IpcDoor;
  readonly devTools: boolean;
  readonly log: (line: string) => void;
}

/** Opens the dashboard's window; it shows once there is something to see. */
export function openWindow({ preload, ipc, devTools, log }: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Heapsphere',
    width: 1440,
    height: 900,
    minWidth: 880,
    minHeight: 560,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: background(),
    webPreferences: {
      preload,
      devTools,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Would fetch its dictionaries from a server that nobody configured.
      spellcheck: false,
    },
  });
  ipc.attach(window.webContents);
  window.once('ready-to-show', () => window.show());

  const followTheme = (): void => window.setBackgroundColor(background());
  nativeTheme.on('updated', followTheme);
  window.once('closed', () => nativeTheme.removeListener('updated', followTheme));

  window.webContents.on('render-process-gone', (_event, { reason }) => {
    // Out of sight it is being closed.
    if (reason !== 'clean-exit' && window.isVisible()) void offerReload(window, reason, log);
  });
  load(window, log);
  return window;
}

/** Shows the window to somebody who started the program again. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function background(): string {
  return nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light;
}

function load(window: BrowserWindow, log: (line: string) => void): void {
  window.loadURL(ENTRY_URL).catch((error: unknown) => log(`The page could not be loaded: ${error}`));
}

/** Asked instead of done, so that a page which dies at once does not do so for ever. */
async function offerReload(window: BrowserWindow, reason: string, log: (line: string) => void): Promise<void> {
  log(`The window's process is gone (${reason}).`);
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: `The window stopped working (${reason}).`,
    detail: 'Collections go on. Reload the window to see them again.',
    buttons: ['Reload', 'Close'],
    defaultId: 0,
    cancelId: 1,
  });
  if (window.isDestroyed()) return;
  if (response === 0) load(window, log);
  else window.close();
}
