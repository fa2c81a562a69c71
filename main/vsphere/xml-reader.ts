import { ownText } from './own-text.ts';
import { protocolError } from './protocol-error.ts';
import { knownAttributes, parseAttributes, type TagAttributes } from './tag-attributes.ts';
import { decodeEntities, MAX_REFERENCE_LENGTH } from './xml-entities.ts';
import { type XmlName, xmlNames } from './xml-names.ts';

/** Whoever takes what an answer consists of. */
export interface XmlHandler {
  /** An element opens; `attributes` is undefined when it has none. */
  open(name: XmlName, attributes: TagAttributes | undefined): void;
  /** A piece of the text of the innermost open element; comes in several pieces when it has to. */
  text(text: string): void;
  /** The innermost open element closes. */
  close(): void;
  /** A document type declaration, which is not read any further. */
  doctype(text: string): void;
  /** The encoding that an XML declaration names. */
  encoding(name: string): void;
}

const [LT, GT, SLASH, BANG, QUESTION, AMPERSAND, CR, QUOTE, APOSTROPHE] = [60, 62, 47, 33, 63, 38, 13, 34, 39];
const [CDATA, COMMENT, INSTRUCTION] = ['<![CDATA[', '<!--', '<?'];
/** Longest tag: attributes of vSphere take a few hundred characters. */
const MAX_TAG_LENGTH = 64 * 1024;

/** What has no tags in it: where it ends, and whether it is text. */
interface Section {
  readonly end: string;
  readonly isText: boolean;
}
const SECTIONS: Readonly<Record<string, Section>> = {
  [CDATA]: { end: ']]>', isText: true },
  [COMMENT]: { end: '-->', isText: false },
};

/**
 * Reads XML that arrives in pieces, cut anywhere, and tells a handler what it consists of. Made for answers of vCenter, which
 * are short elements by the million: it looks at each character once, cuts nothing out that nobody asks for, and shares names
 * and attributes. Elements have to match, names, attributes and references to be well-formed; else it throws `protocol`.
 * It does not resolve entities of a DTD, and does not object to control characters in texts.
 */
export class XmlReader {
  readonly #handler: XmlHandler;
  readonly #open: XmlName[] = [];
  /** What came and is no whole piece yet. */
  #rest = '';
  #section: Section | undefined;
  #sawRoot = false;

  constructor(handler: XmlHandler) {
    this.#handler = handler;
  }

  /** Reads the next piece. Throws `protocol`, and whatever the handler throws. */
  write(piece: string): void {
    const text = this.#rest === '' ? piece : this.#rest + piece;
    this.#rest = '';
    let at = 0;
    while (at < text.length) {
      let next: number;
      if (this.#section) next = this.#readSection(text, at, this.#section);
      else if (text.charCodeAt(at) === LT) next = this.#readTag(text, at);
      else next = this.#readText(text, at);
      if (next < 0) {
        this.#rest = ownText(text.slice(at));
        return;
      }
      at = next;
    }
  }

  /** There is no more. Throws `protocol` when the document is not complete. */
  end(): void {
    if (this.#rest !== '' || this.#section) throw protocolError('broken XML (it ends in the middle of something)');
    const unclosed = this.#open.at(-1);
    if (unclosed) throw protocolError(`broken XML (unclosed tag: ${unclosed.qualified.slice(0, 40)})`);
    if (!this.#sawRoot) throw protocolError('broken XML (it has no element)');
  }

  /** Each of these returns where it is to go on, or -1 when more has to come first. */
  #readText(text: string, from: number): number {
    let to = from;
    let isPlain = true;
    for (; to < text.length; to += 1) {
      const code = text.charCodeAt(to);
      if (code === LT) break;
      if (code === AMPERSAND || code === CR) isPlain = false;
    }
    if (this.#open.length === 0) {
      if (text.slice(from, to).replace('\ufeff', '').trim() !== '')
        throw protocolError('broken XML (text outside of the root element)');
      return to;
    }
    if (isPlain) {
      this.#handler.text(text.slice(from, to));
      return to;
    }
    let whole = to;
    if (to === text.length) {
      // The last reference, or a line end of two characters, may go on in the next piece.
      const reference = text.lastIndexOf('&');
      if (reference >= from && to - reference < MAX_REFERENCE_LENGTH && !text.includes(';', reference))
        whole = reference;
      else if (text.charCodeAt(to - 1) === CR) whole = to - 1;
    }
    if (whole > from) this.#handler.text(decodeEntities(text.slice(from, whole)));
    if (whole === to) return to;
    return whole > from ? whole : -1;
  }

  #readTag(text: string, from: number): number {
    const code = text.charCodeAt(from + 1);
    if (code === SLASH) return this.#readClosing(text, from);
    if (code === BANG || code === QUESTION) return this.#readOther(text, from);
    let hash = 0;
    let to = from + 1;
    for (; to < text.length; to += 1) {
      const each = text.charCodeAt(to);
      if (each === GT || each === SLASH || each <= 32) break;
      hash = (Math.imul(hash, 31) + each) | 0;
    }
    if (text.charCodeAt(to) === GT) {
      this.#begin(text, from, to, hash, undefined);
      return to + 1;
    }
    // What was parsed before is whole, quotes and all, and need not be looked at again.
    let end = text.indexOf('>', to);
    let attributes = end < 0 ? undefined : knownAttributes(text.slice(to, end));
    if (attributes === undefined) {
      end = endOfTag(text, to);
      if (end < 0) return this.#waitForTag(text, from);
      if (text.charCodeAt(end - 1) === SLASH) {
        this.#begin(text, from, to, hash, end - 1 > to ? parseAttributes(text.slice(to, end - 1)) : undefined);
        this.#close();
        return end + 1;
      }
      attributes = parseAttributes(text.slice(to, end));
    }
    this.#begin(text, from, to, hash, attributes);
    return end + 1;
  }

  /** An element whose name ends before `to`. */
  #begin(text: string, from: number, to: number, hash: number, attributes: TagAttributes | undefined): void {
    const name = xmlNames.at(text, from + 1, to, hash);
    if (!name) throw protocolError(`broken XML (<${text.slice(from + 1, Math.min(to, from + 41))} is no tag)`);
    if (this.#sawRoot && this.#open.length === 0)
      throw protocolError('broken XML (there is more than one root element)');
    this.#sawRoot = true;
    this.#open.push(name);
    this.#handler.open(name, attributes);
  }

  #readClosing(text: string, from: number): number {
    const { qualified } = this.#open.at(-1) ?? { qualified: '' };
    const end = from + 2 + qualified.length;
    if (qualified !== '' && text.charCodeAt(end) === GT && text.startsWith(qualified, from + 2)) {
      this.#close();
      return end + 1;
    }
    const found = text.indexOf('>', from);
    if (found < 0) return this.#waitForTag(text, from);
    const name = text.slice(from + 2, found).trimEnd();
    if (name !== qualified || name === '') {
      throw protocolError(`broken XML (unexpected close tag: ${name.slice(0, 40)})`);
    }
    this.#close();
    return found + 1;
  }

  #close(): void {
    this.#open.pop();
    this.#handler.close();
  }

  /** Comments, CDATA, instructions and declarations. */
  #readOther(text: string, from: number): number {
    for (const [begin, section] of Object.entries(SECTIONS)) {
      if (text.startsWith(begin, from)) {
        if (section.isText && this.#open.length === 0)
          throw protocolError('broken XML (text outside of the root element)');
        this.#section = section;
        return from + begin.length;
      }
      // It may become one.
      if (text.length - from < begin.length && begin.startsWith(text.slice(from))) return -1;
    }
    const isInstruction = text.startsWith(INSTRUCTION, from);
    const end = text.indexOf(isInstruction ? '?>' : '>', from);
    if (end < 0) return this.#waitForTag(text, from);
    if (isInstruction) {
      if (/^<\?xml\s/.test(text.slice(from, from + 6))) {
        const { encoding } = parseAttributes(text.slice(from + 5, end));
        if (encoding !== undefined) this.#handler.encoding(encoding);
      }
      return end + 2;
    }
    const [, doctype] = /^<!doctype(.*)$/is.exec(text.slice(from, end)) ?? [];
    if (doctype === undefined) throw protocolError('broken XML (an unknown declaration)');
    this.#handler.doctype(doctype);
    return end + 1;
  }

  #readSection(text: string, from: number, { end, isText }: Section): number {
    const found = text.indexOf(end, from);
    // The end may be cut in two.
    const to = found < 0 ? Math.max(from, text.length - end.length + 1) : found;
    if (isText && to > from) this.#handler.text(text.slice(from, to).replace(/\r\n?/g, '\n'));
    if (found >= 0) {
      this.#section = undefined;
      return found + end.length;
    }
    return to > from ? to : -1;
  }

  #waitForTag(text: string, from: number): number {
    if (text.length - from > MAX_TAG_LENGTH)
      throw protocolError(`broken XML (a tag is longer than ${MAX_TAG_LENGTH} characters)`);
    return -1;
  }
}

/** Where a tag ends, from a place within it; -1 when its end has not come. What stands in quotes does not end it. */
function endOfTag(text: string, from: number): number {
  let quote = 0;
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === GT) return at;
    else if (code === QUOTE || code === APOSTROPHE) quote = code;
  }
  return -1;
}
