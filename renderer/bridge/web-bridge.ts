import { PUSH_NAMES, type PushName, REQUEST_NAMES, type RequestName } from '../../shared/channels.ts';
import type { Envelope, HeapsphereBridge } from '../../shared/contract.ts';
import { readBinaryFrame, readTextFrame, type ServerMessage } from './frames.ts';
import type { LinkStore } from './link-store.ts';
import { Subscriptions } from './subscriptions.ts';

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 5000;

const LOST: Envelope<never> = {
  ok: false,
  error: {
    code: 'cannot-connect',
    message: 'The connection to Heapsphere was lost.',
    action: 'Wait until it is back, or start Heapsphere again and open its new link.',
  },
};

/** The socket could not be opened the first time, so there is nothing to reconnect to. */
export class SocketRefusedError extends Error {
  constructor(url: string) {
    super(`Heapsphere at ${url} did not accept this window.`);
    this.name = 'SocketRefusedError';
  }
}

export interface WebBridgeOptions {
  /** ws: or wss: address of the socket. */
  readonly url: string;
  /** Session that the one-time token was exchanged for. */
  readonly bearer: string;
  readonly link: LinkStore;
}

/**
 * The contract over one WebSocket. Lost connections come back by themselves with growing pauses; then subscriptions
 * and open inventories are asked for again, and their chunks start over from the first one.
 */
export class WebBridge {
  readonly bridge: HeapsphereBridge;
  readonly #options: WebBridgeOptions;
  readonly #pending = new Map<number, (envelope: Envelope<unknown>) => void>();
  readonly #openInventories = new Set<string>();
  readonly #subscriptions = new Subscriptions((name, wanted) => {
    this.#send(wanted ? { subscribe: name } : { unsubscribe: name });
  });
  #socket: WebSocket | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #lastId = 0;
  #disposed = false;

  private constructor(options: WebBridgeOptions) {
    this.#options = options;
    const request = (method: RequestName) => (params: unknown) => this.#request(method, params);
    const push = (name: PushName) => (listener: (payload: unknown) => void) => this.#subscriptions.add(name, listener);
    // The two maps are exhaustive by construction; the casts only give each entry back its own types.
    this.bridge = {
      requests: Object.fromEntries(REQUEST_NAMES.map((name) => [name, request(name)])) as HeapsphereBridge['requests'],
      pushes: Object.fromEntries(PUSH_NAMES.map((name) => [name, push(name)])) as HeapsphereBridge['pushes'],
    };
  }

  /** Opens the first connection. Rejects with SocketRefusedError when it cannot be opened. */
  static connect(options: WebBridgeOptions): Promise<WebBridge> {
    const bridge = new WebBridge(options);
    return new Promise((resolve, reject) => {
      bridge.#open(
        () => resolve(bridge),
        () => reject(new SocketRefusedError(options.url)),
      );
    });
  }

  /** Ends the connection for good; open requests resolve to an error. Idempotent. */
  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#retry);
    this.#socket?.close();
    this.#failPending();
  }

  #open(opened: () => void, refused: () => void): void {
    const { url, bearer } = this.#options;
    const socket = new WebSocket(url, ['heapsphere', `session.${bearer}`]);
    socket.binaryType = 'arraybuffer';
    let wasOpen = false;
    socket.addEventListener('open', () => {
      wasOpen = true;
      this.#socket = socket;
      opened();
    });
    socket.addEventListener('message', (event: MessageEvent<string | ArrayBuffer>) => this.#receive(event.data));
    socket.addEventListener('close', () => {
      if (!wasOpen) refused();
      else if (!this.#disposed) this.#lost();
    });
  }

  #lost(): void {
    this.#socket = undefined;
    this.#failPending();
    this.#retryLater(0);
  }

  #retryLater(attempt: number): void {
    if (this.#disposed) return;
    this.#options.link.setState({ phase: 'reconnecting', attempt });
    const delay = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(attempt, 10));
    this.#retry = setTimeout(() => {
      this.#open(
        () => this.#resume(),
        () => this.#retryLater(attempt + 1),
      );
    }, delay);
  }

  /** Asks for everything again that the lost connection carried. */
  #resume(): void {
    for (const name of this.#subscriptions.wanted()) this.#send({ subscribe: name });
    for (const collectionId of this.#openInventories) void this.#request('inventory:open', { collectionId });
    const { generation } = this.#options.link.getState();
    this.#options.link.setState({ phase: 'connected', attempt: 0, generation: generation + 1 });
  }

  #request(method: RequestName, params: unknown): Promise<Envelope<unknown>> {
    this.#rememberInventory(method, params);
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve) => {
      if (!this.#send({ id, method, params })) resolve(LOST);
      else this.#pending.set(id, resolve);
    });
  }

  #rememberInventory(method: RequestName, params: unknown): void {
    if (method !== 'inventory:open' && method !== 'inventory:close') return;
    const { collectionId } = params as { readonly collectionId: string };
    if (method === 'inventory:open') this.#openInventories.add(collectionId);
    else this.#openInventories.delete(collectionId);
  }

  #send(message: unknown): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  #receive(data: string | ArrayBuffer): void {
    const message: ServerMessage = typeof data === 'string' ? readTextFrame(data) : readBinaryFrame(data);
    if (message.kind === 'push') {
      this.#subscriptions.emit(message.push, message.payload);
      return;
    }
    const resolve = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    resolve?.(message.envelope);
  }

  #failPending(): void {
    const waiting = [...this.#pending.values()];
    this.#pending.clear();
    for (const resolve of waiting) resolve(LOST);
  }
}
