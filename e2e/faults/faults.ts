import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { type Answer, type Fault, passed } from './fault-lab.ts';

/** Answers with other bytes; whatever else the answer carried, such as a cookie, stays. */
export function replaced(status: number, type: string, change: (answer: string) => string | Buffer): Fault {
  return async (answer, response) => {
    const { body, headers } = await answer();
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
export const cutOff: Fault = async (answer, response) => {
  begin(await answer(), response, 0.5, () => response.socket?.resetAndDestroy());
};

/** Goes away with all but the last byte sent. */
export const cutAtTheEnd: Fault = async (answer, response) => {
  begin(await answer(), response, 1, () => response.socket?.resetAndDestroy());
};

/** Goes away before the server hears of the call. */
export const cutBefore: Fault = (_, response) => void response.socket?.resetAndDestroy();

/** Sends half of the answer and then nothing more, with the connection open. */
export const fallSilent: Fault = async (answer, response) => begin(await answer(), response, 0.5);

/** The server hears of the call; nothing is sent, with the connection open. */
export const silent: Fault = async (answer) => void (await answer());

/** Ends half way as if that were all. */
export const truncated: Fault = spoiledXml((answer) => answer.slice(0, answer.length >> 1));

/** The same bytes twice, one behind the other. */
export const doubled: Fault = spoiledXml((answer) => answer + answer);

/** Every object of a page twice. */
export const repeatedObjects: Fault = spoiledXml((answer) => answer.replaceAll(/<objects>.*?<\/objects>/gs, '$&$&'));

/** One byte in the middle of the markup is another one. */
export const corrupted: Fault = spoiledXml((answer) => {
  const bytes = Buffer.from(answer);
  bytes[bytes.indexOf('</', bytes.length >> 1)] = 0x3e;
  return bytes;
});

/** So many milliseconds late. */
export function delayed(milliseconds: number): Fault {
  return async (answer, response, call) => {
    const late = await answer();
    await wait(milliseconds);
    await passed(async () => late, response, call);
  };
}

/** In pieces, with a pause after each. */
export function throttled(bytes: number, everyMs: number): Fault {
  return async (answer, response) => {
    const { status, headers, body } = await answer();
    response.writeHead(status, headers);
    for (let from = 0; from < body.length && !response.destroyed; from += bytes) {
      response.write(body.subarray(from, from + bytes));
      await wait(everyMs);
    }
    response.end();
  };
}

/** Refused by what stands before the service; the server does not hear of the call. */
export function unavailable(status: number, retryAfter?: string): Fault {
  return (_, response) => {
    const headers = {
      'content-type': 'text/plain',
      ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }),
    };
    response.writeHead(status, headers).end('busy');
  };
}

/** A typed SOAP fault, in a language that nobody should decide on; the server does not hear of the call. */
export function soapFault(type: string, fields = ''): Fault {
  const body =
    '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body><soapenv:Fault>' +
    '<faultcode>ServerFaultCode</faultcode><faultstring>Das ging nicht.</faultstring><detail>' +
    `<${type}Fault xmlns="urn:vim25" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="${type}">` +
    `${fields}</${type}Fault></detail></soapenv:Fault></soapenv:Body></soapenv:Envelope>`;
  return (_, response) => {
    response.writeHead(500, { 'content-type': 'text/xml' }).end(body);
  };
}

function begin({ body, headers }: Answer, response: ServerResponse, share: number, then: () => void = () => {}): void {
  response.writeHead(200, { ...headers, 'content-length': body.length });
  response.write(body.subarray(0, Math.min(body.length - 1, Math.floor(body.length * share))), then);
}
