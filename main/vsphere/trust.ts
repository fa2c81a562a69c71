import { once } from 'node:events';
import { Agent } from 'node:https';
import { isIP, type Socket } from 'node:net';
import { type ConnectionOptions, connect, type PeerCertificate, type TLSSocket } from 'node:tls';
import { type Certificate, HeapsphereError } from '../../shared/errors.ts';
import { connectError } from './connect-error.ts';

/** How the server's certificate is judged. `insecure` exists for the terminal door only and is never a default. */
export type Trust =
  | { readonly mode: 'system' }
  | { readonly mode: 'pin'; readonly fingerprint256: string }
  | { readonly mode: 'insecure' };

/** The presented certificate, as far as a person needs it; undefined when the handshake brought none. */
export function describeCertificate(peer: PeerCertificate | undefined): Certificate | undefined {
  if (!peer?.fingerprint256) return undefined;
  const name = (fields: PeerCertificate['subject'] | undefined) => {
    const text = (value: string | string[] | undefined) => (Array.isArray(value) ? value.join(', ') : value);
    return [text(fields?.CN), text(fields?.O)].filter(Boolean).join(', ') || '(no name)';
  };
  return {
    subject: name(peer.subject),
    issuer: name(peer.issuer),
    validFrom: peer.valid_from,
    validTo: peer.valid_to,
    fingerprint256: peer.fingerprint256,
  };
}

function untrusted(
  server: string,
  message: string,
  certificate: Certificate | undefined,
  action: string,
): HeapsphereError {
  return new HeapsphereError({
    code: 'certificate-untrusted',
    message: `${message} (${server}).`,
    action,
    ...(certificate ? { certificate } : {}),
  });
}

/** Why a connected socket must not be used, or undefined when it may. */
export function judgeCertificate(socket: TLSSocket, trust: Trust, server: string): HeapsphereError | undefined {
  if (trust.mode === 'insecure') return undefined;
  const certificate = describeCertificate(socket.getPeerCertificate());
  if (trust.mode === 'pin') {
    if (certificate?.fingerprint256 === trust.fingerprint256) return undefined;
    return untrusted(
      server,
      `The server's certificate is not the pinned one: it presents SHA-256 ${certificate?.fingerprint256 ?? '(none)'}, pinned is ${trust.fingerprint256}`,
      certificate,
      'If the certificate was renewed on purpose, compare the new fingerprint with the server and pin it; otherwise somebody may be in between.',
    );
  }
  if (socket.authorized) return undefined;
  // authorizationError is typed as an Error but is the error code string for failed verification.
  const reason = String(socket.authorizationError ?? 'unknown reason');
  return untrusted(
    server,
    `The server's certificate is not trusted: ${reason.replace(/^Error: /, '')}`,
    certificate,
    `Compare the SHA-256 fingerprint ${certificate?.fingerprint256 ?? '(none)'} with the server, then pin it (--thumbprint), or install the issuing CA.`,
  );
}

/**
 * An https agent that hands a socket to the request only after the certificate passed. Certificates are judged here on
 * secureConnect of every new socket, so not a byte of a request reaches a server that is not trusted.
 */
export class TrustingAgent extends Agent {
  readonly #trust: Trust;
  readonly #timeoutMs: number;
  readonly #connecting = new Set<TLSSocket>();

  /** @param timeoutMs longest time for TCP and TLS handshake together */
  constructor(trust: Trust, timeoutMs: number) {
    super({ keepAlive: true, maxSockets: 4, maxCachedSessions: 0 });
    this.#trust = trust;
    this.#timeoutMs = timeoutMs;
  }

  // Node calls this with TLS options and waits for the callback when nothing is returned.
  override createConnection(
    options: ConnectionOptions,
    callback?: (error: Error | null, socket: Socket) => void,
  ): Socket | undefined {
    const server = `${options.host ?? 'server'}:${options.port ?? 443}`;
    const socket = connect({ ...options, rejectUnauthorized: false, minVersion: 'TLSv1.2' });
    this.#connecting.add(socket);
    const timer = setTimeout(() => settle(handshakeTimeout(socket)), this.#timeoutMs);
    const settle = (error: Error | null) => {
      clearTimeout(timer);
      if (!this.#connecting.delete(socket)) return;
      socket.removeListener('close', closed);
      if (error) socket.destroy();
      callback?.(error, socket);
      socket.removeListener('error', settle);
      // A socket that failed may still report more; nobody else listens.
      if (error) socket.on('error', () => {});
    };
    const closed = () => settle(Object.assign(new Error('closed during handshake'), { code: 'ECONNRESET' }));
    socket.on('error', settle);
    socket.once('close', closed);
    socket.once('secureConnect', () => settle(judgeCertificate(socket, this.#trust, server) ?? null));
    return undefined;
  }

  override destroy(): void {
    for (const socket of this.#connecting) socket.destroy();
    super.destroy();
  }
}

/** A port where nobody answers is another matter than one where somebody does not speak TLS. */
function handshakeTimeout({ connecting }: Socket): Error {
  return Object.assign(new Error('handshake'), { code: connecting ? 'ETIMEDOUT' : 'ERR_TLS_HANDSHAKE_TIMEOUT' });
}

/**
 * Looks at the certificate a TLS server presents, without sending a request.
 * @returns the certificate and, when the system's trust refuses it, the reason
 */
export async function probeCertificate(
  url: URL,
  timeoutMs: number,
): Promise<{ certificate: Certificate | undefined; reason: string | undefined }> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const socket = connect({
    host,
    port: Number(url.port || 443),
    ...(isIP(host) ? {} : { servername: host }),
    rejectUnauthorized: false,
    minVersion: 'TLSv1.2',
  });
  const timer = setTimeout(() => socket.destroy(handshakeTimeout(socket)), timeoutMs);
  try {
    await once(socket, 'secureConnect');
    const error = judgeCertificate(socket, { mode: 'system' }, url.host);
    return { certificate: describeCertificate(socket.getPeerCertificate()), reason: error?.data.message };
  } catch (error) {
    throw connectError(error, url.host);
  } finally {
    clearTimeout(timer);
    socket.destroy();
  }
}
