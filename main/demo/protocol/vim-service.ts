import { findEntity } from '../estate/ancestry.ts';
import { isContainer } from '../estate/containment.ts';
import { isInventoryType, isSubtype, KINDS, type Reference } from '../estate/kinds.ts';
import type { Estate } from '../estate/shape.ts';
import type { Life } from '../life/life.ts';
import { audienceOf } from '../model/field-versions.ts';
import { isKnownPath } from '../model/managed-model.ts';
import {
  invalidArgument,
  invalidLogin,
  invalidProperty,
  invalidRequest,
  notAuthenticated,
  notFound,
  notSupported,
} from './fault.ts';
import { fetchProperty, findTarget, type RequestScope } from './object-selection.ts';
import { allObjects, cancelPages, firstPage, nextPage } from './property-pages.ts';
import { parseFilterSpec } from './property-request.ts';
import { CollectorUpdates } from './property-updates.ts';
import {
  PROPERTY_COLLECTOR,
  referenceXml,
  SERVICE_PROPERTIES,
  serviceContent,
  userSession,
} from './service-objects.ts';
import { type Session, type SessionCounts, SessionStore } from './session.ts';
import { childOf, childrenNamed, flagOf, type RequestElement, referenceOf, textOf } from './xml-request.ts';

/** Ways in which a demo vCenter can be made to behave as badly as real ones do. */
export interface DemoFaults {
  /** ContinueRetrievePropertiesEx answers NoPermission. */
  readonly denyContinue?: boolean;
  /** Once, after this many property pages, the session of the caller is gone. */
  readonly expireSessionAfterPages?: number;
  /** Milliseconds to wait before each property page. */
  readonly pageDelayMs?: number;
  /** Once, the connection breaks after this many bytes of property pages. */
  readonly breakAfterBytes?: number;
}

export interface VimServiceOptions {
  readonly user: string;
  readonly password: string;
  readonly idleMs: number;
  readonly maxSessions: number;
  readonly faults: DemoFaults;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** What happens in the estate; undefined: nothing. */
  readonly life?: Life;
  /** Milliseconds between two events, once somebody waits for them; undefined: nothing happens by itself. */
  readonly lifeIntervalMs?: number;
}

/** What came with a request besides its body. */
export interface Caller {
  readonly cookies: string | undefined;
  readonly soapAction: string | undefined;
  readonly userAgent: string;
  readonly address: string;
}

/** The content of the response element, and the session it opened, if it did. */
export interface Answer {
  readonly body: Iterable<string>;
  readonly opened?: Session;
  readonly isPropertyPage?: boolean;
}

/** Thrown when no more sessions fit; a vCenter answers that with HTTP 503, not with a fault. */
export class ServiceUnavailable extends Error {}

type Method = (scope: RequestScope, request: RequestElement, self: Reference) => Answer | Promise<Answer>;

const answer = (...body: string[]): Answer => ({ body });

/** The methods of the vSphere API that a collector needs, on one estate. */
export class VimService {
  readonly #estate: Estate;
  readonly #options: VimServiceOptions;
  readonly #sessions: SessionStore;
  #requests = 0;
  #pages = 0;
  #living: NodeJS.Timeout | undefined;

  constructor(estate: Estate, options: VimServiceOptions) {
    this.#estate = estate;
    this.#options = options;
    this.#sessions = new SessionStore(options.idleMs, options.maxSessions, options.now);
  }

  /** What is open at this moment, and the number of requests so far. */
  activity(): SessionCounts & { readonly requests: number } {
    return { ...this.#sessions.count(), requests: this.#requests };
  }

  /** Ends all sessions, and whatever happens by itself. */
  clear(): void {
    clearInterval(this.#living);
    this.#sessions.clear();
  }

  /** Answers a request, or throws a VimFault. */
  call(request: RequestElement, caller: Caller): Answer | Promise<Answer> {
    this.#requests++;
    const self = referenceOf(childOf(request, '_this'));
    if (!self) throw invalidRequest(`The request ${request.name} does not say which object it is for.`);
    if (request.name === 'RetrieveServiceContent')
      return answer('<returnval>', serviceContent(this.#estate), '</returnval>');
    if (request.name === 'Login') return this.#login(request, caller);
    const session = this.#sessions.find(caller.cookies);
    if (!session) throw notAuthenticated(self);
    const scope = { estate: this.#estate, session, audience: audienceOf(caller.soapAction), now: this.#options.now() };
    const method = Object.hasOwn(this.#methods, request.name) ? this.#methods[request.name] : undefined;
    if (!method) throw notSupported(request.name);
    return method(scope, request, self);
  }

  #login(request: RequestElement, caller: Caller): Answer {
    const { user, password } = this.#options;
    if (textOf(request, 'userName') !== user || childOf(request, 'password')?.text !== password) throw invalidLogin();
    const session = this.#sessions.open(user, caller.userAgent, caller.address);
    if (!session) throw new ServiceUnavailable(`There are already ${this.#options.maxSessions} sessions.`);
    return { ...answer('<returnval>', userSession(session), '</returnval>'), opened: session };
  }

  readonly #methods: Readonly<Record<string, Method>> = {
    Logout: ({ session }) => {
      this.#sessions.close(session);
      return answer();
    },
    CurrentTime: ({ now }) => answer(`<returnval>${new Date(now).toISOString()}</returnval>`),
    CreateContainerView: (scope, request) => answer(referenceXml('returnval', createView(scope, request))),
    DestroyView: ({ session }, _request, self) => {
      if (!session.views.delete(self.id)) throw notFound(self);
      return answer();
    },
    CreatePropertyCollector: (scope, _request, self) => {
      collectorOf(scope, self);
      return answer(referenceXml('returnval', scope.session.addCollector(new CollectorUpdates(this.#options.life))));
    },
    DestroyPropertyCollector: ({ session }, _request, self) => {
      updatesOf(session, self).cancel();
      session.collectors.delete(self.id);
      for (const [token, cursor] of session.tokens) if (cursor.collector === self.id) session.tokens.delete(token);
      return answer();
    },
    CreateFilter: (scope, request, self) => {
      const updates = updatesOf(scope.session, self);
      const spec = childOf(request, 'spec');
      if (!spec) throw invalidArgument('spec');
      const filter = updates.addFilter(scope.session.filterId(), parseFilterSpec(spec, scope.audience));
      return answer(referenceXml('returnval', filter));
    },
    DestroyPropertyFilter: ({ session }, _request, self) => {
      if (![...session.collectors.values()].some((updates) => updates.removeFilter(self.id))) throw notFound(self);
      return answer();
    },
    WaitForUpdatesEx: async (scope, request, self) => {
      this.#begin();
      return { body: await updatesOf(scope.session, self).wait(scope, request) };
    },
    CancelWaitForUpdates: ({ session }, _request, self) => {
      updatesOf(session, self).cancel();
      return answer();
    },
    RetrievePropertiesEx: (scope, request, self) =>
      this.#page(scope, firstPage(scope, request, collectorOf(scope, self))),
    ContinueRetrievePropertiesEx: (scope, request, self) =>
      this.#page(scope, nextPage(scope, request, collectorOf(scope, self), this.#options.faults.denyContinue === true)),
    CancelRetrievePropertiesEx: (scope, request, self) => answer(cancelPages(scope, request, collectorOf(scope, self))),
    RetrieveProperties: (scope, request, self) => {
      collectorOf(scope, self);
      return { body: allObjects(scope, request), isPropertyPage: true };
    },
    Fetch: (scope, request, self) => answer(fetch(scope, request, self)),
  };

  /** From now on things happen; not before, so that an estate that nobody watches stays the same. */
  #begin(): void {
    const { life, lifeIntervalMs } = this.#options;
    if (life && lifeIntervalMs !== undefined) this.#living ??= setInterval(() => life.happen(), lifeIntervalMs).unref();
  }

  #page(scope: RequestScope, body: Iterable<string>): Answer {
    if (++this.#pages === this.#options.faults.expireSessionAfterPages) this.#sessions.close(scope.session);
    return { body, isPropertyPage: true };
  }
}

/** Filters live on collectors that clients made: one on the default collector would be shared by all that wait there. */
function updatesOf(session: Session, self: Reference): CollectorUpdates {
  if (self.id === PROPERTY_COLLECTOR.id) throw notSupported('CreateFilter on the default property collector');
  const updates = session.collectors.get(self.id);
  if (!updates) throw notFound(self);
  return updates;
}

function collectorOf({ session }: RequestScope, self: Reference): string {
  if (self.id !== PROPERTY_COLLECTOR.id && !session.collectors.has(self.id)) throw notFound(self);
  return self.id;
}

function createView({ estate, session }: RequestScope, request: RequestElement): Reference {
  const wanted = referenceOf(childOf(request, 'container'));
  if (!wanted) throw invalidArgument('container');
  const container = findEntity(estate, wanted.id);
  if (!container || !isSubtype(KINDS[container.kind].type, wanted.type)) throw notFound(wanted);
  if (!isContainer(container.kind)) throw invalidArgument('container');
  const types = childrenNamed(request, 'type').map(({ text }) => text.trim().replace(/^.*:/, ''));
  if (!types.every(isInventoryType)) throw invalidArgument('type');
  return session.addView(container, types, flagOf(request, 'recursive'));
}

function fetch(scope: RequestScope, request: RequestElement, self: Reference): string {
  const target = findTarget(scope, self);
  if (!target) throw notFound(self);
  const path = textOf(request, 'prop') ?? '';
  const { type } = target.reference;
  const known =
    target.kind === 'service'
      ? Object.hasOwn(SERVICE_PROPERTIES[type] ?? {}, path)
      : isKnownPath(type, path, scope.audience);
  if (!known) throw invalidProperty(path);
  return fetchProperty(scope, target, path, 'returnval');
}
