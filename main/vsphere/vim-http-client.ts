import { isUtf8 } from 'node:buffer';
import { Agent as HttpAgent } from 'node:http';
import type { Readable } from 'node:stream';
import axios, { type AxiosResponse } from 'axios';
import { HttpClient } from 'soap';
import { HeapsphereError } from '../../shared/errors.ts';
import { connectError } from './connect-error.ts';
import { parseFault } from './faults.ts';
import { httpStatusError } from './http-status-error.ts';
import { protocolError } from './protocol-error.ts';
import { type Trust, TrustingAgent } from './trust.ts';

/** Body of a non-200 answer is read for its fault up to here. */
const MAX_FAULT_BYTES = 1024 * 1024;
/** Small decoded answers (login, service content, view) stay far below. */
const MAX_SMALL_ANSWER_BYTES = 16 * 1024 * 1024;

export interface VimHttpOptions {
  readonly server: string;
  readonly trust: Trust;
  readonly timeoutMs: number;
  /** To go through; see openTunnel. */
  readonly proxy?: string | undefined;
  readonly userAgent: string;
}

/** What an answer that soap decodes in full has to keep to. */
export interface AnswerLimits {
  /** Largest one, in bytes; refused while it arrives, before soap allocates for it. */
  readonly maxAnswerBytes?: number;
  /** Called with its size when it is there and not yet decoded; throws to refuse it. */
  readonly beforeDecode?: (bytes: number) => void;
}

/** What one call asks of the transport, handed through soap's per-call options. */
export interface CallOptions extends AnswerLimits {
  readonly method: string;
  readonly signal?: AbortSignal;
  /** Takes the raw body of a 200 answer; soap then decodes nothing. */
  readonly onBody?: (body: Readable) => void;
}

/** What soap decodes in place of a body that was handed out. */
const emptyAnswer = (method: string) =>
  `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><${method}Response xmlns="urn:vim25"/></soap:Body></soap:Envelope>`;

/**
 * The transport under soap's client: keeps the session cookie byte for byte, judges certificates before a request leaves,
 * reads faults from the body of a non-200 answer, and hands the body of large answers out as a raw stream.
 */
export class VimHttpClient extends HttpClient {
  readonly #options: VimHttpOptions;
  readonly #httpAgent = new HttpAgent({ keepAlive: true, maxSockets: 4 });
  readonly #httpsAgent: TrustingAgent;
  /** Value of SOAPAction; set once the version is negotiated. */
  soapAction = 'urn:vim25';
  #cookie: string | undefined;
  #requests = 0;
  #bytesReceived = 0;

  constructor(options: VimHttpOptions) {
    super();
    this.#options = options;
    this.#httpsAgent = new TrustingAgent(options.trust, options.timeoutMs, options.proxy);
  }

  get requests(): number {
    return this.#requests;
  }

  /** Bytes of answer bodies, after transport decompression. */
  get bytesReceived(): number {
    return this.#bytesReceived;
  }

  /** Whether a server has given a session's cookie. */
  get hasCookie(): boolean {
    return this.#cookie !== undefined;
  }

  forgetCookie(): void {
    this.#cookie = undefined;
  }

  close(): void {
    this.#httpAgent.destroy();
    this.#httpsAgent.destroy();
  }

  // soap's declared return type is a promise of the response; its client only uses the callback.
  override request(
    url: string,
    data: unknown,
    callback: (error: unknown, response?: unknown, body?: unknown) => void,
    headers: Record<string, string> = {},
    call: Record<string, unknown> = {},
  ): ReturnType<HttpClient['request']> {
    const answered = this.#post(url, String(data), headers, call as unknown as CallOptions);
    answered.then(
      (response) => callback(null, response, response.data),
      (error: unknown) => callback(error),
    );
    return answered;
  }

  /** GET of a small text beside the SOAP endpoint (the versions document); undefined unless it answers 200. */
  async getText(url: string, signal?: AbortSignal): Promise<string | undefined> {
    const response = await this.#send({ method: 'GET', url, headers: {}, signal, timeoutMs: this.#options.timeoutMs });
    const bytes = await this.#read(response.data, MAX_FAULT_BYTES);
    return response.status === 200 ? bytes.toString('utf8') : undefined;
  }

  async #post(url: string, data: string, headers: Record<string, string>, call: CallOptions): Promise<AxiosResponse> {
    const response = await this.#send({
      method: 'POST',
      url,
      data,
      headers: { ...headers, 'Content-Type': 'text/xml; charset="utf-8"', SOAPAction: `"${this.soapAction}"` },
      signal: call.signal,
      timeoutMs: this.#options.timeoutMs,
    });
    this.#keepCookie(response);
    if (response.status !== 200) throw await this.#failure(response, call.method);
    if (call.onBody) {
      call.onBody(response.data);
      return { ...response, data: emptyAnswer(call.method) };
    }
    const bytes = await this.#read(response.data, call.maxAnswerBytes ?? MAX_SMALL_ANSWER_BYTES);
    call.beforeDecode?.(bytes.byteLength);
    if (!isUtf8(bytes)) throw protocolError('it is not valid UTF-8');
    const text = bytes.toString('utf8');
    const beginning = text.slice(0, 2048);
    if (!/<[^>]*Envelope/.test(beginning)) throw protocolError(describePage(text));
    const [beforeRoot = ''] = beginning.split(/<[a-z]/i, 1);
    if (/<!doctype/i.test(beforeRoot)) throw protocolError('it declares a DTD, which is never expanded');
    return { ...response, data: text };
  }

  async #send(request: {
    method: string;
    url: string;
    data?: string;
    headers: Record<string, string>;
    signal: AbortSignal | undefined;
    timeoutMs: number;
  }): Promise<AxiosResponse<Readable>> {
    this.#requests += 1;
    const { timeoutMs, signal, ...rest } = request;
    // axios' own timeout counts until the headers are there, which for a page means until the server computed it.
    try {
      return await axios.request<Readable>({
        ...rest,
        headers: {
          ...rest.headers,
          'User-Agent': this.#options.userAgent,
          ...(this.#cookie ? { Cookie: this.#cookie } : {}),
        },
        responseType: 'stream',
        validateStatus: null,
        // A redirect would carry the cookie elsewhere; a SOAP endpoint never needs one.
        maxRedirects: 0,
        // The agent goes through one where it is told to; axios would read the environment by itself.
        proxy: false,
        timeout: timeoutMs,
        httpAgent: this.#httpAgent,
        httpsAgent: this.#httpsAgent,
        ...(signal ? { signal } : {}),
      });
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      throw connectError(error, this.#options.server);
    }
  }

  /** Counts and passes on the body; a silent server is cut off after the time-out, a lost connection is named. */
  async *chunks(body: Readable): AsyncGenerator<Uint8Array> {
    const timeoutMs = this.#options.timeoutMs;
    let waiting = true;
    const watchdog = setTimeout(() => {
      if (waiting) body.destroy(Object.assign(new Error('idle'), { code: 'ETIMEDOUT' }));
    }, timeoutMs);
    try {
      for await (const chunk of body as AsyncIterable<Uint8Array>) {
        this.#bytesReceived += chunk.byteLength;
        // Only the server's silence counts, not the time the consumer takes.
        waiting = false;
        yield chunk;
        waiting = true;
        watchdog.refresh();
      }
    } catch (error) {
      throw connectError(error, this.#options.server);
    } finally {
      clearTimeout(watchdog);
      body.destroy();
    }
  }

  async #read(body: Readable, maxBytes: number): Promise<Buffer> {
    const parts: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of this.chunks(body)) {
      length += chunk.byteLength;
      if (length > maxBytes) throw tooLarge(maxBytes);
      parts.push(chunk);
    }
    return Buffer.concat(parts);
  }

  async #failure(response: AxiosResponse<Readable>, method: string): Promise<HeapsphereError> {
    // A proxy's page may be in any encoding; only its status counts then.
    const text = (await this.#read(response.data, MAX_FAULT_BYTES)).toString('utf8');
    const fault = parseFault(text, method);
    if (fault) return fault;
    if (response.status === 500) return protocolError(`HTTP 500 without a SOAP fault, ${describePage(text)}`);
    const retryAfter: unknown = response.headers['retry-after'];
    const given = typeof retryAfter === 'string' ? retryAfter : undefined;
    return httpStatusError(this.#options.server, method, response.status, given);
  }

  #keepCookie(response: AxiosResponse): void {
    const cookies: unknown = response.headers['set-cookie'];
    if (!Array.isArray(cookies)) return;
    for (const cookie of cookies) {
      // Quotes are part of the value and go back byte for byte.
      const pair = String(cookie).split(';', 1)[0]?.trim();
      if (pair?.startsWith('vmware_soap_session=')) this.#cookie = pair;
    }
  }
}

function tooLarge(maxBytes: number): HeapsphereError {
  return new HeapsphereError({
    code: 'budget-exceeded',
    message: `The answer is larger than ${Math.round(maxBytes / 1024 / 1024)} MB, the most that is decoded in one piece.`,
    action: 'Turn streaming on (VSPHERE_ENABLE_STREAMING=true): it reads answers of any size in flat memory.',
  });
}

function describePage(text: string): string {
  return /<html|<!doctype html/i.test(text.slice(0, 2048))
    ? 'it is an HTML page, not SOAP'
    : 'it is not a SOAP envelope';
}
