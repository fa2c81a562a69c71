import { BrowserWindow, dialog, nativeTheme, screen } from 'electron';
import type { IpcDoor } from './ipc.ts';
import { ENTRY_URL } from './origin.ts';
import { recoverPage } from './recovery.ts';
import { boundsOn, SMALLEST } from './window-bounds.ts';
import type { WindowState } from './window-state.ts';

/** The page's own background in both themes, so that a window does not flash before it is drawn. */
const BACKGROUND = { dark: '#101317', light: '#f3f5f7' } as const;

export interface WindowOptions {
  /** The preload bundle, one CommonJS file. */
  readonly preload: string;
  readonly ipc: IpcDoor;
  readonly devTools: boolean;
  /** Where it was last, if that is known. */
  readonly state: WindowState | undefined;
  /** The application is ending. */
  readonly isClosing: () => boolean;
  readonly log: (line: string) => void;
}

/** Opens the dashboard's window; it shows once there is something to see. */
export function openWindow({ preload, ipc, devTools, state, isClosing, log }: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Heapsphere',
    ...boundsOn(
      screen.getAllDisplays().map(({ workArea }) => workArea),
      state?.bounds,
    ),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
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
  window.once('ready-to-show', () => {
    if (state?.maximized) window.maximize();
    if (state?.fullScreen) window.setFullScreen(true);
    window.show();
  });

  const followTheme = (): void => window.setBackgroundColor(background());
  nativeTheme.on('updated', followTheme);
  window.once('closed', () => nativeTheme.removeListener('updated', followTheme));

  recoverPage(window, { load: (url) => load(window, url, log), isClosing, log });
  window.on('unresponsive', () => void offerReload(window, log));
  load(window, ENTRY_URL, log);
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

function load(window: BrowserWindow, url: string, log: (line: string) => void): void {
  window.loadURL(url).catch((error: unknown) => log(`The page could not be loaded: ${error}`));
}

/** A page that is busy for long may still come back: asked instead of done. Reloading ends its process, and brings it back. */
async function offerReload(window: BrowserWindow, log: (line: string) => void): Promise<void> {
  log('The window does not respond.');
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: 'The window does not respond.',
    detail: 'Collections go on. Wait for it, or reload it to see them again.',
    buttons: ['Wait', 'Reload'],
    defaultId: 0,
    cancelId: 0,
  });
  if (response === 1 && !window.isDestroyed()) window.webContents.forcefullyCrashRenderer();
}
