import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { createIsolatedHome, DATA_FOLDERS } from '../fixtures/isolated-home.ts';
import type { AppOptions, RunningApp } from '../fixtures/running-app.ts';
import { DesktopWindow } from './desktop-window.ts';
import { MainProcess } from './main-process.ts';
import type { Bounds, DialogView, FromMain, MenuEntry, NotificationView, WindowShape, WindowView } from './messages.ts';

/** The application as it is packed: what is not in this folder, it does without. */
const PACKED = fileURLToPath(new URL('../../.cache/package/app', import.meta.url));
const STOP_MS = 25_000;

/** The desktop application on the double of `electron`, as an operator and the operating system have it. */
export interface DesktopApp extends RunningApp {
  menu(): Promise<readonly MenuEntry[]>;
  /** Chooses from the application menu, such as ["View", "Memory"]. */
  choose(...path: string[]): Promise<void>;
  windows(): Promise<readonly WindowView[]>;
  dialogs(): Promise<readonly DialogView[]>;
  /** Notifications of the operating system, oldest first. */
  notifications(): Promise<readonly NotificationView[]>;
  clickNotification(index: number): Promise<void>;
  /** Moves and sizes the window, as the window manager does. */
  place(bounds: Bounds, maximized?: boolean): Promise<void>;
  /** Ends the process of the window's page as a crash would. */
  crashPage(): void;
  /** Tells the application of the end of one of Chromium's processes. */
  endProcess(type: string, reason: string): Promise<void>;
  quit(): Promise<void>;
}

interface PendingWindow {
  readonly id: number;
  readonly shape: WindowShape;
  url: string | undefined;
}

/** Starts the packed application; its window opens with `open`, and again with another page after a crash. */
export async function startDesktop(options: AppOptions = {}): Promise<DesktopApp> {
  const home = options.home ?? (await createIsolatedHome());
  let pending: PendingWindow | undefined;
  let shown: DesktopWindow | undefined;
  const { promise: ready, resolve: isReady, reject: isGone } = Promise.withResolvers<PendingWindow>();

  const hear = (message: Exclude<FromMain, { kind: 'reply' }>): void => {
    if (message.kind === 'opened') pending = { id: message.window, shape: message.shape, url: undefined };
    else if (message.kind === 'deliver') shown?.deliver(message.text);
    else if (message.kind === 'reload') void shown?.reload();
    else if (message.kind === 'load' && pending !== undefined) {
      pending.url = message.url;
      isReady(pending);
      void shown?.load(message.url);
    }
  };
  const main = new MainProcess({ root: PACKED, environment: { ...home.environment, ...options.environment } }, hear);
  main.exited.then((how) => isGone(new Error(`The desktop application ended (${how}):\n${main.output()}`)));
  // Nobody may be waiting for a window.
  ready.catch(() => {});

  const show = async (page: Page): Promise<Page> => {
    const { id, shape } = await ready;
    const window = await DesktopWindow.open(main, id, shape, page);
    shown = window;
    page.on('crash', () => {
      shown = undefined;
    });
    // The address that is wanted by now.
    await window.load(pending?.url ?? 'about:blank');
    return page;
  };
  return {
    link: 'app://heapsphere/index.html',
    origin: 'app://heapsphere',
    pid: main.pid,
    home: home.folder,
    dataFolder: join(home.folder, DATA_FOLDERS.terminal),
    record: () => {
      if (shown === undefined) throw new Error('No page shows a window of the desktop application.');
      return shown.record();
    },
    output: () => main.output(),
    exited: main.exited,
    open: show,
    menu: () => main.ask({ what: 'menu' }),
    choose: (...path) => main.ask({ what: 'click', path }),
    windows: () => main.ask({ what: 'windows' }),
    dialogs: () => main.ask({ what: 'dialogs' }),
    notifications: () => main.ask({ what: 'notifications' }),
    clickNotification: (index) => main.ask({ what: 'click-notification', index }),
    place: async (bounds, maximized = false) =>
      main.ask({ what: 'place', window: (await ready).id, bounds, maximized }),
    crashPage: () => shown?.crash(),
    endProcess: (type, reason) => main.ask({ what: 'child-gone', type, reason }),
    quit: () => main.ask({ what: 'quit' }),
    close: async () => {
      await main.stop(STOP_MS);
      if (options.home === undefined) await home.remove();
    },
  };
}
