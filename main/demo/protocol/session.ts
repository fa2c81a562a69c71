import { randomUUID } from 'node:crypto';
import type { Entity, Reference } from '../estate/kinds.ts';
import { limitExceeded } from './fault.ts';
import type { PageCursor } from './page-cursor.ts';
import type { CollectorUpdates } from './property-updates.ts';

export interface ContainerView {
  readonly reference: Reference;
  readonly container: Entity;
  readonly types: readonly string[];
  readonly recursive: boolean;
}

const MAX_VIEWS = 64;
const MAX_TOKENS = 32;
const MAX_COLLECTORS = 16;

/** One login. Everything it holds is bounded, and gone with it. */
export class Session {
  readonly key = randomUUID();
  readonly userName: string;
  readonly userAgent: string;
  readonly address: string;
  readonly loginTime: number;
  lastActive: number;
  calls = 0;
  readonly views = new Map<string, ContainerView>();
  /** By id; what their filters have told so far. */
  readonly collectors = new Map<string, CollectorUpdates>();
  readonly tokens = new Map<string, PageCursor>();
  #serial = 0;

  constructor(userName: string, userAgent: string, address: string, now: number) {
    this.userName = userName;
    this.userAgent = userAgent;
    this.address = address;
    this.loginTime = now;
    this.lastActive = now;
  }

  addView(container: Entity, types: readonly string[], recursive: boolean): Reference {
    if (this.views.size >= MAX_VIEWS) throw limitExceeded('views', MAX_VIEWS);
    const reference = { type: 'ContainerView', id: this.#nextId('view') };
    this.views.set(reference.id, { reference, container, types, recursive });
    return reference;
  }

  addCollector(updates: CollectorUpdates): Reference {
    if (this.collectors.size >= MAX_COLLECTORS) throw limitExceeded('property collectors', MAX_COLLECTORS);
    const id = this.#nextId('collector');
    this.collectors.set(id, updates);
    return { type: 'PropertyCollector', id };
  }

  /** A new id for a filter; the collector keeps the filter. */
  filterId(): string {
    return this.#nextId('filter');
  }

  /** Ends what is waited for, and forgets everything. */
  close(): void {
    for (const updates of this.collectors.values()) updates.cancel();
    this.collectors.clear();
  }

  /** Keeps the rest of a result under a new token; the oldest rest is forgotten when there are too many. */
  addToken(cursor: PageCursor): string {
    const oldest = this.tokens.keys().next();
    if (this.tokens.size >= MAX_TOKENS && !oldest.done) this.tokens.delete(oldest.value);
    const token = String(++this.#serial);
    this.tokens.set(token, cursor);
    return token;
  }

  /** Ids are only known inside the session, so counting them up is enough, and the same calls get the same ids. */
  #nextId(what: string): string {
    return `session[${this.key}]${what}-${++this.#serial}`;
  }
}

/** What sessions hold. */
export interface SessionCounts {
  readonly sessions: number;
  readonly views: number;
  readonly tokens: number;
  /** Property collectors besides the default one, and the filters on them. */
  readonly collectors: number;
  readonly filters: number;
}

/** All sessions. Those that idle too long are dropped whenever anybody looks. */
export class SessionStore {
  readonly #sessions = new Map<string, Session>();
  readonly #idleMs: number;
  readonly #max: number;
  readonly #now: () => number;

  constructor(idleMs: number, max: number, now: () => number) {
    this.#idleMs = idleMs;
    this.#max = max;
    this.#now = now;
  }

  /** A new session, or undefined when there are too many. */
  open(userName: string, userAgent: string, address: string): Session | undefined {
    this.#dropIdle();
    if (this.#sessions.size >= this.#max) return undefined;
    const session = new Session(userName, userAgent, address, this.#now());
    this.#sessions.set(session.key, session);
    return session;
  }

  /** The session a cookie header names; finding it is activity. */
  find(cookies: string | undefined): Session | undefined {
    this.#dropIdle();
    const key = /(?:^|[;,\s])vmware_soap_session="?([0-9a-f-]{36})"?/.exec(cookies ?? '')?.[1];
    const session = key === undefined ? undefined : this.#sessions.get(key);
    if (session) {
      session.lastActive = this.#now();
      session.calls++;
    }
    return session;
  }

  close(session: Session): void {
    this.#sessions.delete(session.key);
    session.close();
  }

  clear(): void {
    for (const session of [...this.#sessions.values()]) this.close(session);
  }

  /** Number of sessions, and of the views, page tokens and filters they hold. */
  count(): SessionCounts {
    this.#dropIdle();
    const all = [...this.#sessions.values()];
    const sum = (count: (session: Session) => number) => all.reduce((total, session) => total + count(session), 0);
    return {
      sessions: all.length,
      views: sum(({ views }) => views.size),
      tokens: sum(({ tokens }) => tokens.size),
      collectors: sum(({ collectors }) => collectors.size),
      filters: sum(({ collectors }) => [...collectors.values()].reduce((total, { filters }) => total + filters, 0)),
    };
  }

  #dropIdle(): void {
    const oldest = this.#now() - this.#idleMs;
    for (const session of this.#sessions.values()) if (session.lastActive < oldest) this.close(session);
  }
}
