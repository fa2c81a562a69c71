import { once } from 'node:events';
import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What a property page is answered with in place of the server's own answer; the socket is the answer's to cut. */
export type Fault = (answer: Buffer, response: ServerResponse) => void;

export interface FaultProxy {
  /** http://127.0.0.1:PORT/sdk */
  readonly url: string;
  /** Requests by the name of their SOAP method. */
  readonly calls: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

/** Stands in front of a vCenter and spoils its n-th property page, counted from 1; everything else passes as it is. */
export async function startFaultProxy(target: string, page: number, fault: Fault): Promise<FaultProxy> {
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
      if (isPage && pages === page) fault(answer.body, response);
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

/** Answers with other bytes. */
export function replaced(status: number, type: string, change: (answer: string) => string | Buffer): Fault {
  return (answer, response) => {
    const content = change(answer.toString('utf8'));
    response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(content) }).end(content);
  };
}

/** Sends half of the answer and goes away. */
export const cutOff: Fault = (answer, response) => {
  response.writeHead(200, { 'Content-Type': 'text/xml', 'Content-Length': answer.length });
  response.write(answer.subarray(0, answer.length >> 1), () => response.socket?.resetAndDestroy());
};

/** Sends half of the answer and then nothing more, with the connection open. */
export const fallSilent: Fault = (answer, response) => {
  response.writeHead(200, { 'Content-Type': 'text/xml', 'Content-Length': answer.length });
  response.write(answer.subarray(0, answer.length >> 1));
};
