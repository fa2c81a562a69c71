/** The one origin that this application's pages have; its scheme is served by protocol.ts alone. */
export const SCHEME = 'app';
export const HOST = 'heapsphere';
export const ORIGIN = `${SCHEME}://${HOST}`;
export const ENTRY_URL = `${ORIGIN}/index.html`;
/** Shown when the page stopped working again and again; it has no script of its own. */
export const STOPPED_URL = `${ORIGIN}/stopped.html`;

/**
 * Whether a URL lies on our own origin. Parsed and compared part by part: Node calls the origin of every scheme it does
 * not know "null", and a comparison of beginnings would take app://heapsphere.example for ours.
 */
export function isOwnUrl(url: string): boolean {
  const parsed = URL.parse(url);
  return (
    parsed !== null &&
    parsed.protocol === `${SCHEME}:` &&
    parsed.host === HOST &&
    parsed.username === '' &&
    parsed.password === ''
  );
}
