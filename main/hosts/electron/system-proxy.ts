import type { Session } from 'electron';
import { HeapsphereError } from '../../../shared/errors.ts';
import type { ResolveProxy } from '../../services.ts';

export const SYSTEM_PROXY_EXPLANATION =
  'The proxy settings of the operating system, with their exceptions and scripts. HTTP and HTTPS proxies without a login are supported; SOCKS is not.';

/**
 * Proxies as Chromium finds them in the operating system's settings.
 * @param session asked once Electron is ready
 */
export function systemProxy(session: () => Promise<Pick<Session, 'resolveProxy'>>): ResolveProxy {
  return async (url) => {
    if (url.protocol !== 'https:') return undefined;
    return proxyOf(await (await session()).resolveProxy(url.href), url.host);
  };
}

/** The first way of an answer such as "PROXY proxy:3128; DIRECT" that can be gone. Throws `usage` when there is none. */
function proxyOf(answer: string, host: string): string | undefined {
  const ways = answer.split(';').map((way) => way.trim().split(/\s+/));
  for (const [kind = '', address = ''] of ways) {
    if (kind === 'DIRECT') return undefined;
    const scheme = kind === 'PROXY' ? 'http' : kind === 'HTTPS' ? 'https' : undefined;
    if (scheme !== undefined && URL.canParse(`${scheme}://${address}`)) return `${scheme}://${address}`;
  }
  throw new HeapsphereError({
    code: 'usage',
    message: `The system’s proxy for ${host} is of no kind that is supported (${answer.slice(0, 100)}).`,
    action: 'Set an HTTP proxy in the system, or set this connection to no proxy.',
  });
}
