import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { escapeText } from '../model/xml-text.ts';
import { VimFault } from './fault.ts';
import { SERVICE_VERSIONS } from './service-objects.ts';
import { type Answer, type DemoFaults, ServiceUnavailable, type VimService } from './vim-service.ts';
import { parseRequest } from './xml-request.ts';

const OPEN =
  '<?xml version="1.0" encoding="UTF-8"?>\n<soapenv:Envelope xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/" xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n<soapenv:Body>\n';
const CLOSE = '\n</soapenv:Body>\n</soapenv:Envelope>';
const XML = 'text/xml; charset="utf-8"';
/** Characters gathered before they are given to the socket. */
const CHUNK_LENGTH = 64 * 1024;

/** Counts down to the byte after which a connection breaks. */
interface Breaker {
  bytesLeft: number;
}

export interface HttpOptions {
  readonly maxRequestBytes: number;
  readonly faults: DemoFaults;
}

/** The HTTP side of the demo vCenter; the caller makes it listen and closes it. */
export function createHttpServer(service: VimService, options: HttpOptions): Server {
  const breaker = { bytesLeft: options.faults.breakAfterBytes ?? Number.POSITIVE_INFINITY };
  // Clients pool connections, and some notice a closed one only by an error: keep them longer than they do.
  return createServer({ keepAliveTimeout: 75_000 }, (request, response) => {
    // A client that goes away in the middle is no error of ours.
    response.on('error', () => {});
    handle(service, options, breaker, request, response).catch((error: unknown) => fail(request, response, error));
  });
}

async function handle(
  service: VimService,
  options: HttpOptions,
  breaker: Breaker,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = request.url?.replace(/\?.*$/, '').replace(/\/$/, '');
  if (request.method === 'GET' && path === '/sdk/vimServiceVersions.xml')
    return refuse(request, response, 200, SERVICE_VERSIONS, XML);
  if (path !== '/sdk') return refuse(request, response, 404, 'Not found. The demo vCenter answers at /sdk.\n');
  if (request.method !== 'POST') return refuse(request, response, 405, 'Only POST is answered here.\n');
  const body = await readBody(request, options.maxRequestBytes);
  if (body === undefined) {
    response.setHeader('Connection', 'close');
    return refuse(request, response, 413, `A request may have ${options.maxRequestBytes} bytes.\n`);
  }
  let method = '';
  let answer: Answer;
  try {
    const element = parseRequest(body);
    method = element.name;
    answer = await service.call(element, {
      cookies: request.headers.cookie,
      soapAction: [request.headers.soapaction].flat()[0],
      userAgent: request.headers['user-agent'] ?? '',
      address: request.socket.remoteAddress ?? '',
    });
  } catch (error) {
    if (error instanceof ServiceUnavailable) return refuse(request, response, 503, `${error.message}\n`);
    if (!(error instanceof VimFault)) throw error;
    return refuse(request, response, 500, `${OPEN}${error.toXml()}${CLOSE}`, XML);
  }
  if (answer.isPropertyPage && options.faults.pageDelayMs) await delay(options.faults.pageDelayMs);
  response.setHeader('Content-Type', XML);
  if (answer.opened) response.setHeader('Set-Cookie', `vmware_soap_session="${answer.opened.key}"; Path=/; HttpOnly`);
  await send(response, envelope(method, answer.body), answer.isPropertyPage ? breaker : undefined);
}

/** Something unforeseen: said as a fault while that is possible, else by a broken connection. */
function fail(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const fault = new VimFault(
    'SystemError',
    'A general system error occurred.',
    `<reason>${escapeText(String(error))}</reason>`,
  );
  refuse(request, response, 500, `${OPEN}${fault.toXml()}${CLOSE}`, XML);
}

/** A whole, small answer. */
function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  text: string,
  type = 'text/plain; charset=utf-8',
): void {
  request.resume();
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(text) });
  response.end(text);
}

/** Undefined when the body is longer than allowed. */
async function readBody(request: IncomingMessage, maxBytes: number): Promise<string | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return undefined;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > maxBytes) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function* envelope(method: string, body: Iterable<string>): Generator<string> {
  yield `${OPEN}<${method}Response xmlns="urn:vim25">`;
  yield* body;
  yield `</${method}Response>${CLOSE}`;
}

/** Writes as fast as the client reads: what is not yet wanted is not yet made. */
async function send(response: ServerResponse, parts: Iterable<string>, breaker: Breaker | undefined): Promise<void> {
  let pending = '';
  for (const part of parts) {
    pending += part;
    if (pending.length < CHUNK_LENGTH) continue;
    if (!(await write(response, pending, breaker))) return;
    pending = '';
  }
  if (await write(response, pending, breaker)) response.end();
}

/** Resolves when more can be written; false when the connection is gone, or was broken on purpose. */
async function write(response: ServerResponse, text: string, breaker: Breaker | undefined): Promise<boolean> {
  const bytes = Buffer.from(text);
  if (breaker && bytes.length > breaker.bytesLeft) {
    const last = bytes.subarray(0, breaker.bytesLeft);
    breaker.bytesLeft = Number.POSITIVE_INFINITY;
    await new Promise<void>((resolve) => response.write(last, () => resolve()));
    response.destroy();
    return false;
  }
  if (breaker) breaker.bytesLeft -= bytes.length;
  if (!response.write(bytes)) await drained(response);
  return !response.destroyed;
}

/** Resolves when there is room again, or when nobody reads any more. */
function drained(response: ServerResponse): Promise<void> {
  if (!response.writableNeedDrain || response.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.once('drain', done).once('close', done);
  });
}
