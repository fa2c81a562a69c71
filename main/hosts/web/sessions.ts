import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 bits, as in the link and the session alike. */
const SECRET_BYTES = 32;
const MAX_SESSIONS = 8;
/** Wrong tokens in a minute before all tries wait for the minute to pass. */
const MAX_FAILURES = 10;
const FAILURE_WINDOW_MS = 60_000;

const digest = (text: string) => createHash('sha256').update(text).digest();

/**
 * Who may use this host. A link's token opens one session and is used up by it; the session lives in the window's memory
 * and ends with the host. Secrets are compared by hash in constant time.
 */
export class Sessions {
  #token: Buffer | undefined;
  readonly #sessions: Buffer[] = [];
  readonly #failures: number[] = [];
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** A fresh one-time token; an older one that was not used is void from now on. */
  mint(): string {
    const token = randomBytes(SECRET_BYTES).toString('base64url');
    this.#token = digest(token);
    return token;
  }

  /** Exchanges a token for a session; 'refused' for a wrong or used one, 'wait' after too many of those. */
  exchange(token: string): { session: string } | 'refused' | 'wait' {
    const now = this.#now();
    while (this.#failures[0] !== undefined && this.#failures[0] <= now - FAILURE_WINDOW_MS) this.#failures.shift();
    if (this.#failures.length >= MAX_FAILURES) return 'wait';
    if (this.#token === undefined || !timingSafeEqual(this.#token, digest(token))) {
      this.#failures.push(now);
      return 'refused';
    }
    this.#token = undefined;
    const session = randomBytes(SECRET_BYTES).toString('base64url');
    this.#sessions.push(digest(session));
    if (this.#sessions.length > MAX_SESSIONS) this.#sessions.shift();
    return { session };
  }

  isOpen(session: string): boolean {
    const wanted = digest(session);
    let found = false;
    // Every entry is compared, so that the time tells nothing.
    for (const known of this.#sessions) if (timingSafeEqual(known, wanted)) found = true;
    return found;
  }
}
