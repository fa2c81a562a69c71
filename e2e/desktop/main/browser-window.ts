import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions, Rectangle } from 'electron';
import { encode } from '../coding.ts';
import type { WindowView } from '../messages.ts';
import { tell } from './line.ts';
import { preventable } from './preventable.ts';

const open = new Map<number, BrowserWindow>();
let windows = 0;

/** Told when the last window is gone; set by the application, which this file does not know. */
export const lastWindow = { closed: (): void => {} };
/** Told of every new contents, before its window is given out. */
export const newContents = { created: (_contents: WebContents): void => {} };
/** Permissions that the session grants, when a window opens. */
export const permissions = { granted: (): readonly string[] => [] };

type OpenHandler = (details: { readonly url: string }) => { readonly action: 'allow' | 'deny' };

/** A frame as ipcMain's listeners see it. */
export interface Frame {
  readonly url: string;
  readonly origin: string;
  readonly parent: Frame | null;
  readonly detached: boolean;
}

/** Electron's `webContents`, whose page is in the browser of the test. */
export class WebContents extends EventEmitter {
  readonly id: number;
  /** The top frame of the document that is shown now. */
  mainFrame: Frame = frame('about:blank');
  openHandler: OpenHandler = () => ({ action: 'allow' });
  #destroyed = false;
  #loading: PromiseWithResolvers<void> | undefined;

  constructor(id: number) {
    super();
    this.id = id;
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  getURL(): string {
    return this.mainFrame.url;
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }

  send(channel: string, ...args: unknown[]): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed');
    this.deliver({ channel, args });
  }

  deliver(message: object): void {
    tell({ kind: 'deliver', window: this.id, text: encode(message) });
  }

  reload(): void {
    tell({ kind: 'reload', window: this.id });
  }

  load(url: string): Promise<void> {
    this.#loading = Promise.withResolvers();
    tell({ kind: 'load', window: this.id, url });
    return this.#loading.promise;
  }

  committed(url: string): void {
    this.mainFrame = frame(url);
    this.emit('did-navigate', {}, url, 200, 'OK');
  }

  loaded(): void {
    this.#loading?.resolve();
    this.emit('did-finish-load', {});
  }

  failed(reason: string): void {
    this.#loading?.reject(new Error(reason));
  }

  destroy(): void {
    this.#destroyed = true;
    this.emit('destroyed');
  }
}

function frame(url: string): Frame {
  const parsed = new URL(url);
  return { url, origin: `${parsed.protocol}//${parsed.host}`, parent: null, detached: false };
}

/** Electron's `BrowserWindow`; where it is on screen is only remembered. */
export class BrowserWindow extends EventEmitter {
  static getAllWindows(): BrowserWindow[] {
    return [...open.values()];
  }

  static getFocusedWindow(): BrowserWindow | null {
    return [...open.values()].find((window) => window.isVisible()) ?? null;
  }

  static fromId(id: number): BrowserWindow | null {
    return open.get(id) ?? null;
  }

  readonly id: number;
  readonly webContents: WebContents;
  #bounds: Rectangle;
  #title: string;
  #visible = false;
  #maximized = false;
  #fullScreen = false;
  #shown = false;

  constructor({
    x = 0,
    y = 0,
    width = 800,
    height = 600,
    title = '',
    webPreferences,
  }: BrowserWindowConstructorOptions) {
    super();
    windows += 1;
    this.id = windows;
    this.#bounds = { x, y, width, height };
    this.#title = title;
    if (webPreferences?.sandbox === false || webPreferences?.contextIsolation === false) {
      throw new Error('The double has sandboxed and isolated pages only.');
    }
    this.webContents = new WebContents(this.id);
    open.set(this.id, this);
    newContents.created(this.webContents);
    const { preload = '' } = webPreferences ?? {};
    tell({ kind: 'opened', window: this.id, shape: { preload, title, granted: permissions.granted() } });
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.load(url);
  }

  /** The page has something to show. */
  painted(): void {
    if (this.#shown) return;
    this.#shown = true;
    this.emit('ready-to-show');
  }

  show(): void {
    this.#visible = true;
    this.emit('show');
  }

  hide(): void {
    this.#visible = false;
  }

  focus(): void {}
  setBackgroundColor(): void {}

  isVisible(): boolean {
    return this.#visible;
  }

  isMinimized(): boolean {
    return false;
  }

  restore(): void {}

  isMaximized(): boolean {
    return this.#maximized;
  }

  maximize(): void {
    this.#maximized = true;
  }

  isFullScreen(): boolean {
    return this.#fullScreen;
  }

  setFullScreen(flag: boolean): void {
    this.#fullScreen = flag;
  }

  getNormalBounds(): Rectangle {
    return { ...this.#bounds };
  }

  /** What a window manager does. */
  place(bounds: Rectangle, maximized: boolean): void {
    this.#bounds = bounds;
    this.#maximized = maximized;
    this.emit('resize');
    this.emit('move');
  }

  isDestroyed(): boolean {
    return !open.has(this.id);
  }

  close(): void {
    const event = preventable({});
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy(): void {
    if (!open.delete(this.id)) return;
    this.webContents.destroy();
    this.emit('closed');
    tell({ kind: 'closed', window: this.id });
    if (open.size === 0) lastWindow.closed();
  }

  get view(): WindowView {
    return {
      id: this.id,
      title: this.#title,
      visible: this.#visible,
      maximized: this.#maximized,
      bounds: this.#bounds,
      url: this.webContents.getURL(),
    };
  }
}
