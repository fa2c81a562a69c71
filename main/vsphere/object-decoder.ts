import type { DecodedValue } from './decoded-value.ts';
import { ManagedObjectReference } from './managed-object-reference.ts';
import { ownName, ownText } from './own-text.ts';
import type { PropertyIndex } from './property-index.ts';
import { protocolError } from './protocol-error.ts';
import type { TagAttributes } from './tag-attributes.ts';
import { Utf8Text } from './utf8-text.ts';
import { ValueDecoder } from './value-decoder.ts';
import type { XmlName } from './xml-names.ts';
import { XmlReader } from './xml-reader.ts';
import { XmlTypeScope } from './xml-type-scope.ts';

/** A property that the server could not or would not deliver, with the fault's type. */
export interface MissingProperty {
  readonly path: string;
  readonly fault: string;
}

/** One object of a property page. `values` is aligned with the PropertyIndex; holes and undefined are unset. */
export interface ObjectContent {
  readonly ref: ManagedObjectReference;
  readonly values: readonly (DecodedValue | undefined)[];
  readonly missing: readonly MissingProperty[];
  /** In the answer to WaitForUpdatesEx: what became of the object; a `modify` holds only the values that changed. */
  readonly update?: UpdateKind;
}

/** What becomes of an object that a filter watches. */
export const UPDATE_KINDS = ['enter', 'modify', 'leave'] as const;
export type UpdateKind = (typeof UPDATE_KINDS)[number];

/** Longest run of bytes without the end of an element: no vSphere value comes near, a hostile text node would. */
const MAX_ELEMENT_BYTES = 32 * 1024 * 1024;

/** What an open element is to us; the stack of these is where the parser stands. */
const AT = {
  envelope: 1,
  body: 2,
  response: 3,
  result: 4,
  object: 5,
  propertySet: 6,
  missingSet: 7,
  fault: 8,
  token: 9,
  reference: 10,
  path: 11,
  filterUpdate: 12,
  version: 13,
  truncated: 14,
  updateKind: 15,
} as const;
type Place = (typeof AT)[keyof typeof AT];

/**
 * Turns the bytes of a RetrievePropertiesEx, ContinueRetrievePropertiesEx, RetrieveProperties or WaitForUpdatesEx answer into
 * objects while they arrive, whatever the size of the answer. Values of paths outside the index are skipped and never become
 * JavaScript values. Bytes may be cut anywhere, in the middle of a character or an entity. Every violation throws
 * a `protocol` error; what was complete before it stays available through take().
 */
export class ObjectDecoder {
  readonly #index: PropertyIndex;
  readonly #accepts: (type: string) => boolean;
  readonly #reader: XmlReader;
  readonly #utf8 = new Utf8Text();
  readonly #value = new ValueDecoder();
  readonly #scope = new XmlTypeScope();

  #ready: ObjectContent[] = [];
  readonly #places: Place[] = [];
  /** Elements open inside something that is skipped. */
  #skipping = 0;
  #captured = '';
  #bytesSinceElement = 0;
  #begun = false;
  #sawResponse = false;

  #token: string | undefined;
  #version: string | undefined;
  #truncated = false;
  #update: UpdateKind | undefined;
  #refType = '';
  #ref: ManagedObjectReference | undefined;
  #values: (DecodedValue | undefined)[] = [];
  #missing: MissingProperty[] = [];
  #path: string | undefined;
  #position = -1;
  #fault = '';

  /**
   * @param index which paths become values
   * @param accepts whether objects of this managed object type are wanted; views also return subclasses
   */
  constructor(index: PropertyIndex, accepts: (type: string) => boolean = () => true) {
    this.#index = index;
    this.#accepts = accepts;
    this.#reader = new XmlReader({
      open: (name, attributes) => this.#open(name, attributes),
      text: (text) => this.#text(text),
      close: () => this.#close(),
      doctype: (text) => {
        if (/^\s*html/i.test(text)) throw protocolError('it is an HTML page, not SOAP');
        throw protocolError('it declares a DTD, which is never expanded');
      },
      encoding: (name) => {
        if (!/^utf-?8$/i.test(name)) throw protocolError(`it is encoded as ${name.slice(0, 40)}, not UTF-8`);
      },
    });
  }

  /** Page token of a truncated answer; undefined when this was the last page. Valid after end(). */
  get token(): string | undefined {
    return this.#token;
  }

  /** Version of an update set; undefined in any other answer, and when nothing happened while the server waited. Valid after end(). */
  get version(): string | undefined {
    return this.#version;
  }

  /** Whether the server has more updates ready behind this version. Valid after end(). */
  get truncated(): boolean {
    return this.#truncated;
  }

  /** Number of complete objects waiting. */
  get ready(): number {
    return this.#ready.length;
  }

  /** Hands over up to `count` complete objects, oldest first. */
  take(count: number): ObjectContent[] {
    if (count >= this.#ready.length) {
      const all = this.#ready;
      this.#ready = [];
      return all;
    }
    return this.#ready.splice(0, count);
  }

  /** Feeds the next bytes of the answer. Hold a single call to network-sized chunks: all objects in it are decoded at once. */
  write(bytes: Uint8Array): void {
    this.#bytesSinceElement += bytes.byteLength;
    const text = this.#utf8.write(bytes);
    if (!this.#begun) this.#lookAtBeginning(text);
    this.#reader.write(text);
    if (this.#bytesSinceElement > MAX_ELEMENT_BYTES) {
      throw protocolError(`a single element is longer than ${MAX_ELEMENT_BYTES / 1024 / 1024} MiB`);
    }
  }

  /** HTML may begin in ways that XML has no words for. */
  #lookAtBeginning(text: string): void {
    this.#begun = true;
    if (/^\s*<!doctype\s+html/i.test(text.slice(0, 200))) throw protocolError('it is an HTML page, not SOAP');
  }

  /** The answer is over. Throws when it was cut short or was not an answer to a property request. */
  end(): void {
    this.#utf8.end();
    this.#reader.end();
    if (!this.#sawResponse) throw protocolError('the SOAP body holds no property answer');
  }

  #open({ local: name }: XmlName, attributes: TagAttributes | undefined): void {
    this.#bytesSinceElement = 0;
    if (this.#skipping > 0) {
      this.#skipping += 1;
      return;
    }
    const type = this.#scope.open(attributes);
    if (this.#value.depth > 0) {
      if (!this.#value.open(name, type, attributes?.type))
        throw protocolError(`elements are nested too deeply at ${this.#path}`);
      return;
    }
    this.#enter(name, type, attributes?.type);
  }

  #enter(name: string, type: string | undefined, referenceType: string | undefined): void {
    switch (this.#places.at(-1)) {
      case undefined:
        this.#enterEnvelope(name);
        break;
      case AT.envelope:
        this.#pushOrSkip(name === 'Body', AT.body);
        break;
      case AT.body:
        if (name === 'Fault') throw protocolError('a SOAP fault came with HTTP status 200');
        this.#sawResponse ||= name.endsWith('Response');
        this.#pushOrSkip(name.endsWith('Response'), AT.response);
        break;
      case AT.response:
        this.#pushOrSkip(name === 'returnval', AT.result);
        break;
      case AT.result:
        this.#enterInResult(name, referenceType);
        break;
      case AT.filterUpdate:
        if (name === 'objectSet') this.#beginObject();
        this.#pushOrSkip(name === 'objectSet', AT.object);
        break;
      case AT.object:
        this.#enterInObject(name, referenceType);
        break;
      case AT.propertySet:
        if (name === 'val') this.#beginValue(type, referenceType);
        else this.#pushOrSkip(name === 'name', AT.path);
        break;
      case AT.missingSet:
        if (name === 'path') this.#push(AT.path);
        else this.#pushOrSkip(name === 'fault', AT.fault);
        break;
      case AT.fault:
        // A LocalizedMethodFault holds the typed fault in an element that is itself called fault.
        if (name === 'fault') this.#fault = ownName(type ?? '');
        this.#skip();
        break;
      default:
        this.#skip();
    }
  }

  #enterEnvelope(name: string): void {
    if (/^html$/i.test(name)) throw protocolError('it is an HTML page, not SOAP');
    if (name !== 'Envelope') throw protocolError(`it begins with <${name.slice(0, 40)}>, not a SOAP envelope`);
    this.#push(AT.envelope);
  }

  #enterInResult(name: string, referenceType: string | undefined): void {
    if (name === 'objects') {
      this.#beginObject();
      this.#push(AT.object);
    } else if (name === 'obj') {
      // RetrieveProperties answers with the objects directly, without a result around them.
      this.#places.pop();
      this.#push(AT.object);
      this.#beginObject();
      this.#enterInObject(name, referenceType);
    } else if (name === 'token') this.#push(AT.token);
    else this.#enterInUpdateSet(name);
  }

  #enterInUpdateSet(name: string): void {
    if (name === 'filterSet') this.#push(AT.filterUpdate);
    else if (name === 'version') this.#push(AT.version);
    else this.#pushOrSkip(name === 'truncated', AT.truncated);
  }

  #enterInObject(name: string, referenceType: string | undefined): void {
    if (name === 'obj') {
      this.#refType = referenceType ?? '';
      this.#push(AT.reference);
    } else if (name === 'kind' && !this.#ref) this.#push(AT.updateKind);
    else if (this.#ref && !this.#accepts(this.#ref.type)) this.#skip();
    else {
      this.#path = undefined;
      this.#fault = '';
      if (name === 'propSet' || name === 'changeSet') this.#push(AT.propertySet);
      else this.#pushOrSkip(name === 'missingSet', AT.missingSet);
    }
  }

  #pushOrSkip(push: boolean, place: Place): void {
    if (push) this.#push(place);
    else this.#skip();
  }

  #push(place: Place): void {
    this.#captured = '';
    this.#places.push(place);
  }

  #beginObject(): void {
    this.#ref = undefined;
    this.#values = [];
    this.#missing = [];
    this.#update = undefined;
  }

  #beginValue(type: string | undefined, referenceType: string | undefined): void {
    this.#position = this.#path === undefined ? -1 : this.#index.positionOf(this.#path);
    if (this.#position < 0) this.#skip();
    else this.#value.open('val', type, referenceType);
  }

  /** Leaves the element that just opened, and all in it, unread. */
  #skip(): void {
    this.#scope.close();
    this.#skipping = 1;
  }

  #text(text: string): void {
    if (this.#skipping > 0) return;
    if (this.#value.depth > 0) this.#value.text(text);
    else this.#captured += text;
  }

  #close(): void {
    this.#bytesSinceElement = 0;
    if (this.#skipping > 0) {
      this.#skipping -= 1;
      return;
    }
    this.#scope.close();
    if (this.#value.depth > 0) {
      const outermost = this.#value.depth === 1;
      const value = this.#closeValue();
      if (outermost) this.#values[this.#position] = value;
      return;
    }
    this.#leave(this.#places.pop());
  }

  #leave(place: Place | undefined): void {
    switch (place) {
      case AT.token:
        this.#token = ownText(this.#captured);
        return;
      case AT.version:
        this.#version = ownText(this.#captured);
        return;
      case AT.truncated:
        this.#truncated = /^\s*(true|1)\s*$/.test(this.#captured);
        return;
      case AT.updateKind:
        this.#update = UPDATE_KINDS.find((kind) => kind === this.#captured.trim());
        if (!this.#update) throw protocolError(`an object update is of the kind "${this.#captured.slice(0, 40)}"`);
        return;
      case AT.reference:
        this.#ref = new ManagedObjectReference(ownName(this.#refType), ownText(this.#captured));
        return;
      case AT.path:
        this.#path = ownName(this.#captured);
        return;
      case AT.missingSet:
        this.#missing.push({ path: this.#path ?? '', fault: this.#fault });
        return;
      case AT.object:
        if (!this.#ref) throw protocolError('an object came without its reference');
        if (this.#accepts(this.#ref.type)) {
          const content = { ref: this.#ref, values: this.#values, missing: this.#missing };
          this.#ready.push(this.#update ? { ...content, update: this.#update } : content);
        }
    }
  }

  #closeValue(): DecodedValue | undefined {
    try {
      return this.#value.close();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw protocolError(`property ${this.#path} of ${this.#ref ?? 'an object'}: ${reason}`, error);
    }
  }
}
