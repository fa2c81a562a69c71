import type { z } from 'zod';
import { PUSH_NAMES, type PushName, REQUEST_NAMES, type RequestName } from '../shared/channels.ts';
import { type Envelope, type PushPayload, type RequestResult, requests } from '../shared/contract.ts';
import { HeapsphereError } from '../shared/errors.ts';
import type { Client, Connection } from './door.ts';

/** Requests one window may have unanswered. */
const MAX_CONCURRENT = 32;
/** Requests one window may make in a second; credits of a fast collection stay far below. */
const MAX_PER_SECOND = 500;

/** One window, as a handler sees it. */
export interface ConnectionScope {
  /** Pushes to this window alone, if it subscribed to that push. */
  push<K extends PushName>(name: K, payload: PushPayload<K>): void;
  /** Runs when the window is gone; at once if it is already. */
  onClose(callback: () => void): void;
}

type CheckedParams<K extends RequestName> = z.output<(typeof requests)[K]['params']>;

/** One handler for every request of the contract; params arrive checked. */
export type RequestHandlers = {
  readonly [K in RequestName]: (
    params: CheckedParams<K>,
    scope: ConnectionScope,
  ) => RequestResult<K> | Promise<RequestResult<K>>;
};

/** Where pushes to all windows come from: started with the first listener, ended with the last. */
export type PushSources = {
  readonly [K in PushName]?: (emit: (payload: PushPayload<K>) => void) => () => void;
};

export interface DoorOptions {
  readonly handlers: RequestHandlers;
  readonly sources: PushSources;
}

/** The machinery of the contract: checks what windows send, hands it to its handler, and turns failures into data. */
export function createDoor({ handlers, sources }: DoorOptions): { connect(client: Client): Connection } {
  const feeds = new Map(PUSH_NAMES.map((name) => [name, new Feed(sources[name] as AnySource | undefined)]));
  return { connect: (client) => new DoorConnection(client, handlers, feeds) };
}

type AnySource = (emit: (payload: unknown) => void) => () => void;
type Listener = (payload: unknown) => void;

/** One push and the windows that listen to it. */
class Feed {
  readonly #source: AnySource | undefined;
  readonly #listeners = new Set<Listener>();
  #stop: (() => void) | undefined;

  constructor(source: AnySource | undefined) {
    this.#source = source;
  }

  /** Throws what the source throws when it cannot start; nobody listens then. */
  add(listener: Listener): void {
    this.#listeners.add(listener);
    if (this.#listeners.size > 1) return;
    try {
      this.#stop = this.#source?.((payload) => {
        for (const each of this.#listeners) each(payload);
      });
    } catch (error) {
      this.#listeners.delete(listener);
      throw error;
    }
  }

  remove(listener: Listener): void {
    if (!this.#listeners.delete(listener) || this.#listeners.size > 0) return;
    this.#stop?.();
    this.#stop = undefined;
  }
}

class DoorConnection implements Connection, ConnectionScope {
  readonly #client: Client;
  readonly #handlers: RequestHandlers;
  readonly #feeds: ReadonlyMap<PushName, Feed>;
  readonly #subscriptions = new Map<PushName, Listener>();
  readonly #closers: (() => void)[] = [];
  #closed = false;
  #pending = 0;
  #second = 0;
  #inSecond = 0;

  constructor(client: Client, handlers: RequestHandlers, feeds: ReadonlyMap<PushName, Feed>) {
    this.#client = client;
    this.#handlers = handlers;
    this.#feeds = feeds;
  }

  async request(name: string, params: unknown): Promise<Envelope<unknown>> {
    this.#pending += 1;
    try {
      this.#checkRate();
      const known = REQUEST_NAMES.find((each) => each === name);
      if (!known) throw unknownName('request', name);
      return { ok: true, value: await this.#handle(known, params) };
    } catch (error) {
      return { ok: false, error: HeapsphereError.dataOf(error) };
    } finally {
      this.#pending -= 1;
    }
  }

  subscribe(name: string): Envelope<null> {
    const known = PUSH_NAMES.find((each) => each === name);
    if (!known) return { ok: false, error: unknownName('push', name).data };
    if (this.#closed) return { ok: false, error: windowClosed().data };
    if (this.#subscriptions.has(known)) return { ok: true, value: null };
    const listener: Listener = (payload) => this.push(known, payload as PushPayload<typeof known>);
    this.#subscriptions.set(known, listener);
    try {
      this.#feeds.get(known)?.add(listener);
    } catch (error) {
      this.#subscriptions.delete(known);
      return { ok: false, error: HeapsphereError.dataOf(error) };
    }
    return { ok: true, value: null };
  }

  unsubscribe(name: string): void {
    for (const [known, listener] of this.#subscriptions) {
      if (known !== name) continue;
      this.#subscriptions.delete(known);
      this.#feeds.get(known)?.remove(listener);
    }
  }

  push<K extends PushName>(name: K, payload: PushPayload<K>): void {
    if (!this.#subscriptions.has(name)) return;
    try {
      this.#client.push(name, payload);
    } catch {
      // A window that cannot be told anything is gone; the others that listen must not miss out on it.
      this.close();
    }
  }

  onClose(callback: () => void): void {
    if (this.#closed) callback();
    else this.#closers.push(callback);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const name of [...this.#subscriptions.keys()]) this.unsubscribe(name);
    for (const closer of this.#closers.splice(0)) closer();
  }

  async #handle<K extends RequestName>(name: K, params: unknown): Promise<RequestResult<K>> {
    const checked = requests[name].params.safeParse(params);
    if (!checked.success) throw badParams(name, checked.error);
    const handler: RequestHandlers[K] = this.#handlers[name];
    return handler(checked.data as CheckedParams<K>, this);
  }

  #checkRate(): void {
    const second = Math.floor(performance.now() / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#inSecond = 0;
    }
    this.#inSecond += 1;
    if (this.#closed) throw windowClosed();
    if (this.#pending > MAX_CONCURRENT) throw refused(`More than ${MAX_CONCURRENT} requests are unanswered.`);
    if (this.#inSecond > MAX_PER_SECOND) throw refused(`More than ${MAX_PER_SECOND} requests came in one second.`);
  }
}

function refused(message: string): HeapsphereError {
  return new HeapsphereError({ code: 'usage', message, action: 'Reload the window and try again.' });
}

function windowClosed(): HeapsphereError {
  return refused('This window is closed.');
}

function unknownName(what: string, name: unknown): HeapsphereError {
  return refused(`There is no ${what} "${String(name).slice(0, 60)}".`);
}

/** Names the field and what is allowed; never the value, which may be a password. */
function badParams(name: RequestName, error: z.ZodError): HeapsphereError {
  const issues = error.issues.slice(0, 3).map(({ path, message }) => `${path.join('.') || 'the request'}: ${message}`);
  return new HeapsphereError({
    code: 'usage',
    message: `${name} was asked with values that are not allowed (${issues.join('; ')}).`,
    action: 'Correct the marked field and try again.',
  });
}
