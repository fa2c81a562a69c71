import { ownText } from './own-text.ts';
import { protocolError } from './protocol-error.ts';
import { decodeEntities } from './xml-entities.ts';

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/** What the attributes of an element say, as far as answers of vCenter are read by them. */
export interface TagAttributes {
  /** Prefixes that the element binds, and whether to the XML Schema instance namespace. */
  readonly bindings: readonly { readonly prefix: string; readonly isXsi: boolean }[];
  /** Attributes called `type` with a prefix: the prefix, and the local name of the type. */
  readonly types: readonly { readonly prefix: string; readonly type: string }[];
  /** The plain `type` attribute: the managed object type of a reference. */
  readonly type: string | undefined;
  /** Declared encoding; of an XML declaration only. */
  readonly encoding: string | undefined;
}

/** Name of an element or QName without its prefix. */
export function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** Different attribute texts of an answer; a hostile server invents more, and those are parsed each time. */
const MAX_KNOWN = 1024;
/** Most that is remembered of one text, in characters. */
const MAX_KNOWN_LENGTH = 512;

const known = new Map<string, TagAttributes>();

/** The attributes of a text that was parsed before; undefined for any other. */
export function knownAttributes(text: string): TagAttributes | undefined {
  return known.get(text);
}

/**
 * Parses what stands between the name of an element and its end. The same texts come again and again, so that it is
 * remembered. Throws `protocol` for what is not well-formed.
 */
export function parseAttributes(text: string): TagAttributes {
  const attributes = parse(text);
  if (known.size < MAX_KNOWN && text.length <= MAX_KNOWN_LENGTH) known.set(ownText(text), attributes);
  return attributes;
}

const ATTRIBUTE = /\s+([^\s=<>"'/]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;

function parse(text: string): TagAttributes {
  const names = new Set<string>();
  const bindings: { prefix: string; isXsi: boolean }[] = [];
  const types: { prefix: string; type: string }[] = [];
  let plain: string | undefined;
  let encoding: string | undefined;
  ATTRIBUTE.lastIndex = 0;
  let end = 0;
  for (let match = ATTRIBUTE.exec(text); match; match = ATTRIBUTE.exec(text)) {
    end = ATTRIBUTE.lastIndex;
    const name = ownText(match[1] ?? '');
    const value = ownText(decodeEntities(match[2] ?? match[3] ?? ''));
    if (names.has(name)) throw protocolError(`broken XML (the attribute ${name.slice(0, 40)} stands twice)`);
    names.add(name);
    if (name === 'type') plain = value;
    else if (name === 'encoding') encoding = value;
    else if (name.startsWith('xmlns:')) bindings.push({ prefix: name.slice(6), isXsi: value === XSI });
    else if (name.endsWith(':type')) types.push({ prefix: name.slice(0, -5), type: localName(value.trim()) });
  }
  if (text.slice(end).trim() !== '') {
    throw protocolError(`broken XML (an attribute that cannot be read: ${text.slice(end, end + 40).trim()})`);
  }
  return { bindings, types, type: plain, encoding };
}
