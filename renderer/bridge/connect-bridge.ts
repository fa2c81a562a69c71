import type { HeapsphereBridge } from '../../shared/contract.ts';
import type { LinkStore } from './link-store.ts';
import { WebBridge } from './web-bridge.ts';
import { openSession } from './web-session.ts';

declare global {
  interface Window {
    /** Put there by the preload script; absent in the web host. */
    readonly heapsphere?: HeapsphereBridge;
  }
}

/**
 * The way to main: what the preload offers, or else the web host's socket.
 * Rejects with LinkUsedError, SocketRefusedError or a network error.
 */
export async function connectBridge(link: LinkStore): Promise<HeapsphereBridge> {
  if (window.heapsphere !== undefined) return window.heapsphere;
  const { location, history, sessionStorage } = window;
  const bearer = await openSession({
    hash: location.hash,
    origin: location.origin,
    clearHash: () => history.replaceState(null, '', location.pathname + location.search),
    storage: sessionStorage,
  });
  const url = `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/socket`;
  return (await WebBridge.connect({ url, bearer, link })).bridge;
}
