import { HeapsphereError } from '../../shared/errors.ts';

/**
 * SOAP endpoint of what an operator typed: "vc.example", "vc.example:8443", "https://vc.example" or a full URL.
 * Scheme defaults to https, path to /sdk (the vSphere Web Services default). Throws `usage`.
 */
export function parseEndpoint(server: string): URL {
  const text = server.trim();
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  let url: URL;
  try {
    url = new URL(withScheme);
  } catch {
    throw badServer(text, 'is not a host name, host:port or URL');
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw badServer(text, `has the scheme ${url.protocol}`);
  if (url.username || url.password) throw badServer(url.host, 'carries a user or password in the address');
  // A password over plain http is readable on the way; the demo and test servers listen on loopback.
  if (url.protocol === 'http:' && !['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)) {
    throw badServer(text, 'uses http, which would send the password readable over the network');
  }
  if (url.pathname === '/' || url.pathname === '') url.pathname = '/sdk';
  url.search = '';
  url.hash = '';
  return url;
}

function badServer(server: string, why: string): HeapsphereError {
  return new HeapsphereError({
    code: 'usage',
    message: `The server "${server}" ${why}.`,
    action: 'Give a host name, host:port or an https URL, for example vcenter.example.com.',
  });
}
