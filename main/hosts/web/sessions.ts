import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 bits, as in the link and the session alike. */
const SECRET_BYTES = 32;
const MAX_SESSIONS = 8;
/** Wrong tokens in a minute before all tries wait for the minute to pass. */
const MAX_FAILURES = 10;
const FAILURE_WINDOW_MS = 60_000;

const digest = (text: string) => createHash('sha256').update(text).digest();

/** The exchange that was answered last, by digests. */
interface Exchanged {
  readonly token: Buffer;
  readonly window: Buffer;
  readonly session: Buffer;
}

/**
 * Who may use this host. A link's token opens one session and is used up by it; the session lives in the window's memory
 * and ends with the host. A window that never saw the answer, because it was reloaded meanwhile, may exchange the token
 * again by the key it gave the first time. Secrets are compared by hash in constant time.
 */
export class Sessions {
  #token: Buffer | undefined;
  #exchanged: Exchanged | undefined;
  #sessions: Buffer[] = [];
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

  /**
   * Exchanges a token for a session; 'refused' for a wrong or used one, 'wait' after too many of those.
   * @param window key of the window; the same one gets a new session in place of the first for the token it used last
   */
  exchange(token: string, window?: string): { session: string } | 'refused' | 'wait' {
    const now = this.#now();
    while (this.#failures[0] !== undefined && this.#failures[0] <= now - FAILURE_WINDOW_MS) this.#failures.shift();
    if (this.#failures.length >= MAX_FAILURES) return 'wait';
    const tokenDigest = digest(token);
    const windowDigest = window === undefined ? undefined : digest(window);
    if (this.#token !== undefined && timingSafeEqual(this.#token, tokenDigest)) this.#token = undefined;
    else if (!this.#isRepeated(tokenDigest, windowDigest)) {
      this.#failures.push(now);
      return 'refused';
    }
    const session = randomBytes(SECRET_BYTES).toString('base64url');
    this.#admit(digest(session));
    this.#exchanged = windowDigest && { token: tokenDigest, window: windowDigest, session: digest(session) };
    return { session };
  }

  /** The session of an exchange that comes again ends: nobody has seen it. */
  #isRepeated(token: Buffer, window: Buffer | undefined): boolean {
    const last = this.#exchanged;
    if (!last || !window) return false;
    if (!timingSafeEqual(last.token, token) || !timingSafeEqual(last.window, window)) return false;
    this.#sessions = this.#sessions.filter((session) => !timingSafeEqual(session, last.session));
    return true;
  }

  #admit(session: Buffer): void {
    this.#sessions.push(session);
    if (this.#sessions.length > MAX_SESSIONS) this.#sessions.shift();
  }

  isOpen(session: string): boolean {
    const wanted = digest(session);
    let found = false;
    // Every entry is compared, so that the time tells nothing.
    for (const known of this.#sessions) if (timingSafeEqual(known, wanted)) found = true;
    return found;
  }
}
