import type { PushName } from '../shared/channels.ts';
import type { Envelope, PushPayload } from '../shared/contract.ts';

/** One window as the app sees it: somewhere to push to. Called only for pushes the window subscribed to. */
export interface Client {
  push<K extends PushName>(name: K, payload: PushPayload<K>): void;
}

/** One window's way in. Names and params come unchecked from outside; every check is made behind this door. */
export interface Connection {
  /** Never rejects: bad names, bad payloads and failures all come back as an error envelope. */
  request(name: string, params: unknown): Promise<Envelope<unknown>>;
  /** Starts a push for this window; unknown names return an error envelope. */
  subscribe(name: string): Envelope<null>;
  unsubscribe(name: string): void;
  /** The window is gone: its subscriptions and open inventories end. Idempotent. */
  close(): void;
}

/** What a host serves. */
export interface App {
  connect(client: Client): Connection;
  /** Cancels collections, waits until their sessions are logged out, ends demo servers and timers. Idempotent. */
  dispose(): Promise<void>;
}
