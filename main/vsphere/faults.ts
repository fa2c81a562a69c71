import { HeapsphereError } from '../../shared/errors.ts';
import type { DecodedValue } from './decoded-value.ts';
import type { TagAttributes } from './tag-attributes.ts';
import { ValueDecoder } from './value-decoder.ts';
import { XmlReader } from './xml-reader.ts';
import { XmlTypeScope } from './xml-type-scope.ts';

/**
 * A fault the server answered with. Decide on `type` (NotAuthenticated, InvalidLogin, InvalidProperty...), never on
 * the text, which follows the session's language.
 */
export class VimFault extends HeapsphereError {
  readonly type: string;
  /** The method that was refused. */
  readonly method: string;
  /** Fields of the typed fault, for example `name` of an InvalidProperty. */
  readonly fields: Readonly<Record<string, DecodedValue>>;

  constructor(type: string, text: string, fields: Readonly<Record<string, DecodedValue>>, method: string) {
    super({
      code: type === 'NotAuthenticated' ? 'not-authenticated' : 'server-fault',
      message: `The server refused ${method}: ${type || 'an untyped fault'}${text ? ` ("${text.slice(0, 300)}")` : ''}.`,
      action: ACTIONS[type] ?? "Look for this fault in the server's vpxd log at this time.",
      fault: type || 'Fault',
    });
    this.type = type;
    this.method = method;
    this.fields = fields;
  }
}

const ACTIONS: Readonly<Record<string, string>> = {
  NoPermission: 'Give the account the Read-only role on the objects it should see, and on the root folder.',
  NotAuthenticated: 'Log in again; the session ended at the server.',
  InvalidLogin: 'Check user name and password.',
};

/** Whether an error is a server fault of this type. */
export function isFault(error: unknown, type: string): error is VimFault {
  return error instanceof VimFault && error.type === type;
}

/** Whether the server refused to go on with a page of properties, as some do to accounts without a role on the root folder. */
export function isContinueDenied(error: unknown): boolean {
  return isFault(error, 'NoPermission') && error.method === 'ContinueRetrievePropertiesEx';
}

/**
 * Reads the SOAP fault out of an answer's text; undefined when there is none. Broken XML is no fault either: then the
 * HTTP status is all there is to report.
 */
export function parseFault(body: string, method: string): VimFault | undefined {
  const reader = new FaultReader();
  try {
    reader.read(body);
  } catch {
    return undefined;
  }
  return reader.found ? new VimFault(reader.type, reader.text.trim(), reader.fields, method) : undefined;
}

/** Envelope / Body / Fault / (faultstring | detail / typed fault). */
class FaultReader {
  found = false;
  type = '';
  text = '';
  fields: Readonly<Record<string, DecodedValue>> = {};
  readonly #value = new ValueDecoder();
  readonly #scope = new XmlTypeScope();
  readonly #path: string[] = [];

  read(body: string): void {
    const reader = new XmlReader({
      open: ({ local }, attributes) => this.#open(local, attributes),
      text: (text) => this.#text(text),
      close: () => this.#close(),
      doctype: () => {
        throw new Error('a fault has no DTD');
      },
      encoding: () => {},
    });
    reader.write(body);
    reader.end();
  }

  #open(name: string, attributes: TagAttributes | undefined): void {
    const type = this.#scope.open(attributes);
    if (this.#value.depth > 0) {
      this.#value.open(name, type, attributes?.type);
    } else if (this.#path.join('/') === 'Envelope/Body/Fault/detail' && this.type === '') {
      // Servers name the element after the fault (InvalidLoginFault) even where they leave out xsi:type.
      this.type = type ?? name.replace(/Fault$/, '');
      this.#value.open(name, this.type, undefined);
    }
    this.#path.push(name);
    if (this.#path.join('/') === 'Envelope/Body/Fault') this.found = true;
  }

  #text(text: string): void {
    if (this.#value.depth > 0) this.#value.text(text);
    else if (this.#path.join('/') === 'Envelope/Body/Fault/faultstring') this.text += text;
  }

  #close(): void {
    this.#scope.close();
    this.#path.pop();
    if (this.#value.depth === 0) return;
    const value = this.#value.close();
    if (value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
      this.fields = value as Readonly<Record<string, DecodedValue>>;
    }
  }
}
