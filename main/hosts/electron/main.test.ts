import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Electron from 'electron';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AppOptions, createApp as CreateApp } from '../../app.ts';
import { IpcMainDouble } from './electron-fixture.ts';

const double = vi.hoisted(() => ({
  /** What happened, in order. */
  steps: [] as string[],
  hasLock: true,
  application: undefined as unknown as import('./electron-fixture.ts').ApplicationDouble,
  ready: Promise.withResolvers<void>(),
  windows: [] as object[],
  ipcMain: undefined as unknown,
  create: undefined as unknown as typeof CreateApp,
  userData: '',
}));

vi.mock('../../app.ts', () => ({ createApp: (options: AppOptions) => double.create(options) }));

vi.mock(import('electron'), async () => {
  const { EventEmitter } = await import('node:events');
  const { ApplicationDouble, ContentsDouble } = await import('./electron-fixture.ts');
  const step = (text: string) => void double.steps.push(text);
  class BrowserWindow extends EventEmitter {
    static getAllWindows = () => double.windows;
    readonly webContents = new ContentsDouble(1);
    constructor() {
      super();
      double.windows.push(this);
      step('window opened');
    }
    loadURL = async () => step('page loaded');
    getNormalBounds = () => ({ x: 0, y: 0, width: 900, height: 600 });
    isMaximized = () => false;
    isFullScreen = () => false;
    isDestroyed = () => false;
    hide = () => step('window hidden');
    show = () => step('window shown');
    focus = () => step('window focused');
    isMinimized = () => false;
  }
  class Application extends ApplicationDouble {
    isPackaged = true;
    getPath = () => double.userData;
    enableSandbox = () => step('sandbox enabled');
    commandLine = { appendSwitch: (name: string) => step(`switch ${name}`) };
    requestSingleInstanceLock = () => double.hasLock;
    whenReady = () => double.ready.promise;
    override readonly exit = (code = 0) => step(`exit ${code}`);
    quit = () => {
      if (!this.askToQuit()) step('quit at once');
    };
  }
  double.application = new Application();
  const parts = {
    app: double.application,
    BrowserWindow,
    get ipcMain() {
      return double.ipcMain;
    },
    Menu: { buildFromTemplate: () => ({}), setApplicationMenu: () => step('menu set') },
    screen: { getAllDisplays: () => [] },
    shell: {},
    nativeTheme: Object.assign(new EventEmitter(), { shouldUseDarkColors: true }),
    safeStorage: {},
    dialog: { showErrorBox: (title: string, text: string) => step(`${title}: ${text}`) },
    protocol: {
      registerSchemesAsPrivileged: () => step('scheme registered'),
      handle: () => step('pages served'),
    },
    session: {
      defaultSession: Object.assign(new EventEmitter(), {
        setPermissionRequestHandler: () => step('permissions denied'),
        setPermissionCheckHandler: () => {},
        setDevicePermissionHandler: () => {},
      }),
    },
  };
  return parts as unknown as typeof Electron;
});

// The page is built elsewhere; serving it has tests of its own.
vi.mock(import('./protocol.ts'), async (original) => ({
  ...(await original()),
  servePages: async () => void double.steps.push('pages served'),
}));

let created: AppOptions[];

beforeEach(async () => {
  double.userData = await mkdtemp(join(tmpdir(), 'heapsphere-electron-'));
  vi.stubEnv('HEAPSPHERE_DATA_DIR', join(double.userData, 'data'));
  const ipcMain = new IpcMainDouble();
  Object.assign(double, { steps: [], hasLock: true, ready: Promise.withResolvers<void>(), windows: [], ipcMain });
  double.application?.removeAllListeners();
  created = [];
  double.create = async (options) => {
    created.push(options);
    double.steps.push('app created');
    return {
      connect: () => {
        throw new Error('nobody connects here');
      },
      dispose: async () => void double.steps.push('app disposed'),
    };
  };
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  vi.resetModules();
});
afterEach(async () => {
  await rm(double.userData, { recursive: true, force: true });
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const START = ['scheme registered', 'sandbox enabled', 'switch enable-precise-memory-info'];
const OPENED = [
  ...START,
  'app created',
  'menu set',
  'permissions denied',
  'pages served',
  'window opened',
  'page loaded',
];

async function startMain(): Promise<void> {
  await import('./main.ts');
}

const sees = (steps: readonly string[]) => vi.waitFor(() => expect(double.steps).toEqual(steps));

test('scheme and sandbox come first, the window last, once Electron is ready and its guards are up', async () => {
  await startMain();
  await sees([...START, 'app created']);
  double.ready.resolve();
  await sees(OPENED);
  expect(created).toEqual([
    expect.objectContaining({ host: 'electron', version: expect.stringMatching(/^\d+\.\d+\.\d+/) }),
  ]);
});

test('a second start of the program leaves at once and builds nothing', async () => {
  double.hasLock = false;
  await startMain();
  await sees([...START, 'exit 0']);
});

test('the first one comes to the front then', async () => {
  double.ready.resolve();
  await startMain();
  await sees(OPENED);
  double.application.emit('second-instance', {}, [], '/');
  await sees([...OPENED, 'window shown', 'window focused']);
});

test('closing the last window ends in order: window hidden, app disposed, exit', async () => {
  double.ready.resolve();
  await startMain();
  await sees(OPENED);
  double.application.emit('window-all-closed');
  await sees([...OPENED, 'window hidden', 'app disposed', 'exit 0']);
});

test('a quit during the start waits for the app, disposes of it, and opens no window', async () => {
  const starting = Promise.withResolvers<void>();
  const create = double.create;
  double.create = async (options) => {
    double.steps.push('app starting');
    await starting.promise;
    return create(options);
  };
  double.ready.resolve();
  await startMain();
  await vi.waitFor(() => expect(double.steps).toContain('app starting'));
  double.application.askToQuit();
  starting.resolve();
  await vi.waitFor(() => expect(double.steps).toContain('exit 0'));
  expect(double.steps).toContain('app disposed');
  expect(double.steps).not.toContain('window opened');
});

test('a bad setting is told with what is allowed, in a box once there can be one, and exits with 2', async () => {
  vi.stubEnv('VSPHERE_BATCH_SIZE', 'many');
  await startMain();
  await sees(START);
  double.ready.resolve();
  const box =
    'Heapsphere cannot start: VSPHERE_BATCH_SIZE: "many" from the environment is not allowed.\n\n' +
    'Allowed: a whole number from 1 to 1000.';
  await sees([...START, box, 'exit 2']);
  expect(process.stderr.write).toHaveBeenCalledWith(expect.stringContaining('VSPHERE_BATCH_SIZE'));
});

test('an app that cannot start is told, and exits with 1', async () => {
  double.create = async () => {
    // The copy of the class that the program under test has: its modules are loaded anew for every test.
    const { HeapsphereError } = await import('../../../shared/errors.ts');
    throw new HeapsphereError({ code: 'internal', message: 'The demo died.', action: 'Try again.' });
  };
  double.ready.resolve();
  await startMain();
  await vi.waitFor(() => expect(double.steps.at(-1)).toBe('exit 1'));
  expect(double.steps).toContain('Heapsphere cannot start: The demo died.\n\nTry again.');
});

test('secrets of the environment go to the settings and to no process started later', async () => {
  vi.stubEnv('VSPHERE_USER', 'operator');
  vi.stubEnv('VSPHERE_PASSWORD', 'correct horse');
  vi.stubEnv('REDIS_URL', 'redis://:secret@localhost');
  double.ready.resolve();
  await startMain();
  await sees(OPENED);
  expect(created[0]?.settings.resolved.settings).toMatchObject({
    password: 'correct horse',
    redisUrl: 'redis://:secret@localhost',
  });
  expect(Object.keys(process.env).filter((name) => /^(VSPHERE|REDIS)_/.test(name))).toEqual(['VSPHERE_USER']);
});
