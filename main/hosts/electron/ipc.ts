import { type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron';
import type { Envelope } from '../../../shared/contract.ts';
import type { App, Connection } from '../../door.ts';
import { CHANNELS } from './channels.ts';
import { RateLimit } from './rate-limit.ts';
import { objectionToArguments, objectionToSender } from './sender-gate.ts';

/** Messages of one window in a second; the door answers requests far below that with an error of their own. */
const MAX_PER_SECOND = 1000;
/** A page gone wild must not fill the log as well. */
const MAX_LOGGED_PER_SECOND = 10;

/** The only way between windows and the app. */
export interface IpcDoor {
  /** Lets this window's page in. Each document it loads gets a connection of its own, ended with the document. */
  attach(contents: WebContents): void;
  /** Ends all connections and answers nothing any more. Idempotent. */
  close(): void;
}

/** One window: its documents come and go, with one connection at a time. */
interface Guest {
  readonly rate: RateLimit;
  readonly connection: () => Connection;
  readonly end: () => void;
}

/**
 * Answers the windows that are attached. A message that fails the gate is logged, and its promise rejects in the page.
 * This file alone uses ipcMain and sends to windows.
 */
export function openIpcDoor(app: App, log: (line: string) => void): IpcDoor {
  const guests = new Map<number, Guest>();
  const logRate = new RateLimit(MAX_LOGGED_PER_SECOND);

  handle(CHANNELS.request, (connection, name, params) => connection.request(name, params));
  handle(CHANNELS.subscribe, (connection, name) => connection.subscribe(name));
  handle(CHANNELS.unsubscribe, (connection, name) => {
    connection.unsubscribe(name);
    return { ok: true, value: null };
  });

  type Answer = Envelope<unknown> | Promise<Envelope<unknown>>;
  function handle(channel: string, answer: (connection: Connection, name: string, params: unknown) => Answer): void {
    ipcMain.handle(channel, async (event, ...args: readonly unknown[]) => {
      const [name, params] = args;
      return answer(admit(event, channel, name, params), String(name), params);
    });
  }

  /** The one gate: every message of every channel passes here or is refused. */
  function admit(event: IpcMainInvokeEvent, channel: string, name: unknown, params: unknown): Connection {
    const guest = guests.get(event.sender.id);
    const objection =
      objectionToSender(event, (id) => guests.has(id)) ??
      (guest?.rate.take() ? undefined : `more than ${MAX_PER_SECOND} messages came in one second`) ??
      objectionToArguments(name, params);
    if (guest && objection === undefined) return guest.connection();
    if (logRate.take()) log(`Refused a message on ${channel}: ${objection}.`);
    throw new Error(`Heapsphere refused this message: ${objection}.`);
  }

  function attach(contents: WebContents): void {
    const { id } = contents;
    let current: Connection | undefined;
    const end = (): void => {
      current?.close();
      current = undefined;
    };
    const connection = (): Connection => {
      current ??= app.connect({
        push: (name, payload) => {
          if (!contents.isDestroyed()) contents.send(CHANNELS.push, name, payload);
        },
      });
      return current;
    };
    guests.set(id, { rate: new RateLimit(MAX_PER_SECOND), connection, end });
    // A new document has been committed; its messages come after this event.
    contents.on('did-navigate', end);
    contents.on('render-process-gone', end);
    contents.once('destroyed', () => {
      guests.delete(id);
      end();
    });
  }

  return {
    attach,
    close: () => {
      for (const channel of [CHANNELS.request, CHANNELS.subscribe, CHANNELS.unsubscribe])
        ipcMain.removeHandler(channel);
      for (const { end } of guests.values()) end();
      guests.clear();
    },
  };
}
