/**
 * A double of the `electron` module for the desktop application's main bundle, outside of Electron. Windows open in the
 * browser of the test that started this process (see ../desktop-host.ts); everything else is as close to Electron as the
 * application can tell. What it cannot prove is listed in docs/security.md.
 */
import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import type { DialogView, FetchedFile, Question } from '../messages.ts';
import { Application } from './application.ts';
import { ApplicationMenu } from './application-menu.ts';
import { BrowserWindow, lastWindow, newContents, permissions, type WebContents } from './browser-window.ts';
import { IpcMain } from './ipc-main.ts';
import { listen } from './line.ts';
import { Notification } from './notification.ts';
import { preventable } from './preventable.ts';
import { utilityProcess } from './utility-process.ts';

export const app = new Application();
export const ipcMain = new IpcMain();
export { BrowserWindow, Notification, utilityProcess };

/** What `setPermissionCheckHandler` is asked for when a window opens. */
const PERMISSIONS = [
  'clipboard-sanitized-write',
  'clipboard-read',
  'notifications',
  'geolocation',
  'media',
  'midi',
] as const;

type Scheme = (request: Request) => Response | Promise<Response>;
const schemes = new Map<string, Scheme>();
export const protocol = {
  registerSchemesAsPrivileged: (): void => {
    if (app.isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
  },
  handle: (scheme: string, handler: Scheme): void => {
    schemes.set(scheme, handler);
  },
};

class Session extends EventEmitter {
  check: (contents: null, permission: string) => boolean = () => true;
  setPermissionCheckHandler(handler: (contents: null, permission: string) => boolean): void {
    this.check = handler;
  }
  setPermissionRequestHandler(): void {}
  setDevicePermissionHandler(): void {}
  async resolveProxy(): Promise<string> {
    return 'DIRECT';
  }
}
export const session = { defaultSession: new Session() };

const buttons: number[] = [];
const dialogs: DialogView[] = [];
export const dialog = {
  showErrorBox: (title: string, text: string): void => {
    dialogs.push({ title, text });
    process.stderr.write(`error box: ${title}: ${text}\n`);
  },
  showMessageBox: async (...args: readonly unknown[]) => {
    const { message = '', detail = '', defaultId = 0 } = args.at(-1) as Electron.MessageBoxOptions;
    dialogs.push({ title: message, text: detail });
    return { response: buttons.shift() ?? defaultId, checkboxChecked: false };
  },
};

let menu = new ApplicationMenu([]);
export const Menu = {
  buildFromTemplate: (template: readonly Electron.MenuItemConstructorOptions[]) => new ApplicationMenu(template),
  setApplicationMenu: (next: ApplicationMenu): void => {
    menu = next;
  },
};

/** As on a Linux desktop without a password store, where nothing is to be kept. */
export const safeStorage = {
  isAsyncEncryptionAvailable: async (): Promise<boolean> => true,
  getSelectedStorageBackend: () => 'basic_text' as const,
  encryptStringAsync: (): Promise<Buffer> => Promise.reject(new Error('The double keeps no secrets.')),
  decryptStringAsync: (): Promise<{ shouldReEncrypt: boolean; result: string }> =>
    Promise.reject(new Error('The double keeps no secrets.')),
};

/** Nothing is opened on the machine of a test. */
export const shell = { openPath: async (): Promise<string> => '' };

export const nativeTheme = Object.assign(new EventEmitter(), { shouldUseDarkColors: true });
const area = { x: 0, y: 0, width: 1920, height: 1080 };
export const screen = Object.assign(new EventEmitter(), {
  getAllDisplays: () => [{ id: 1, bounds: area, workArea: area, scaleFactor: 1 }],
});

// Electron's own types for what the application uses, events aside: a member that is missing here is an error.
app satisfies Pick<
  Electron.App,
  'isPackaged' | 'enableSandbox' | 'requestSingleInstanceLock' | 'isReady' | 'quit' | 'exit'
>;
ipcMain satisfies Pick<Electron.IpcMain, 'removeHandler'>;
safeStorage satisfies Pick<Electron.SafeStorage, keyof typeof safeStorage>;
shell satisfies Pick<Electron.Shell, 'openPath'>;
dialog satisfies { showErrorBox: Electron.Dialog['showErrorBox'] };
nativeTheme satisfies Pick<Electron.NativeTheme, 'shouldUseDarkColors'>;

lastWindow.closed = () => void app.emit('window-all-closed');
newContents.created = (contents) => void app.emit('web-contents-created', {}, contents);
permissions.granted = () => PERMISSIONS.filter((each) => session.defaultSession.check(null, each));

listen((message) => {
  const window = BrowserWindow.fromId(message.window);
  if (window === null) return;
  const { webContents } = window;
  if (message.kind === 'invoke') void ipcMain.receive(webContents, message.text, message.frame);
  else if (message.event === 'committed') webContents.committed(message.url ?? 'about:blank');
  else if (message.event === 'loaded') {
    webContents.loaded();
    window.painted();
  } else if (message.event === 'crashed')
    webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
  else webContents.failed(`ERR_FAILED (-2) loading '${message.url}'`);
}, answer);

function answer(question: Question): unknown {
  switch (question.what) {
    case 'fetch':
      return fetchFrom(question.url, question.method);
    case 'navigate':
      return isAllowed(question.window, 'will-navigate', { url: question.url });
    case 'open':
      return BrowserWindow.fromId(question.window)?.webContents.openHandler({ url: question.url }).action === 'allow';
    case 'download': {
      const event = preventable({});
      session.defaultSession.emit('will-download', event, { getURL: () => question.url });
      return !event.defaultPrevented;
    }
    case 'menu':
      return menu.entries();
    case 'click':
      menu.click(question.path, { quit: () => app.quit(), reload: () => focused().reload() });
      return null;
    case 'windows':
      return BrowserWindow.getAllWindows().map(({ view }) => view);
    case 'dialogs':
      return dialogs;
    case 'notifications':
      return Notification.views();
    case 'click-notification':
      Notification.click(question.index);
      return null;
    case 'place':
      BrowserWindow.fromId(question.window)?.place(question.bounds, question.maximized);
      return null;
    case 'answer-dialogs':
      buttons.push(...question.buttons);
      return null;
    case 'child-gone':
      app.emit('child-process-gone', {}, { type: question.type, reason: question.reason, exitCode: 9 });
      return null;
    case 'quit':
      app.quit();
      return null;
  }
}

function focused(): WebContents {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) throw new Error('There is no window.');
  return window.webContents;
}

function isAllowed(id: number, name: string, details: { readonly url: string }): boolean {
  const event = preventable(details);
  BrowserWindow.fromId(id)?.webContents.emit(name, event);
  return !event.defaultPrevented;
}

/** The answer of the scheme's handler, as the browser is to have it. */
async function fetchFrom(url: string, method: string): Promise<FetchedFile> {
  const handler = schemes.get(new URL(url).protocol.slice(0, -1));
  if (handler === undefined) throw new Error(`Nobody serves ${url}`);
  const response = await handler(new Request(url, { method }));
  const base64 = Buffer.from(await response.arrayBuffer()).toString('base64');
  return { status: response.status, headers: Object.fromEntries(response.headers), base64 };
}

await app.takeLock();
