/** What the exchange needs of a browser page; given from outside so that it can be tested without one. */
export interface Page {
  readonly hash: string;
  readonly origin: string;
  /** Takes the token out of the address bar and the history. */
  clearHash(): void;
  readonly storage: { getItem(key: string): string | null; setItem(key: string, value: string): void };
}

const SESSION_KEY = 'heapsphere.session';
const WINDOW_KEY = 'heapsphere.window';

/** This window has no way in: its one-time link was used before, or it was opened without one. */
export class LinkUsedError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'LinkUsedError';
  }
}

function tokenOf(hash: string): string | undefined {
  return new URLSearchParams(hash.replace(/^#/, '')).get('token') ?? undefined;
}

/** 256 random bits that this tab makes once and keeps, by which it may repeat an exchange whose answer it never saw. */
function windowKey(storage: Page['storage']): string {
  const kept = storage.getItem(WINDOW_KEY);
  if (kept !== null) return kept;
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const key = btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace('=', '');
  storage.setItem(WINDOW_KEY, key);
  return key;
}

/**
 * Exchanges the one-time token in the URL fragment for a session, which the tab remembers so that a reload survives.
 * The token stays in the address bar until the answer is there: a reload in between exchanges it again. Throws LinkUsedError when there is no token or it is no longer good, Error when Heapsphere does not answer.
 */
export async function openSession(page: Page): Promise<string> {
  const token = tokenOf(page.hash);
  const remembered = page.storage.getItem(SESSION_KEY);
  if (token === undefined) {
    if (remembered !== null) return remembered;
    throw new LinkUsedError('This page was opened without a link from Heapsphere.');
  }
  const response = await fetch(new URL('/session', page.origin), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, window: windowKey(page.storage) }),
  });
  if (response.status === 401) {
    page.clearHash();
    if (remembered !== null) return remembered;
    throw new LinkUsedError('This link was already used.');
  }
  if (!response.ok) throw new Error(`Heapsphere answered ${response.status} to the sign-in of this window.`);
  const { session } = (await response.json()) as { readonly session: string };
  page.storage.setItem(SESSION_KEY, session);
  page.clearHash();
  return session;
}
