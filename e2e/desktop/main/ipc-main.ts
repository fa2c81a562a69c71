import { decode } from '../coding.ts';
import type { SenderFrame } from '../messages.ts';
import type { Frame, WebContents } from './browser-window.ts';

type Handler = (event: object, ...args: unknown[]) => unknown;

/** Electron's `ipcMain`, as far as handlers go. */
export class IpcMain {
  readonly #handlers = new Map<string, Handler>();

  handle(channel: string, handler: Handler): void {
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.#handlers.set(channel, handler);
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  /** A call of a preload script; its answer goes back the same way. */
  async receive(sender: WebContents, text: string, from: SenderFrame | null): Promise<void> {
    const { id, channel, args } = decode(text) as { id: string; channel: string; args: unknown[] };
    try {
      const handler = this.#handlers.get(channel);
      if (!handler) throw new Error(`No handler registered for '${channel}'`);
      const value = await handler({ sender, senderFrame: frameOf(sender, from) }, ...args);
      if (!sender.isDestroyed()) sender.deliver({ id, value });
    } catch (error) {
      if (!sender.isDestroyed()) sender.deliver({ id, error: `Error invoking remote method '${channel}': ${error}` });
    }
  }
}

/** The same object for the top frame as the window has, as Electron gives it. */
function frameOf({ mainFrame }: WebContents, from: SenderFrame | null): Frame | null {
  if (from === null) return null;
  if (from.top) return mainFrame;
  const { protocol, host } = new URL(from.url);
  return { url: from.url, origin: `${protocol}//${host}`, parent: mainFrame, detached: false };
}
