import { BlockList, isIP, isIPv6 } from 'node:net';
import { HeapsphereError } from '../../shared/errors.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The proxy for an address, as `http://host:port` or `https://host:port`, with user and password where it wants some; undefined: none. */
export type ResolveProxy = (url: URL) => Promise<string | undefined>;

/**
 * The proxy that HTTPS_PROXY names for an https address, unless NO_PROXY excepts it. Both may be written in small letters. What is on this
 * machine is never asked for through a proxy. Throws `usage` for a proxy that is none, without its password.
 */
export function proxyFromEnvironment(url: URL, environment: Environment): string | undefined {
  const proxy = variable(environment, 'HTTPS_PROXY');
  if (url.protocol !== 'https:' || proxy === undefined || isLoopback(hostOf(url))) return undefined;
  if (isExcepted(url, variable(environment, 'NO_PROXY') ?? '')) return undefined;
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
  if (!URL.canParse(withScheme)) throw badProxy('is no address');
  const { protocol, href } = new URL(withScheme);
  if (protocol !== 'http:' && protocol !== 'https:') throw badProxy(`has the scheme ${protocol}`);
  return href;
}

/** Whether a list such as `.example.com, 10.0.0.0/8, vc:8443` names the address. A name stands for its subdomains too. */
export function isExcepted(url: URL, list: string): boolean {
  const host = hostOf(url);
  const port = url.port || '443';
  return list
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => matches(entry.toLowerCase(), host, port));
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

function matches(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true;
  if (entry.includes('/')) return isInNetwork(entry, host);
  // A colon within an IPv6 address is none before a port.
  const [, bracketed, plain, wanted] = /^(?:\[(.+)\]|([^:]+))(?::(\d+))?$/.exec(entry) ?? [];
  if (wanted !== undefined && wanted !== port) return false;
  const name = (bracketed ?? plain ?? entry).replace(/^\*?\./, '');
  return host === name || (isIP(host) === 0 && host.endsWith(`.${name}`));
}

function isInNetwork(entry: string, host: string): boolean {
  const [address = '', bits = ''] = entry.split('/');
  if (isIP(address) === 0 || isIP(address) !== isIP(host) || !/^\d{1,3}$/.test(bits)) return false;
  const family = isIPv6(address) ? 'ipv6' : 'ipv4';
  if (Number(bits) > (family === 'ipv6' ? 128 : 32)) return false;
  const network = new BlockList();
  network.addSubnet(address, Number(bits), family);
  return network.check(host, family);
}

function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '').toLowerCase();
}

function variable(environment: Environment, name: string): string | undefined {
  return environment[name] || environment[name.toLowerCase()] || undefined;
}

function badProxy(why: string): HeapsphereError {
  return new HeapsphereError({
    code: 'usage',
    message: `HTTPS_PROXY (not shown) ${why}.`,
    action: 'Allowed: http://host:port or https://host:port, with user:password@ where the proxy wants a login.',
  });
}
