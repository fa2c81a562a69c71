import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { CDPSession, Page, Route } from '@playwright/test';
import type { WindowMessages } from '../fixtures/window-messages.ts';
import { isOurs, toBrowser, toElectron } from './addresses.ts';
import type { MainProcess } from './main-process.ts';
import type { FetchedFile, WindowShape } from './messages.ts';
import { isolatedWorld, mainWorld, type WorldNames } from './page/worlds.ts';

/** Permissions of Electron by the names that Chromium has for them; reading the clipboard is left to specs that look what is in it. */
const CHROMIUM_PERMISSIONS = {
  'clipboard-sanitized-write': 'clipboard-write',
  notifications: 'notifications',
  geolocation: 'geolocation',
} as const;

/** A BrowserWindow of the main process, shown in a page of the browser: with the real preload script and the real page. */
export class DesktopWindow {
  readonly #main: MainProcess;
  readonly #id: number;
  readonly #page: Page;
  readonly #cdp: CDPSession;
  readonly #names: WorldNames;
  readonly #topFrame: string;
  /** The preload script's world in the document that is shown now. */
  #world: number | undefined;
  /** Address of the document that is shown now, or about to be. */
  #url = 'about:blank';
  #loading: string | undefined;
  /** Addresses of new windows that the page has asked for. */
  readonly #opened: string[] = [];
  #recorded: { readonly sent: string[]; readonly received: string[] } | undefined;

  private constructor(main: MainProcess, id: number, page: Page, cdp: CDPSession, names: WorldNames, topFrame: string) {
    this.#main = main;
    this.#id = id;
    this.#page = page;
    this.#cdp = cdp;
    this.#names = names;
    this.#topFrame = topFrame;
  }

  /** Puts the window into a fresh page. Loads nothing yet. */
  static async open(main: MainProcess, id: number, shape: WindowShape, page: Page): Promise<DesktopWindow> {
    const cdp = await page.context().newCDPSession(page);
    const mark = `hs${randomUUID().replaceAll('-', '')}`;
    const names = { event: `${mark}:`, toMain: `${mark}ToMain`, fromMain: `${mark}FromMain` };
    const { frameTree } = (await cdp.send('Page.getFrameTree')) as { frameTree: { frame: { id: string } } };
    const window = new DesktopWindow(main, id, page, cdp, names, frameTree.frame.id);
    await window.#prepare(shape);
    return window;
  }

  async load(url: string): Promise<void> {
    try {
      this.#loading = url;
      await this.#page.goto(toBrowser(url), { waitUntil: 'load' });
      this.#main.tell({ kind: 'page', window: this.#id, event: 'loaded' });
    } catch {
      this.#main.tell({ kind: 'page', window: this.#id, event: 'failed', url });
    }
  }

  async reload(): Promise<void> {
    await this.#page.reload();
  }

  /** Keeps what goes between the page and main from now on. */
  record(): WindowMessages {
    this.#recorded ??= { sent: [], received: [] };
    return this.#recorded;
  }

  /** Hands a text to the preload script of the document that is shown now. */
  deliver(text: string): void {
    if (this.#world === undefined) return;
    this.#recorded?.received.push(text);
    const expression = `${this.#names.fromMain}(${JSON.stringify(text)})`;
    // The document may be gone by now, and its world with it.
    this.#cdp.send('Runtime.evaluate', { expression, contextId: this.#world }).catch(() => {});
  }

  /** Ends the page's process as a crash would. */
  crash(): void {
    this.#cdp.send('Page.crash').catch(() => {});
  }

  async #prepare({ preload, granted }: WindowShape): Promise<void> {
    const cdp = this.#cdp;
    const worldName = this.#names.toMain;
    cdp.on('Runtime.executionContextCreated', ({ context }) => {
      const { frameId } = (context.auxData ?? {}) as { readonly frameId?: string };
      if (context.name !== worldName || frameId !== this.#topFrame) return;
      // The first thing that happens in a new document: whatever it says comes later.
      this.#world = context.id;
      this.#main.tell({ kind: 'page', window: this.#id, event: 'committed', url: this.#url });
    });
    cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name !== this.#names.toMain) return;
      this.#recorded?.sent.push(payload);
      // The script runs in the top frame; a document that has been replaced meanwhile has no frame any more.
      const frame = executionContextId === this.#world ? { url: this.#url, top: true } : null;
      this.#main.tell({ kind: 'invoke', window: this.#id, text: payload, frame });
    });
    this.#page.on('crash', () => {
      this.#world = undefined;
      this.#main.tell({ kind: 'page', window: this.#id, event: 'crashed' });
    });
    cdp.on('Page.windowOpen', ({ url }) => this.#opened.push(toElectron(url)));
    this.#page.on('popup', (popup) => void this.#judgePopup(popup));
    this.#page.on('download', async (download) => {
      const url = toElectron(download.url());
      if (!(await this.#main.ask<boolean>({ what: 'download', window: this.#id, url }))) await download.cancel();
    });
    await this.#page.context().route('**/*', (route) => this.#serve(route));
    // Without it, scripts for new documents are not run.
    await cdp.send('Page.enable');
    await cdp.send('Runtime.enable');
    await cdp.send('Runtime.addBinding', { name: this.#names.toMain, executionContextName: worldName });
    const names = JSON.stringify(this.#names);
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: `(${mainWorld})(${names})` });
    // As in Electron, the script runs in top frames only.
    const script = `(require, module, exports) => {\n${await readFile(preload, 'utf8')}\n}`;
    const source = `if (window === window.top) (${isolatedWorld})(${names}, ${script})`;
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName });
    const { targetInfo } = await cdp.send('Target.getTargetInfo');
    const browserContextId = targetInfo.browserContextId ?? '';
    const origin = toBrowser('app://heapsphere');
    for (const [electron, chromium] of Object.entries(CHROMIUM_PERMISSIONS)) {
      const setting = granted.includes(electron) ? 'granted' : 'denied';
      await cdp.send('Browser.setPermission', { permission: { name: chromium }, setting, origin, browserContextId });
    }
  }

  /** Files of ours come from the scheme's handler in main; everything else is nowhere, and a navigation there is asked for first. */
  async #serve(route: Route): Promise<void> {
    const request = route.request();
    const url = toElectron(request.url());
    try {
      const navigates = request.isNavigationRequest() && request.frame() === this.#page.mainFrame();
      // What main itself loads is not asked for.
      if (navigates && url !== this.#loading) {
        const allowed = await this.#main.ask<boolean>({ what: 'navigate', window: this.#id, url });
        if (!allowed) return await route.abort('aborted');
      }
      if (!isOurs(request.url())) return await route.abort('namenotresolved');
      const { status, headers, base64 } = await this.#main.ask<FetchedFile>({
        what: 'fetch',
        url,
        method: request.method(),
      });
      if (navigates) this.#url = url;
      await route.fulfill({ status, headers, body: Buffer.from(base64, 'base64') });
    } catch {
      // Main or the page has ended meanwhile.
      await route.abort().catch(() => {});
    }
  }

  async #judgePopup(popup: Page): Promise<void> {
    const url = this.#opened.shift() ?? 'about:blank';
    if (!(await this.#main.ask<boolean>({ what: 'open', window: this.#id, url }))) await popup.close();
  }
}
