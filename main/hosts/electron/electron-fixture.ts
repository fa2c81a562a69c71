import { EventEmitter } from 'node:events';
import type { App, IpcMain, IpcMainInvokeEvent, WebContents, WebFrameMain } from 'electron';
import type { Envelope } from '../../../shared/contract.ts';
import type { Client, Connection, App as Heapsphere } from '../../door.ts';

/** Doubles of the few parts of Electron that the desktop door touches; Electron itself runs in no unit test. */

type HandleListener = Parameters<IpcMain['handle']>[1];

/** ipcMain as far as handlers go. */
export class IpcMainDouble {
  readonly #handlers = new Map<string, HandleListener>();

  readonly handle = (channel: string, listener: HandleListener): void => {
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.#handlers.set(channel, listener);
  };

  readonly removeHandler = (channel: string): void => {
    this.#handlers.delete(channel);
  };

  get channels(): readonly string[] {
    return [...this.#handlers.keys()];
  }

  /** What ipcRenderer.invoke comes to; rejects as that does when nobody handles the channel. */
  async invoke(channel: string, event: IpcMainInvokeEvent, ...args: readonly unknown[]): Promise<unknown> {
    const handler = this.#handlers.get(channel);
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    return handler(event, ...structuredClone(args));
  }
}

/** A top frame on our own page, unless told otherwise. */
export function frameDouble(parts: Partial<WebFrameMain> = {}): WebFrameMain {
  const frame: Partial<WebFrameMain> = {
    url: 'app://heapsphere/index.html',
    origin: 'app://heapsphere',
    parent: null,
    detached: false,
    ...parts,
  };
  return frame as WebFrameMain;
}

/** A window's contents: an emitter that remembers what was sent to it and which guards were set. */
export class ContentsDouble extends EventEmitter {
  readonly id: number;
  readonly mainFrame: WebFrameMain = frameDouble();
  readonly sent: unknown[][] = [];
  openHandler: Parameters<WebContents['setWindowOpenHandler']>[0] | undefined;
  destroyed = false;

  constructor(id: number) {
    super();
    this.id = id;
  }

  send(channel: string, ...args: unknown[]): void {
    if (this.destroyed) throw new TypeError('Object has been destroyed');
    this.sent.push(structuredClone([channel, ...args]));
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  setWindowOpenHandler(handler: Parameters<WebContents['setWindowOpenHandler']>[0]): void {
    this.openHandler = handler;
  }

  get asContents(): WebContents {
    return this as unknown as WebContents;
  }

  /** A message from this window's page, or from another frame. */
  message(senderFrame: WebFrameMain | null = this.mainFrame): IpcMainInvokeEvent {
    const event: Partial<IpcMainInvokeEvent> = { sender: this.asContents, senderFrame };
    return event as IpcMainInvokeEvent;
  }
}

/** Electron's app: an emitter that notes in which order it was told to end. */
export class ApplicationDouble extends EventEmitter {
  readonly exits: number[] = [];
  readonly exit = (code = 0): void => {
    this.exits.push(code);
  };

  get asApp(): App {
    return this as unknown as App;
  }

  /** Somebody wants to quit; true when that was held back. */
  askToQuit(): boolean {
    const event = cancelable();
    this.emit('before-quit', event);
    return event.defaultPrevented;
  }
}

/** An event with what `details` say, that can be prevented. */
export function cancelable<T extends object>(details?: T): T & { preventDefault(): void; defaultPrevented: boolean } {
  return Object.assign(
    { ...(details as T) },
    {
      defaultPrevented: false,
      preventDefault(this: { defaultPrevented: boolean }) {
        this.defaultPrevented = true;
      },
    },
  );
}

/** One connection to the app, with everything that was asked of it. */
export interface ConnectionDouble extends Connection {
  readonly client: Client;
  readonly asked: readonly (readonly unknown[])[];
  readonly closed: boolean;
}

/** The app behind the door; every connection answers with what it was asked. */
export function heapsphereDouble(): Heapsphere & { readonly connections: readonly ConnectionDouble[] } {
  const connections: ConnectionDouble[] = [];
  return {
    connections,
    connect: (client) => {
      const asked: unknown[][] = [];
      const state = { closed: false };
      const connection: ConnectionDouble = {
        client,
        asked,
        get closed() {
          return state.closed;
        },
        request: async (name, params): Promise<Envelope<unknown>> => {
          asked.push(['request', name, params]);
          return { ok: true, value: { name, params } };
        },
        subscribe: (name) => {
          asked.push(['subscribe', name]);
          return { ok: true, value: null };
        },
        unsubscribe: (name) => {
          asked.push(['unsubscribe', name]);
        },
        close: () => {
          state.closed = true;
        },
      };
      connections.push(connection);
      return connection;
    },
    dispose: async () => {},
  };
}
