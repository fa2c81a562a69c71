import { EventEmitter } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { BrowserWindow } from './browser-window.ts';
import { preventable } from './preventable.ts';

/** Name of the socket that the first instance listens on. */
const LOCK = 'instance.sock';

/** Electron's `app`. */
export class Application extends EventEmitter {
  readonly isPackaged = true;
  readonly commandLine = { appendSwitch: (): void => {} };
  readonly #ready = Promise.withResolvers<void>();
  #isReady = false;
  #isFirst = true;

  constructor() {
    super();
    // What Chromium makes of the signals that end a program.
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => this.quit());
  }

  getName(): string {
    return 'Heapsphere';
  }

  getVersion(): string {
    return '0.1.0';
  }

  getPath(name: string): string {
    if (name !== 'userData') throw new Error(`Failed to get '${name}' path`);
    const { XDG_CONFIG_HOME, HOME = '' } = process.env;
    const path = join(XDG_CONFIG_HOME ?? join(HOME, '.config'), 'Heapsphere');
    mkdirSync(path, { recursive: true });
    return path;
  }

  enableSandbox(): void {
    if (this.#isReady) throw new Error('app.enableSandbox() can only be called before app is ready');
  }

  requestSingleInstanceLock(): boolean {
    return this.#isFirst;
  }

  /** Listens for further instances, or tells the first one of this; to be awaited before the application is evaluated. */
  async takeLock(): Promise<void> {
    const path = join(this.getPath('userData'), LOCK);
    this.#isFirst = !(await tellFirst(path));
    // Not before the application's module has been evaluated, whose first lines count only until then.
    setTimeout(() => {
      this.#isReady = true;
      this.#ready.resolve();
      this.emit('ready', {});
    }, 0);
    if (!this.#isFirst) return;
    rmSync(path, { force: true });
    const server = createServer((socket) => {
      socket.on('data', (data) => this.emit('second-instance', {}, JSON.parse(String(data)), ''));
    });
    server.listen(path);
    server.unref();
  }

  isReady(): boolean {
    return this.#isReady;
  }

  whenReady(): Promise<void> {
    return this.#ready.promise;
  }

  getAppMetrics(): never[] {
    return [];
  }

  getGPUFeatureStatus(): Record<string, string> {
    return { gpu_compositing: 'disabled_software' };
  }

  quit(): void {
    const event = preventable({});
    this.emit('before-quit', event);
    if (event.defaultPrevented) return;
    for (const window of BrowserWindow.getAllWindows()) window.close();
    if (BrowserWindow.getAllWindows().length === 0) this.exit(0);
  }

  exit(code = 0): void {
    this.emit('quit', {}, code);
    process.exit(code);
  }
}

/** Whether somebody listens there already; they are told then. */
function tellFirst(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path, () => socket.end(JSON.stringify(process.argv), () => resolve(true)));
    socket.on('error', () => resolve(false));
  });
}
