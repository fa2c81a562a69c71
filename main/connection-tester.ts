import type { ConnectionDraft, ConnectionTest } from '../shared/connections-view.ts';
import { HeapsphereError } from '../shared/errors.ts';
import { parseEndpoint } from './vsphere/endpoint.ts';
import type { ResolveProxy } from './vsphere/environment-proxy.ts';
import { surveyDatacenters } from './vsphere/find-datacenters.ts';
import { ManagedObjectReference } from './vsphere/managed-object-reference.ts';
import { proxyLabel } from './vsphere/proxy-tunnel.ts';
import { VimSession } from './vsphere/session.ts';
import { smallPages } from './vsphere/stream-resources.ts';
import { probeCertificate } from './vsphere/trust.ts';

/** Small requests whose median is the round trip. */
const ROUND_TRIPS = 3;
/** Datacenters in a page; few vCenters have more. */
const PAGE_SIZE = 100;

export interface TestOptions {
  readonly draft: ConnectionDraft;
  /** Without one the test ends after the certificate. */
  readonly password: string | undefined;
  /** For a draft that says none. */
  readonly timeoutSeconds: number;
  readonly proxyFor: ResolveProxy;
  readonly userAgent: string;
  readonly signal: AbortSignal;
}

/**
 * Walks the way a collection goes: reaches the server, looks at its certificate, logs in, measures, looks for datacenters, logs out.
 * Resolves to what it found, with the error that stopped it, if one did. Never rejects; an abort is an error too.
 */
export async function testConnection(options: TestOptions): Promise<ConnectionTest> {
  const found: Partial<ConnectionTest> = {};
  let { server } = options.draft;
  try {
    const url = parseEndpoint(server);
    server = url.host;
    await walk(url, options, found);
  } catch (error) {
    found.error = options.signal.aborted ? CANCELLED : HeapsphereError.dataOf(error);
  }
  return { server, ...found };
}

const CANCELLED = { code: 'cancelled', message: 'The test was stopped.', action: 'Test again when you like.' } as const;

async function walk(url: URL, options: TestOptions, found: Partial<ConnectionTest>): Promise<void> {
  const { draft, password, proxyFor, userAgent, signal } = options;
  const { user, trust, datacenters } = draft;
  const timeoutSeconds = draft.timeoutSeconds ?? options.timeoutSeconds;
  const proxy = draft.proxy === 'none' ? undefined : await proxyFor(url);
  if (url.protocol === 'https:') {
    const startedAt = performance.now();
    const looked = await probeCertificate(url, { trust, timeoutMs: timeoutSeconds * 1000, proxy, signal });
    found.reached = { milliseconds: performance.now() - startedAt, ...(proxy ? { proxy: proxyLabel(proxy) } : {}) };
    if (looked.certificate) found.certificate = looked.certificate;
    found.trusted = looked.refusal === undefined;
    if (looked.refusal) throw looked.refusal;
  }
  if (password === undefined) return;
  const startedAt = performance.now();
  const session = await VimSession.open(
    { server: url.href, user, password, trust, timeoutSeconds, proxy, userAgent },
    signal,
  );
  try {
    const milliseconds = performance.now() - startedAt;
    // On plain http the login is what shows that somebody is there.
    found.reached ??= { milliseconds };
    found.login = { product: session.about.name, apiVersion: session.about.apiVersion, milliseconds };
    found.roundTripMs = await roundTrip(session, signal);
    found.datacenters = await surveyDatacenters(session, datacenters, smallPages(PAGE_SIZE, signal));
  } finally {
    await session.close();
  }
}

/** In milliseconds. */
async function roundTrip(session: VimSession, signal: AbortSignal): Promise<number> {
  const root = new ManagedObjectReference('ServiceInstance', 'ServiceInstance');
  const times: number[] = [];
  for (let count = 0; count < ROUND_TRIPS; count += 1) {
    const startedAt = performance.now();
    await session.call('CurrentTime', root, {}, signal);
    times.push(performance.now() - startedAt);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(ROUND_TRIPS / 2)] ?? 0;
}
