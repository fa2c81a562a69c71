import type { Socket } from 'node:net';
import { type ConnectionOptions, connect, type SecureContext, type TLSSocket } from 'node:tls';
import { importedAuthorities, systemAuthorities } from './certificate-authorities.ts';
import { openTunnel, proxyFailure } from './proxy-tunnel.ts';
import type { Trust } from './trust.ts';

export interface TlsTarget extends ConnectionOptions {
  readonly host: string;
  readonly port: number;
}

export interface TlsRoute {
  readonly trust: Trust;
  /** Longest time for TCP, proxy and handshake together. */
  readonly timeoutMs: number;
  /** To go through; see openTunnel. */
  readonly proxy?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * A socket whose TLS handshake is done, with whatever certificate the server has: it is for the caller to judge before anything
 * is written. Throws system errors, `cannot-connect` naming the proxy, or what the signal was aborted with.
 */
export async function openTls(target: TlsTarget, { trust, timeoutMs, proxy, signal }: TlsRoute): Promise<TLSSocket> {
  const late = new AbortController();
  const stop = signal ? AbortSignal.any([signal, late.signal]) : late.signal;
  let socket: TLSSocket | undefined;
  const timer = setTimeout(() => late.abort(timeoutError(socket, proxy)), timeoutMs);
  try {
    const tunnel = proxy === undefined ? undefined : await openTunnel(proxy, target, stop);
    const secureContext = contextFor(trust);
    socket = connect({
      ...target,
      rejectUnauthorized: false,
      minVersion: 'TLSv1.2',
      ...(secureContext ? { secureContext } : {}),
      ...(tunnel ? { socket: tunnel } : {}),
    });
    await secured(socket, stop);
    return socket;
  } finally {
    clearTimeout(timer);
  }
}

/** A pin needs no authorities; Node's own ones cost nothing. */
function contextFor(trust: Trust): SecureContext | undefined {
  if (trust.mode === 'system') return systemAuthorities();
  return trust.mode === 'ca' ? importedAuthorities(trust.pem) : undefined;
}

function secured(socket: TLSSocket, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error?: unknown) => {
      socket.off('secureConnect', done).off('close', closed).off('error', settle);
      signal.removeEventListener('abort', aborted);
      // It may still report more before somebody else listens.
      socket.on('error', () => {});
      if (error === undefined) return resolve();
      socket.destroy();
      reject(error);
    };
    const done = () => settle();
    const closed = () => settle(Object.assign(new Error('closed during handshake'), { code: 'ECONNRESET' }));
    const aborted = () => settle(signal.reason);
    socket.on('secureConnect', done).on('close', closed).on('error', settle);
    signal.addEventListener('abort', aborted);
    if (signal.aborted) aborted();
  });
}

/** A port where nobody answers is another matter than one where somebody does not speak TLS. */
function timeoutError(socket: Socket | undefined, proxy: string | undefined): Error {
  if (proxy !== undefined && !socket) return proxyFailure(proxy, 'did not answer in time');
  const code = socket?.connecting === false ? 'ERR_TLS_HANDSHAKE_TIMEOUT' : 'ETIMEDOUT';
  return Object.assign(new Error('handshake'), { code });
}
