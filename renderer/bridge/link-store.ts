import { createStore, type StoreApi } from 'zustand/vanilla';

/** How the window stands to Heapsphere's main process. */
export interface LinkState {
  readonly phase: 'connected' | 'reconnecting';
  /** Attempts to reconnect since the connection was lost. */
  readonly attempt: number;
  /** Grows by one with every reconnection, so that whoever holds a copy of main's state knows to read it again. */
  readonly generation: number;
}

export type LinkStore = StoreApi<LinkState>;

/** The state of the connection; always `connected` inside Electron. */
export function createLinkStore(): LinkStore {
  return createStore<LinkState>(() => ({ phase: 'connected', attempt: 0, generation: 0 }));
}
