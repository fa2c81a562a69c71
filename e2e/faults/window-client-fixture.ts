import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { PushName, RequestName } from '../../shared/channels.ts';
import type { Envelope, PushPayload, RequestParams, RequestResult } from '../../shared/contract.ts';

/** A window of the web host without a browser, that can be as slow, or as dead, as a test wants it. */
export class WindowClient {
  readonly socket: WebSocket;
  readonly #answers = new Map<number, (envelope: Envelope<unknown>) => void>();
  readonly #listeners = new Map<PushName, (payload: never) => void>();
  #requests = 0;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('error', () => {});
    socket.on('message', (data: Buffer, binary) => this.#receive(data, binary));
    // Whoever waits for an answer of an application that is gone waits for nothing.
    socket.on('close', () => {
      for (const answer of this.#answers.values()) answer(GONE);
      this.#answers.clear();
    });
  }

  /** @param link as `serve` prints it, with its one-time token */
  static async open(link: string): Promise<WindowClient> {
    const { origin, hash } = new URL(link);
    const response = await fetch(new URL('/session', origin), {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ token: new URLSearchParams(hash.slice(1)).get('token') }),
    });
    if (!response.ok) throw new Error(`the sign-in was answered with ${response.status}`);
    const { session } = (await response.json()) as { readonly session: string };
    return WindowClient.join(origin, session);
  }

  /** Another window of a session that is there. */
  static async join(origin: string, session: string): Promise<WindowClient> {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/socket`, ['heapsphere', `session.${session}`], {
      origin,
    });
    await once(socket, 'open');
    return new WindowClient(socket);
  }

  /** The answer, or an error as data; `internal` when the application went away meanwhile. */
  request<K extends RequestName>(method: K, params: RequestParams<K>): Promise<Envelope<RequestResult<K>>> {
    const id = this.#requests++;
    return new Promise((resolve) => {
      if (this.socket.readyState !== WebSocket.OPEN) {
        resolve(GONE);
        return;
      }
      this.#answers.set(id, resolve as (envelope: Envelope<unknown>) => void);
      this.socket.send(JSON.stringify({ id, method, params }));
    });
  }

  /** The value of an answer. Throws the error of it. */
  async ask<K extends RequestName>(method: K, params: RequestParams<K>): Promise<RequestResult<K>> {
    const envelope = await this.request(method, params);
    if (envelope.ok) return envelope.value;
    throw new Error(`${method}: ${envelope.error.message} ${envelope.error.action}`);
  }

  /** One listener for each push. Bytes come as a Buffer. */
  listen<K extends PushName>(name: K, listener: (payload: PushPayload<K>) => void): void {
    this.#listeners.set(name, listener as (payload: never) => void);
    this.socket.send(JSON.stringify({ subscribe: name }));
  }

  /** The first of a push from now on that is accepted; in the place of a listener to it. */
  next<K extends PushName>(name: K, accept: (payload: PushPayload<K>) => boolean): Promise<PushPayload<K>> {
    return new Promise((resolve) => {
      this.listen(name, (payload) => {
        if (!accept(payload)) return;
        this.#listeners.delete(name);
        this.socket.send(JSON.stringify({ unsubscribe: name }));
        resolve(payload);
      });
    });
  }

  async close(): Promise<void> {
    if (this.socket.readyState === WebSocket.CLOSED) return;
    const closed = once(this.socket, 'close');
    this.socket.terminate();
    await closed;
  }

  #receive(data: Buffer, binary: boolean): void {
    const headerLength = binary ? data.readUInt32BE(0) : 0;
    const text = binary ? data.subarray(4, 4 + headerLength) : data;
    const frame = JSON.parse(text.toString('utf8'));
    if (typeof frame.id === 'number') {
      this.#answers.get(frame.id)?.(frame.envelope);
      this.#answers.delete(frame.id);
      return;
    }
    const payload = binary ? { ...frame.payload, bytes: data.subarray(4 + headerLength) } : frame.payload;
    this.#listeners.get(frame.push)?.(payload as never);
  }
}

const GONE = {
  ok: false,
  error: { code: 'internal', message: 'The application is gone.', action: 'Start it again.' },
} as const;
