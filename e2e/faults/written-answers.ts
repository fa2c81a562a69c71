import { once } from 'node:events';
import type { Fault } from './fault-lab.ts';

const OPEN =
  '<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" ' +
  'xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>';
const CLOSE = '</soapenv:Body></soapenv:Envelope>';
/** Characters given to the socket at once. */
const PIECE = 64 * 1024;

/** Answers a request for properties with what `write` makes, as fast as it is read; nothing of it is ever held. */
export function written(write: () => Iterable<string>): Fault {
  return async (_, response, { method }) => {
    response.writeHead(200, { 'content-type': 'text/xml; charset="utf-8"' });
    const tag = `${method}Response`;
    // RetrieveProperties has an element for every object, RetrievePropertiesEx one around all of them.
    const [open, close] = method === 'RetrieveProperties' ? ['', ''] : ['<returnval>', '</returnval>'];
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    let pending = `${OPEN}<${tag} xmlns="urn:vim25">${open}`;
    for (const part of write()) {
      pending += part;
      if (pending.length < PIECE) continue;
      if (response.destroyed) return;
      // A reader that is gone is seen to before the next piece.
      if (!response.write(pending)) await once(response, 'drain', { signal: gone.signal }).catch(() => {});
      pending = '';
    }
    response.end(`${pending}${close}</${tag}>${CLOSE}`);
  };
}

/** Virtual machines, numbered, until the answer has so many bytes; each with a name and `more`. */
export function* machines(bytes: number, tag: 'objects' | 'returnval', more = ''): Generator<string> {
  for (let number = 1, length = 0; length < bytes; number += 1) {
    const text =
      `<${tag}><obj type="VirtualMachine">vm-${number}</obj><propSet><name>name</name>` +
      `<val xsi:type="xsd:string">machine ${number}</val></propSet>${more}</${tag}>`;
    length += text.length;
    yield text;
  }
}

/** One virtual machine with one property, whose value is made piece by piece. */
export function* oneMachine(
  property: string,
  open: string,
  pieces: Iterable<string>,
  close: string,
): Generator<string> {
  yield `<objects><obj type="VirtualMachine">vm-1</obj><propSet><name>${property}</name>${open}`;
  yield* pieces;
  yield `${close}</propSet></objects>`;
}

/** The pieces that `make` gives for 0, 1, 2 … until they have so many bytes. */
export function* pieces(bytes: number, make: (number: number) => string): Generator<string> {
  for (let number = 0, length = 0; length < bytes; number += 1) {
    const text = make(number);
    length += text.length;
    yield text;
  }
}
