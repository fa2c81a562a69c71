/** The desktop door: one window on the app, behind a gate. */
import { fileURLToPath } from 'node:url';
import { BrowserWindow, dialog, app as electron, safeStorage, session } from 'electron';
import packageJson from '../../../package.json' with { type: 'json' };
import { HeapsphereError } from '../../../shared/errors.ts';
import { SETTINGS } from '../../../shared/settings.ts';
import { createApp } from '../../app.ts';
import type { App } from '../../door.ts';
import { openSettings } from '../../open-settings.ts';
import { CommandFeed } from './command-feed.ts';
import { watchGraphics } from './graphics.ts';
import { type IpcDoor, openIpcDoor } from './ipc.ts';
import { setMenu } from './menu.ts';
import { guardNavigation } from './navigation.ts';
import { APPLICATION_ID, systemNotifier } from './notifications.ts';
import { denyPermissions } from './permissions.ts';
import { processSamples } from './process-samples.ts';
import { registerScheme, servePages } from './protocol.ts';
import { closeBeforeQuit } from './quit.ts';
import { electronSecretStore } from './secret-store.ts';
import { SYSTEM_PROXY_EXPLANATION, systemProxy } from './system-proxy.ts';
import { spawnUtilityProgram } from './utility-program.ts';
import { bringToFront, openWindow } from './window.ts';
import { readWindowState, rememberWindow, type WindowMemory } from './window-state.ts';

const EXIT = { done: 0, internal: 1, usage: 2 } as const;

/** The other two bundles lie beside the folder of this one. */
const RENDERER = fileURLToPath(new URL('../renderer', import.meta.url));
const PRELOAD = fileURLToPath(new URL('../preload/index.cjs', import.meta.url));

let exitCode: number = EXIT.done;
let closing = false;
let started: Promise<App> | undefined;
let ipc: IpcDoor | undefined;
let memory: WindowMemory | undefined;
const commands = new CommandFeed();

// All count only before Electron is ready, which it is not until this module has been evaluated.
registerScheme();
electron.enableSandbox();
if (process.platform === 'win32') electron.setAppUserModelId(APPLICATION_ID);
// Else the window knows its own heap only rounded, and for twenty minutes the same.
electron.commandLine.appendSwitch('enable-precise-memory-info');
if (electron.requestSingleInstanceLock()) run().catch(fail);
else electron.exit(EXIT.done);

async function run(): Promise<void> {
  const userData = electron.getPath('userData');
  const graphics = watchGraphics(electron, { folder: userData, version: packageJson.version, log });
  guardNavigation(electron, log);
  closeBeforeQuit(electron, { closeWindows, dispose, exitCode: () => exitCode, log });
  electron.on('window-all-closed', () => electron.quit());
  electron.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows();
    if (window && !closing) bringToFront(window);
  });
  // The folder of all hosts: connections, cache and history are the same in the window and at the terminal.
  const { store, folder } = await openSettings({ environment: process.env });
  forgetSecrets();
  if (closing) return;
  started = createApp({
    host: 'electron',
    version: packageJson.version,
    settings: store,
    folder,
    spawnProgram: spawnUtilityProgram,
    commands: commands.subscribe,
    hostFacts: () => graphics.facts(),
    notify: systemNotifier({ command: commands.send, log }),
    secrets: electronSecretStore(safeStorage, () => electron.whenReady()),
    proxyFor: systemProxy(() => electron.whenReady().then(() => session.defaultSession)),
    proxyExplanation: SYSTEM_PROXY_EXPLANATION,
    processes: () => (electron.isReady() ? processSamples(electron.getAppMetrics()) : []),
  });
  const [app, state] = await Promise.all([
    started,
    readWindowState(userData),
    electron.whenReady().then(() => prepare(folder)),
  ]);
  if (closing) return;
  ipc = openIpcDoor(app, log);
  const devTools = !electron.isPackaged;
  const window = openWindow({ preload: PRELOAD, ipc, devTools, state, isClosing: () => closing, log });
  memory = rememberWindow(window, userData, log);
}

async function prepare(folder: string): Promise<void> {
  setMenu({ devTools: !electron.isPackaged, folder, command: commands.send });
  denyPermissions(session.defaultSession);
  await servePages(RENDERER);
}

/** The settings hold them now; windows and other processes started from here would get a copy of the environment. */
function forgetSecrets(): void {
  for (const { name, secret } of Object.values(SETTINGS)) if (secret) delete process.env[name];
}

function closeWindows(): void {
  closing = true;
  for (const window of BrowserWindow.getAllWindows()) window.hide();
  ipc?.close();
}

async function dispose(): Promise<void> {
  await memory?.flush();
  // One that failed to start has said so already.
  const app = await started?.catch(() => undefined);
  await app?.dispose();
}

/** Says what was wrong and what to do, in a box and to whoever started us from a terminal; then ends in order. */
async function fail(error: unknown): Promise<void> {
  const { code, message, action } = HeapsphereError.dataOf(error);
  log(`${message} ${action}`);
  exitCode = code === 'usage' ? EXIT.usage : EXIT.internal;
  await electron.whenReady();
  dialog.showErrorBox('Heapsphere cannot start', `${message}\n\n${action}`);
  electron.quit();
}

function log(line: string): void {
  process.stderr.write(`heapsphere: ${line}\n`);
}
