import type { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions, Dialog, NativeTheme } from 'electron';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { ContentsDouble } from './electron-fixture.ts';
import type { IpcDoor } from './ipc.ts';
import { bringToFront, openWindow } from './window.ts';

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

function opened() {
  const ipc: IpcDoor = { attach: (contents) => void attached.push(contents), close: () => {} };
  const real = openWindow({ preload: '/p/index.cjs', ipc, devTools: false, log: (line) => lines.push(line) });
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

describe('a page whose process is gone', () => {
  test.each([
    [0, 'load app://heapsphere/index.html'],
    [1, 'close'],
  ])('is loaded again or closed, as the operator says (button %i)', async (button, then) => {
    double.button = button;
    const { window } = opened();
    window.emit('ready-to-show');
    window.webContents.emit('render-process-gone', {}, { reason: 'oom', exitCode: 5 });
    await vi.waitFor(() => expect(window.calls.slice(2)).toEqual([then]));
    expect(lines).toEqual([expect.stringContaining('oom')]);
  });

  test.each([
    ['clean-exit', true],
    ['killed', false],
  ])('is no matter when it ended in order or out of sight (%s)', (reason, visible) => {
    const { window } = opened();
    if (visible) window.emit('ready-to-show');
    window.webContents.emit('render-process-gone', {}, { reason, exitCode: 0 });
    expect(lines).toEqual([]);
  });
});
