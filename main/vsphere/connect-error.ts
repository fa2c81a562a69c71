import { type ErrorData, HeapsphereError } from '../../shared/errors.ts';

/** `lost`: no answer, or only a part of one; `busy`: refused for now by the service or by what stands before it. */
export type Interruption = 'lost' | 'busy';

/** A server that cannot be talked to. */
export class CannotConnect extends HeapsphereError {
  /** Set when asking again may help. */
  readonly interruption: Interruption | undefined;
  /** Milliseconds that the server asks to wait (Retry-After), where it does. */
  readonly retryAfterMs: number | undefined;

  constructor(
    data: Omit<ErrorData, 'code'>,
    interruption: Interruption | undefined,
    more: ErrorOptions & { readonly retryAfterMs?: number | undefined } = {},
  ) {
    super({ code: 'cannot-connect', ...data }, more);
    this.interruption = interruption;
    this.retryAfterMs = more.retryAfterMs;
  }
}

/** Codes after which the same call may succeed a moment later. A name without an address, or no TLS, stays so. */
const LOST: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'ECONNABORTED',
  'ERR_TLS_HANDSHAKE_TIMEOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ECONNRESET',
  'EPIPE',
]);

/** What to say for the system error codes that a connection can end with. */
const SENTENCES: Readonly<Record<string, readonly [message: string, action: string]>> = {
  ECONNREFUSED: ['refuses the connection', 'Check the port, and that the vCenter service runs.'],
  ENOTFOUND: ['has no address: the name is not known to DNS', 'Check the spelling of the name and your DNS.'],
  EAI_AGAIN: ['has no address: DNS did not answer', 'Check your DNS and network connection, then try again.'],
  ETIMEDOUT: ['did not answer in time', 'Check network and firewall, or raise VSPHERE_TIMEOUT.'],
  ECONNABORTED: ['did not answer in time', 'Check network and firewall, or raise VSPHERE_TIMEOUT.'],
  ERR_TLS_HANDSHAKE_TIMEOUT: [
    'accepts the connection but does not finish the TLS handshake in time',
    'Check the port (a vCenter listens with https on 443) and the firewall, or raise VSPHERE_TIMEOUT.',
  ],
  EHOSTUNREACH: ['cannot be reached from here', 'Check network, VPN and firewall.'],
  ENETUNREACH: ['cannot be reached from here', 'Check network, VPN and firewall.'],
  ECONNRESET: [
    'closed the connection',
    'Check that the server is up and nothing in between cuts connections, then try again.',
  ],
  EPIPE: [
    'closed the connection',
    'Check that the server is up and nothing in between cuts connections, then try again.',
  ],
  EPROTO: ['does not speak TLS on this port', 'Check the port; a vCenter listens with https on 443.'],
  ERR_SSL_WRONG_VERSION_NUMBER: [
    'does not speak TLS on this port',
    'Check the port; a vCenter listens with https on 443.',
  ],
};

function codeOf(error: unknown): string {
  for (let current: unknown = error, depth = 0; current instanceof Error && depth < 5; depth += 1) {
    const code = (current as NodeJS.ErrnoException).code;
    if (typeof code === 'string' && (SENTENCES[code] || !current.cause)) return code;
    // Several addresses of one name fail together; the first tells enough.
    current = current instanceof AggregateError ? current.errors[0] : current.cause;
  }
  return '';
}

/** Any failure of reaching a server, as a typed error. Errors that already are typed pass through. */
export function connectError(error: unknown, server: string): HeapsphereError {
  for (let current = error; current instanceof Error; current = current.cause) {
    if (current instanceof HeapsphereError) return current;
  }
  const code = codeOf(error);
  const [message, action] = SENTENCES[code] ?? [
    `cannot be talked to (${code || (error instanceof Error ? error.message : String(error))})`,
    'Check address, port and network.',
  ];
  return new CannotConnect({ message: `${server} ${message}.`, action }, LOST.has(code) ? 'lost' : undefined, {
    cause: error,
  });
}
