import type { IncomingMessage } from 'node:http';

/** What `http:` leaves out of the Host header and of an origin. */
const DEFAULT_PORT = 80;

export interface Refusal {
  readonly status: number;
  readonly reason: string;
}

/** The names this host answers to, with its port; anything else is somebody's name that resolves to loopback. */
export function allowedHosts(port: number): ReadonlySet<string> {
  const suffix = port === DEFAULT_PORT ? '' : `:${port}`;
  return new Set([`127.0.0.1${suffix}`, `localhost${suffix}`]);
}

/**
 * Why a request is turned away, or undefined when it may pass. Loopback is no access control: any page in any browser
 * on this machine can reach us. The Host header must be one of ours to the letter (a rebound DNS name is not), and a
 * browser's Origin, which it sends with every POST and every WebSocket, must be our own page.
 */
export function refusal(request: IncomingMessage, hosts: ReadonlySet<string>): Refusal | undefined {
  const { host, origin, upgrade } = request.headers;
  if (host === undefined || !hosts.has(host)) return { status: 421, reason: 'This address is not served here.' };
  const reading = request.method === 'GET' || request.method === 'HEAD';
  if (reading && upgrade === undefined && origin === undefined) return loadedElsewhere(request) ? foreign() : undefined;
  return origin === `http://${host}` ? undefined : foreign();
}

/** Another page may link here, but must not load our files as its own; another port of this machine is another page. */
function loadedElsewhere({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  const own = site === undefined || site === 'same-origin' || site === 'none';
  return !own && headers['sec-fetch-mode'] !== 'navigate';
}

function foreign(): Refusal {
  return { status: 403, reason: 'Requests from other pages are not answered.' };
}
