import type { Readable } from 'node:stream';
import { type Client, createClientAsync } from 'soap';
import { HeapsphereError } from '../../shared/errors.ts';
import { negotiateVersion } from './api-version.ts';
import { parseEndpoint } from './endpoint.ts';
import { isFault, VimFault } from './faults.ts';
import { ManagedObjectReference } from './managed-object-reference.ts';
import { protocolError } from './protocol-error.ts';
import type { Trust } from './trust.ts';
import { type AnswerLimits, type CallOptions, VimHttpClient } from './vim-http-client.ts';
import { VIM25_WSDL } from './wsdl.ts';

/** vCenter ends idle sessions after about 30 minutes; a call each 10 keeps ours while a slow window holds a page back. */
const KEEP_ALIVE_MS = 10 * 60 * 1000;

export interface SessionOptions {
  readonly server: string;
  readonly user: string;
  readonly password: string;
  readonly trust: Trust;
  readonly timeoutSeconds: number;
  /** To go through to an https server; see openTunnel. */
  readonly proxy?: string | undefined;
  /** Shown in vCenter's session list. */
  readonly userAgent: string;
}

export interface About {
  readonly name: string;
  readonly apiVersion: string;
  /** Empty on servers that have none. */
  readonly instanceUuid: string;
}

/** A SOAP argument list in wire order, without `_this`. */
export type Arguments = Readonly<Record<string, unknown>>;

interface Service {
  readonly rootFolder: ManagedObjectReference;
  readonly propertyCollector: ManagedObjectReference;
  readonly viewManager: ManagedObjectReference;
  readonly sessionManager: ManagedObjectReference;
}

/** How soap's client wants a reference. */
export function soapReference(ref: ManagedObjectReference): { attributes: { type: string }; $value: string } {
  return { attributes: { type: ref.type }, $value: ref.value };
}

/** A reference as soap decodes it. Throws `protocol` when it is none. */
export function fromSoapReference(value: unknown, what: string): ManagedObjectReference {
  const node = value as { attributes?: { type?: unknown }; $value?: unknown } | undefined;
  const type = node?.attributes?.type;
  if (typeof type !== 'string' || typeof node?.$value !== 'string') throw protocolError(`${what} is not a reference`);
  return new ManagedObjectReference(type, node.$value);
}

/**
 * One login at one vCenter. Owns its sockets, its cookie and its keep-alive; close() logs out and frees all three.
 * Everything bound to the session (views, page tokens) is its users' to rebuild when `generation` changes.
 */
export class VimSession {
  readonly #options: SessionOptions;
  readonly #http: VimHttpClient;
  readonly #client: Client;
  #service: Service | undefined;
  #about: About = { name: '', apiVersion: '', instanceUuid: '' };
  #loggedIn = false;
  #generation = 0;
  #relogin: Promise<void> | undefined;
  #keepAlive: NodeJS.Timeout | undefined;
  /** The server has refused to continue a page of properties; see viewPages. */
  continueDenied = false;

  private constructor(options: SessionOptions, http: VimHttpClient, client: Client) {
    this.#options = options;
    this.#http = http;
    this.#client = client;
  }

  /**
   * Connects, negotiates the API version and logs in. Throws `cannot-connect`, `certificate-untrusted`, `protocol`,
   * `login-refused` (never retried: lock-out policies count) or whatever the signal was aborted with.
   */
  static async open(options: SessionOptions, signal?: AbortSignal): Promise<VimSession> {
    const url = parseEndpoint(options.server);
    const http = new VimHttpClient({
      server: url.host,
      trust: options.trust,
      timeoutMs: options.timeoutSeconds * 1000,
      proxy: options.proxy,
      userAgent: options.userAgent,
    });
    try {
      const client = await createClientAsync(
        VIM25_WSDL,
        { httpClient: http, endpoint: url.href, preserveWhitespace: true },
        url.href,
      );
      const session = new VimSession(options, http, client);
      await session.#connect(url, signal);
      await session.#login(signal);
      return session;
    } catch (error) {
      http.close();
      throw error;
    }
  }

  get about(): About {
    return this.#about;
  }

  get rootFolder(): ManagedObjectReference {
    return this.#require().rootFolder;
  }

  get propertyCollector(): ManagedObjectReference {
    return this.#require().propertyCollector;
  }

  get viewManager(): ManagedObjectReference {
    return this.#require().viewManager;
  }

  /** Counts logins; what was made under an older one is gone at the server. */
  get generation(): number {
    return this.#generation;
  }

  get requests(): number {
    return this.#http.requests;
  }

  get bytesReceived(): number {
    return this.#http.bytesReceived;
  }

  /**
   * Calls a method and lets soap decode its answer, refusing one beyond its limits before that.
   * @returns the decoded answer element; `returnval` inside it when the method returns something
   */
  async call(
    method: string,
    self: ManagedObjectReference,
    args: Arguments,
    signal?: AbortSignal,
    limits?: AnswerLimits,
  ): Promise<{ returnval?: unknown }> {
    const [result] = await this.#invoke(method, self, args, {
      method,
      ...(signal ? { signal } : {}),
      ...limits,
    });
    return (result ?? {}) as { returnval?: unknown };
  }

  /** Calls a method and returns the bytes of its answer as they arrive. End the iteration early to drop the rest. */
  async callStreamed(
    method: string,
    self: ManagedObjectReference,
    args: Arguments,
    signal?: AbortSignal,
  ): Promise<AsyncGenerator<Uint8Array>> {
    let body: Readable | undefined;
    const onBody = (raw: Readable) => {
      body = raw;
    };
    await this.#invoke(method, self, args, { method, onBody, ...(signal ? { signal } : {}) });
    if (!body) throw protocolError(`${method} brought no body`);
    return this.#http.chunks(body);
  }

  /** Logs in again after NotAuthenticated; simultaneous callers share one attempt. Rebuild views and tokens afterwards. */
  async renew(staleGeneration: number, signal?: AbortSignal): Promise<void> {
    if (this.#generation !== staleGeneration) return;
    this.#relogin ??= this.#login(signal).finally(() => {
      this.#relogin = undefined;
    });
    await this.#relogin;
  }

  /** Logs out, whatever state the session is in, and frees the sockets. Never throws: the session is over either way. */
  async close(): Promise<void> {
    clearInterval(this.#keepAlive);
    if (this.#loggedIn) await this.#logout();
    this.#http.close();
  }

  async #logout(): Promise<void> {
    this.#loggedIn = false;
    try {
      await this.call('Logout', this.#require().sessionManager, {});
    } catch {
      // The server ends an idle session by itself; there is nobody left to tell.
    }
  }

  async #connect(url: URL, signal: AbortSignal | undefined): Promise<void> {
    const root = new ManagedObjectReference('ServiceInstance', 'ServiceInstance');
    const versions = await this.#http.getText(new URL('/sdk/vimServiceVersions.xml', url).href, signal);
    const version = versions === undefined ? undefined : negotiateVersion(versions);
    if (version) this.#http.soapAction = `urn:vim25/${version}`;
    const { returnval } = await this.call('RetrieveServiceContent', root, {}, signal);
    const content = (returnval ?? {}) as Record<string, unknown>;
    const about = (content.about ?? {}) as Record<string, unknown>;
    if (!content.viewManager || !content.sessionManager)
      throw protocolError('the service content names no view or session manager');
    this.#service = {
      rootFolder: fromSoapReference(content.rootFolder, 'rootFolder'),
      propertyCollector: fromSoapReference(content.propertyCollector, 'propertyCollector'),
      viewManager: fromSoapReference(content.viewManager, 'viewManager'),
      sessionManager: fromSoapReference(content.sessionManager, 'sessionManager'),
    };
    this.#about = {
      name: String(about.fullName ?? about.name ?? ''),
      apiVersion: String(about.apiVersion ?? version ?? ''),
      instanceUuid: String(about.instanceUuid ?? ''),
    };
  }

  async #login(signal: AbortSignal | undefined): Promise<void> {
    const { user, password } = this.#options;
    this.#loggedIn = false;
    this.#http.forgetCookie();
    try {
      // Without the signal: a login that was given up half way would leave a session that nobody can end.
      await this.call('Login', this.#require().sessionManager, { userName: user, password });
    } catch (error) {
      // The cookie came and the rest of the answer did not, or was unreadable: the server has let us in.
      if (!(error instanceof VimFault) && this.#http.hasCookie) await this.#logout();
      if (!isFault(error, 'InvalidLogin') && !isFault(error, 'NoPermission')) throw error;
      throw new HeapsphereError(
        {
          code: 'login-refused',
          message: `Login refused for ${user} at ${parseEndpoint(this.#options.server).host}.`,
          action:
            error.type === 'NoPermission'
              ? 'The account exists but may not log in; ask for a role on the vCenter.'
              : 'Check user name (with its domain, as in user@vsphere.local) and password; nothing was retried.',
          fault: error.type,
        },
        { cause: error },
      );
    }
    this.#loggedIn = true;
    if (signal?.aborted) {
      await this.#logout();
      throw signal.reason;
    }
    this.#generation += 1;
    clearInterval(this.#keepAlive);
    this.#keepAlive = setInterval(() => this.#touch(), KEEP_ALIVE_MS);
    this.#keepAlive.unref();
  }

  #touch(): void {
    const root = new ManagedObjectReference('ServiceInstance', 'ServiceInstance');
    // A failure here shows itself at the next real call, where it can be dealt with.
    this.call('CurrentTime', root, {}).catch(() => {});
  }

  async #invoke(
    method: string,
    self: ManagedObjectReference,
    args: Arguments,
    options: CallOptions,
  ): Promise<readonly unknown[]> {
    const send = this.#client[`${method}Async`] as
      | ((args: object, options: object) => Promise<readonly unknown[]>)
      | undefined;
    if (!send) throw new Error(`${method} is not in the WSDL`);
    try {
      return await send({ _this: soapReference(self), ...args }, options);
    } catch (error) {
      // Whatever the transport rejects with is typed, or the signal's reason; the rest is soap's decoder.
      if (error instanceof HeapsphereError || options.signal?.aborted) throw error;
      throw protocolError(`the answer to ${method} is broken XML`, error);
    }
  }

  #require(): Service {
    if (!this.#service) throw new Error('the session is not connected');
    return this.#service;
  }
}
