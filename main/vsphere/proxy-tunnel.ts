import { connect as connectTcp, isIP, isIPv6, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { HeapsphereError } from '../../shared/errors.ts';
import { systemAuthorities } from './certificate-authorities.ts';

/** Longest head of a proxy's answer, in bytes. */
const MAX_HEAD = 16_384;
const HEAD_END = Buffer.from('\r\n\r\n');

/** Where a tunnel leads. */
export interface TunnelTarget {
  readonly host: string;
  readonly port: number;
}

/** A proxy as people may read it: without user and password. */
export function proxyLabel(proxy: string): string {
  const { hostname, port, protocol } = new URL(proxy);
  return `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`;
}

export function proxyFailure(proxy: string, what: string, action?: string, cause?: unknown): HeapsphereError {
  return new HeapsphereError(
    {
      code: 'cannot-connect',
      message: `The proxy ${proxyLabel(proxy)} ${what}.`,
      action: action ?? 'Check HTTPS_PROXY or the proxy of the system, or connect without a proxy (NO_PROXY).',
    },
    { cause },
  );
}

/**
 * A socket through an HTTP proxy (CONNECT), of which the far end is the target. An https: proxy is judged by the system's trust.
 * Throws `cannot-connect` naming the proxy, or what the signal was aborted with.
 */
export async function openTunnel(proxy: string, target: TunnelTarget, signal: AbortSignal): Promise<Socket> {
  signal.throwIfAborted();
  const socket = connectTo(new URL(proxy));
  const stop = () => socket.destroy(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  // Failures show themselves in the reading; this one keeps a late error from being nobody's.
  socket.on('error', () => {});
  try {
    socket.write(requestFor(new URL(proxy), target));
    const status = await readStatus(socket);
    if (status === 200) return socket;
    throw refused(proxy, target, status);
  } catch (error) {
    socket.destroy();
    if (signal.aborted) throw signal.reason;
    if (error instanceof HeapsphereError) throw error;
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw proxyFailure(proxy, `cannot be talked to (${code})`, undefined, error);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function connectTo({ protocol, hostname, port }: URL): Socket {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (protocol === 'http:') return connectTcp({ host, port: Number(port || 80) });
  const secureContext = systemAuthorities();
  return connectTls({ host, port: Number(port || 443), secureContext, ...(isIP(host) ? {} : { servername: host }) });
}

function requestFor({ username, password }: URL, { host, port }: TunnelTarget): string {
  const authority = `${isIPv6(host) ? `[${host}]` : host}:${port}`;
  const login = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64');
  const lines = [`CONNECT ${authority} HTTP/1.1`, `Host: ${authority}`];
  if (username !== '') lines.push(`Proxy-Authorization: Basic ${login}`);
  return `${lines.join('\r\n')}\r\n\r\n`;
}

/** The status of the proxy's answer. What follows its head stays in the socket for whoever reads next. */
async function readStatus(socket: Socket): Promise<number> {
  let head = Buffer.alloc(0);
  for (;;) {
    const chunk: Buffer | null = socket.read();
    if (chunk === null) {
      await readable(socket);
      continue;
    }
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf(HEAD_END);
    if (end === -1 && head.length <= MAX_HEAD) continue;
    const status = /^HTTP\/1\.[01] (\d{3})/.exec(head.toString('latin1'))?.[1];
    if (end === -1 || status === undefined)
      throw Object.assign(new Error('no HTTP'), { code: 'it does not speak HTTP' });
    const rest = head.subarray(end + HEAD_END.length);
    if (rest.length > 0) socket.unshift(rest);
    return Number(status);
  }
}

function readable(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error?: Error) => {
      socket.off('readable', ready).off('error', settle).off('close', closed).off('end', closed);
      if (error) reject(error);
      else resolve();
    };
    const ready = () => settle();
    const closed = () => settle(Object.assign(new Error('closed'), { code: 'it closed the connection' }));
    socket.on('readable', ready).on('error', settle).on('close', closed).on('end', closed);
  });
}

function refused(proxy: string, { host, port }: TunnelTarget, status: number): HeapsphereError {
  if (status === 407) {
    return proxyFailure(
      proxy,
      'wants a login',
      'Put it into the address, as in HTTPS_PROXY=http://user:password@proxy:3128; in the desktop window such a proxy is not supported.',
    );
  }
  return proxyFailure(
    proxy,
    `does not let us through to ${host}:${port} (HTTP ${status})`,
    'Ask for this address to be allowed, or connect without a proxy.',
  );
}
