import { once } from 'node:events';
import {
  request as ask,
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A SOAP call on its way through the proxy. */
export interface Call {
  readonly method: string;
  /** Its number among all pages of properties, counted from 1; 0 for anything else. */
  readonly page: number;
}

/** What the vCenter has answered. */
export interface Answer {
  readonly body: Buffer;
  readonly headers: IncomingHttpHeaders;
}

/** What a call is answered with in place of the server's own answer; the socket is the answer's to cut. */
export type Fault = (answer: Answer, response: ServerResponse) => void;

export interface FaultProxy {
  /** http://127.0.0.1:PORT/sdk */
  readonly url: string;
  /** Requests by the name of their SOAP method. */
  readonly calls: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

/**
 * Stands in front of a vCenter and spoils the answers to the calls that are chosen; everything else passes as it is. The
 * vCenter has answered them before: what it opened for the client is open.
 */
export async function startFaultProxy(
  target: string,
  isBad: (call: Call) => boolean,
  fault: Fault,
): Promise<FaultProxy> {
  const calls = new Map<string, number>();
  let pages = 0;
  const server = createServer(async (request, response) => {
    try {
      const body = await buffer(request);
      const method = /<soap:Body><(?:\w+:)?(\w+)/.exec(body.toString('utf8'))?.[1] ?? request.url ?? '';
      calls.set(method, (calls.get(method) ?? 0) + 1);
      const answer = await forward(target, request, body);
      const isPage = /^(RetrieveProperties|ContinueRetrieveProperties)/.test(method);
      if (isPage) pages += 1;
      if (isBad({ method, page: isPage ? pages : 0 })) fault(answer, response);
      else response.writeHead(answer.status, answer.headers).end(answer.body);
    } catch {
      response.destroy();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/sdk`,
    calls,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function forward(target: string, { method, url, headers }: IncomingMessage, body: Buffer) {
  const { connection: _, host: __, ...kept } = headers;
  const call = ask(new URL(url ?? '/', target), { method, headers: kept });
  call.end(body);
  const [answer] = (await once(call, 'response')) as [IncomingMessage];
  const { 'transfer-encoding': ___, 'content-length': ____, ...answerHeaders } = answer.headers;
  return { status: answer.statusCode ?? 502, headers: answerHeaders, body: await buffer(answer) };
}

/** Answers with other bytes; whatever else the answer carried, such as a cookie, stays. */
export function replaced(status: number, type: string, change: (answer: string) => string | Buffer): Fault {
  return ({ body, headers }, response) => {
    const content = change(body.toString('utf8'));
    const own = { 'content-type': type, 'content-length': Buffer.byteLength(content) };
    response.writeHead(status, { ...headers, ...own }).end(content);
  };
}

/** The same for an answer that is still taken for XML. */
export function spoiledXml(change: (answer: string) => string | Buffer): Fault {
  return replaced(200, 'text/xml', change);
}

/** Sends half of the answer and goes away. */
export const cutOff: Fault = (answer, response) => {
  begin(answer, response, () => response.socket?.resetAndDestroy());
};

/** Sends half of the answer and then nothing more, with the connection open. */
export const fallSilent: Fault = (answer, response) => begin(answer, response);

/** Sends nothing at all, with the connection open. */
export const silent: Fault = () => {};

function begin({ body, headers }: Answer, response: ServerResponse, then: () => void = () => {}): void {
  response.writeHead(200, { ...headers, 'content-length': body.length });
  response.write(body.subarray(0, body.length >> 1), then);
}
