import { Agent } from 'node:https';
import { isIP, type Socket } from 'node:net';
import type { ConnectionOptions, PeerCertificate, TLSSocket } from 'node:tls';
import { type Certificate, HeapsphereError } from '../../shared/errors.ts';
import { certificateReason } from './certificate-reason.ts';
import { connectError } from './connect-error.ts';
import { openTls } from './open-tls.ts';

/** How the server's certificate is judged. `insecure` exists for the terminal door only and is never a default. */
export type Trust =
  | { readonly mode: 'system' }
  /** Authorities in place of the system's, as PEM. */
  | { readonly mode: 'ca'; readonly pem: string }
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
  pinnedFingerprint256?: string,
): HeapsphereError {
  return new HeapsphereError({
    code: 'certificate-untrusted',
    message: `${message} (${server}).`,
    action,
    ...(certificate ? { certificate } : {}),
    ...(pinnedFingerprint256 === undefined ? {} : { pinnedFingerprint256 }),
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
      trust.fingerprint256,
    );
  }
  if (socket.authorized) return undefined;
  const reason = certificateReason(socket.authorizationError);
  if (trust.mode === 'ca') {
    return untrusted(
      server,
      `The server's certificate does not pass with the imported authority: ${reason}`,
      certificate,
      'Import the authority that issued it (a vCenter offers its own on its start page), and use the name that the certificate is for.',
    );
  }
  return untrusted(
    server,
    `The server's certificate is not trusted: ${reason}`,
    certificate,
    `Compare the SHA-256 fingerprint ${certificate?.fingerprint256 ?? '(none)'} with the server, then pin it (--thumbprint), or install the issuing CA.`,
  );
}

/**
 * An https agent that hands a socket to the request only after the certificate passed. Certificates are judged here on
 * every new socket, so not a byte of a request reaches a server that is not trusted.
 */
export class TrustingAgent extends Agent {
  readonly #trust: Trust;
  readonly #timeoutMs: number;
  readonly #proxy: string | undefined;
  readonly #closing = new AbortController();

  /**
   * @param timeoutMs longest time for TCP, proxy and TLS handshake together
   * @param proxy to go through; see openTunnel
   */
  constructor(trust: Trust, timeoutMs: number, proxy?: string) {
    super({ keepAlive: true, maxSockets: 4, maxCachedSessions: 0 });
    this.#trust = trust;
    this.#timeoutMs = timeoutMs;
    this.#proxy = proxy;
  }

  // Node calls this with TLS options and waits for the callback when nothing is returned.
  override createConnection(
    options: ConnectionOptions,
    callback?: (error: Error | null, socket: Socket) => void,
  ): Socket | undefined {
    this.#open(options).then(
      (socket) => callback?.(null, socket),
      // Node looks at the socket only when there is no error.
      (error: Error) => callback?.(error, undefined as unknown as Socket),
    );
    return undefined;
  }

  async #open(options: ConnectionOptions): Promise<TLSSocket> {
    const { host = 'localhost', port = 443 } = options;
    const [trust, timeoutMs, signal] = [this.#trust, this.#timeoutMs, this.#closing.signal];
    const socket = await openTls({ ...options, host, port }, { trust, timeoutMs, signal, proxy: this.#proxy });
    const error = judgeCertificate(socket, trust, `${host}:${port}`);
    if (!error) return socket;
    socket.destroy();
    throw error;
  }

  override destroy(): void {
    this.#closing.abort(Object.assign(new Error('closed'), { code: 'ECONNRESET' }));
    super.destroy();
  }
}

/** How a server is looked at. */
export interface ProbeOptions {
  readonly trust: Trust;
  readonly timeoutMs: number;
  readonly proxy?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Looks at the certificate a TLS server presents, without sending a request.
 * @returns the certificate and, when it is not trusted, why. Throws `cannot-connect`, or what the signal was aborted with.
 */
export async function probeCertificate(
  url: URL,
  options: ProbeOptions,
): Promise<{ certificate: Certificate | undefined; refusal: HeapsphereError | undefined }> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const target = { host, port: Number(url.port || 443), ...(isIP(host) ? {} : { servername: host }) };
  let socket: TLSSocket;
  try {
    socket = await openTls(target, options);
  } catch (error) {
    if (options.signal?.aborted) throw options.signal.reason;
    throw connectError(error, url.host);
  }
  const refusal = judgeCertificate(socket, options.trust, url.host);
  const certificate = describeCertificate(socket.getPeerCertificate());
  socket.destroy();
  return { certificate, refusal };
}
