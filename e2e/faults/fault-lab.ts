import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as plainRequest,
  type Server,
  type ServerResponse,
} from 'node:http';
import { request as tlsRequest } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A SOAP call on its way through the lab. */
export interface Call {
  readonly method: string;
  /** Its number among the calls of this method, counted from 1. */
  readonly nth: number;
  /** Its number among all pages of properties, counted from 1; 0 for anything else. */
  readonly page: number;
  /** The request as it came. */
  readonly body: string;
}

/** What the vCenter has answered. */
export interface Answer {
  readonly status: number;
  readonly body: Buffer;
  readonly headers: IncomingHttpHeaders;
}

/**
 * What a call is answered with in place of the server's own answer; the socket is the fault's to cut. The server is asked when
 * answer() is called, and not before: what it then opened for the client is open.
 */
export type Fault = (answer: () => Promise<Answer>, response: ServerResponse, call: Call) => Promise<void> | void;

export interface Rule {
  readonly when: (call: Call) => boolean;
  readonly fault: Fault;
}

export interface FaultLab {
  /** http://127.0.0.1:PORT/sdk */
  readonly url: string;
  /** Requests by the name of their SOAP method. */
  readonly calls: ReadonlyMap<string, number>;
  /** Connections that are open now. */
  readonly connections: number;
  /** From now on, and before the rules that are there. */
  add(rule: Rule): void;
  /** Nobody answers at this address from now on; whoever is connected is cut off. */
  goAway(): Promise<void>;
  /** Answers again, at the same address. */
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Stands in front of a vCenter (http, or https with any certificate) and does to the chosen calls what it is told; everything
 * else passes as it is.
 */
export async function startFaultLab(target: string, ...first: readonly Rule[]): Promise<FaultLab> {
  const rules = [...first];
  const calls = new Map<string, number>();
  const sockets = new Set<Socket>();
  let pages = 0;
  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const sent = await buffer(request);
    const body = sent.toString('utf8');
    const method = /<soap:Body><(?:\w+:)?(\w+)/.exec(body)?.[1] ?? request.url ?? '';
    const nth = (calls.get(method) ?? 0) + 1;
    calls.set(method, nth);
    const isPage = /^(RetrieveProperties|ContinueRetrieveProperties)/.test(method);
    if (isPage) pages += 1;
    const call = { method, nth, page: isPage ? pages : 0, body };
    const rule = rules.find(({ when }) => when(call));
    if (rule) await rule.fault(() => forward(target, request, sent), response, call);
    else await passed(() => forward(target, request, sent), response, call);
  };
  const server = createServer((request, response) => {
    receive(request, response).catch(() => response.destroy());
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await listen(server, 0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/sdk`,
    calls,
    get connections() {
      return sockets.size;
    },
    add: (rule) => void rules.unshift(rule),
    goAway: () => stop(server),
    comeBack: () => listen(server, port),
    close: () => stop(server),
  };
}

/** The server's own answer, unchanged. */
export const passed: Fault = async (answer, response) => {
  const { status, headers, body } = await answer();
  response.writeHead(status, headers).end(body);
};

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
}

async function stop(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

async function forward(target: string, { method, url, headers }: IncomingMessage, body: Buffer): Promise<Answer> {
  const { connection: _, host: __, ...kept } = headers;
  const to = new URL(url ?? '/', target);
  const options = { method, headers: kept };
  const call =
    to.protocol === 'https:' ? tlsRequest(to, { ...options, rejectUnauthorized: false }) : plainRequest(to, options);
  call.end(body);
  const [answer] = (await once(call, 'response')) as [IncomingMessage];
  const { 'transfer-encoding': ___, 'content-length': ____, ...answerHeaders } = answer.headers;
  return { status: answer.statusCode ?? 502, headers: answerHeaders, body: await buffer(answer) };
}
