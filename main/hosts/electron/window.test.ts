import type { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions, Dialog, NativeTheme, Screen } from 'electron';
import { beforeEach, expect, test, vi } from 'vitest';
import type { ContentsDouble } from './electron-fixture.ts';
import type { IpcDoor } from './ipc.ts';
import { bringToFront, openWindow } from './window.ts';
import type { WindowState } from './window-state.ts';

interface WindowDouble extends EventEmitter {
  readonly options: BrowserWindowConstructorOptions;
  readonly webContents: ContentsDouble;
  readonly calls: readonly string[];
}

const double = vi.hoisted(() => ({
  windows: [] as unknown[],
  theme: undefined as unknown,
  /** Index of the button that is pressed in a message box. */
  button: 0,
}));

vi.mock(import('electron'), async () => {
  const { EventEmitter } = await import('node:events');
  const { ContentsDouble } = await import('./electron-fixture.ts');
  class BrowserWindow extends EventEmitter {
    readonly options: BrowserWindowConstructorOptions;
    readonly webContents = new ContentsDouble(1);
    readonly calls: string[] = [];
    constructor(options: BrowserWindowConstructorOptions) {
      super();
      this.options = options;
      double.windows.push(this);
    }
    isMinimized = () => true;
    isVisible = () => this.calls.includes('show');
    isDestroyed = () => false;
    show = () => void this.calls.push('show');
    restore = () => void this.calls.push('restore');
    focus = () => void this.calls.push('focus');
    close = () => void this.calls.push('close');
    maximize = () => void this.calls.push('maximize');
    setFullScreen = (flag: boolean) => void this.calls.push(`full screen ${flag}`);
    setBackgroundColor = (color: string) => void this.calls.push(`background ${color}`);
    loadURL = async (url: string) => void this.calls.push(`load ${url}`);
  }
  const nativeTheme = Object.assign(new EventEmitter(), { shouldUseDarkColors: true });
  double.theme = nativeTheme;
  const dialog: Partial<Dialog> = {
    showMessageBox: async () => ({ response: double.button, checkboxChecked: false }),
  };
  return {
    BrowserWindow: BrowserWindow as unknown as typeof import('electron').BrowserWindow,
    nativeTheme: nativeTheme as unknown as NativeTheme,
    dialog: dialog as Dialog,
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] } as unknown as Screen,
  };
});

const theme = () => double.theme as EventEmitter & { shouldUseDarkColors: boolean };
let attached: unknown[];
let lines: string[];

beforeEach(() => {
  double.windows.length = 0;
  attached = [];
  lines = [];
  theme().removeAllListeners();
  theme().shouldUseDarkColors = true;
});

function opened(state?: WindowState) {
  const ipc: IpcDoor = { attach: (contents) => void attached.push(contents), close: () => {} };
  const log = (line: string) => void lines.push(line);
  const real = openWindow({ preload: '/p/index.cjs', ipc, devTools: false, state, isClosing: () => false, log });
  return { real, window: double.windows[0] as WindowDouble };
}

test('every switch that keeps the page harmless is set, by name', () => {
  expect(opened().window.options.webPreferences).toEqual({
    preload: '/p/index.cjs',
    devTools: false,
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
    spellcheck: false,
  });
});

test('the gate knows the window before its page is loaded, and only our page is', () => {
  const { window } = opened();
  expect(attached).toEqual([window.webContents]);
  expect(window.calls).toEqual(['load app://heapsphere/index.html']);
});

test('it shows when there is something to see', () => {
  const { window } = opened();
  expect(window.options.show).toBe(false);
  window.emit('ready-to-show');
  expect(window.calls).toContain('show');
});

test('its background follows the theme until it is closed', () => {
  const { window } = opened();
  expect(window.options.backgroundColor).toBe('#101317');
  theme().shouldUseDarkColors = false;
  theme().emit('updated');
  expect(window.calls.at(-1)).toBe('background #f3f5f7');
  window.emit('closed');
  expect(theme().listenerCount('updated')).toBe(0);
});

test('it comes to the front for somebody who starts the program again', () => {
  const { real, window } = opened();
  bringToFront(real);
  expect(window.calls.slice(1)).toEqual(['restore', 'show', 'focus']);
});

test('it opens where it was, and as it was', () => {
  const bounds = { x: 100, y: 50, width: 1200, height: 800 };
  const { window } = opened({ version: 1, bounds, maximized: true, fullScreen: true });
  expect(window.options).toMatchObject({ ...bounds, minWidth: 880, minHeight: 560 });
  window.emit('ready-to-show');
  expect(window.calls.slice(1)).toEqual(['maximize', 'full screen true', 'show']);
});

test('a page whose process is gone is loaded again', async () => {
  const { window } = opened();
  window.webContents.emit('render-process-gone', {}, { reason: 'oom', exitCode: 5 });
  await vi.waitFor(() => expect(window.calls.slice(1)).toEqual(['load app://heapsphere/index.html']));
  expect(lines).toEqual([expect.stringContaining('oom')]);
});

test.each([
  [0, []],
  [1, ['forcefullyCrashRenderer']],
])('a page that does not respond is waited for or ended, as the operator says (button %i)', async (button, ended) => {
  double.button = button;
  const { window } = opened();
  const calls: string[] = [];
  Object.assign(window.webContents, { forcefullyCrashRenderer: () => void calls.push('forcefullyCrashRenderer') });
  window.emit('unresponsive');
  await vi.waitFor(() => expect(calls).toEqual(ended));
});
