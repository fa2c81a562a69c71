import { SaxesParser } from 'saxes';
import type { Reference } from '../estate/kinds.ts';
import { invalidRequest, VimFault } from './fault.ts';

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
const MAX_DEPTH = 100;

/** An element of a request: names are local names, `xsiType` without its prefix, `type` the attribute of a reference. */
export interface RequestElement {
  readonly name: string;
  readonly namespace: string;
  readonly type: string | undefined;
  readonly xsiType: string | undefined;
  readonly children: RequestElement[];
  text: string;
}

/**
 * Parses a SOAP envelope and returns the method element in its body. Anything that is no such envelope, nests too deep or
 * declares a document type (and with it entities) is a fault.
 */
export function parseRequest(body: string): RequestElement {
  const top: RequestElement = { name: '', namespace: '', type: undefined, xsiType: undefined, children: [], text: '' };
  const open: RequestElement[] = [top];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw invalidRequest(`The request is not well-formed XML: ${error.message}`);
  });
  parser.on('doctype', () => {
    throw invalidRequest('The request contains a document type declaration, which is never processed.');
  });
  parser.on('opentag', (tag) => {
    if (open.length > MAX_DEPTH) throw invalidRequest(`The request nests deeper than ${MAX_DEPTH} elements.`);
    let type: string | undefined;
    let xsiType: string | undefined;
    for (const attribute of Object.values(tag.attributes)) {
      if (attribute.local !== 'type') continue;
      if (attribute.uri === XSI) xsiType = attribute.value.replace(/^.*:/, '');
      else type = attribute.value;
    }
    const element: RequestElement = { name: tag.local, namespace: tag.uri, type, xsiType, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  const addText = (text: string): void => {
    const element = open.at(-1);
    if (element) element.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    open.pop();
  });
  try {
    parser.write(body).close();
  } catch (error) {
    throw error instanceof VimFault ? error : invalidRequest(`The request cannot be parsed: ${String(error)}`);
  }
  const envelope = top.children[0];
  const soapBody = envelope?.namespace === SOAP && envelope.name === 'Envelope' ? childOf(envelope, 'Body') : undefined;
  const method = soapBody?.children[0];
  if (!method) throw invalidRequest('The request is not a SOAP 1.1 envelope with a method in its body.');
  return method;
}

export function childOf(element: RequestElement, name: string): RequestElement | undefined {
  return element.children.find((child) => child.name === name);
}

export function childrenNamed(element: RequestElement, name: string): readonly RequestElement[] {
  return element.children.filter((child) => child.name === name);
}

export function textOf(element: RequestElement, name: string): string | undefined {
  return childOf(element, name)?.text.trim();
}

/** True for "true" and "1"; false for everything else, absence included. */
export function flagOf(element: RequestElement, name: string): boolean {
  const text = textOf(element, name);
  return text === 'true' || text === '1';
}

/** A managed object reference: element text and `type` attribute. */
export function referenceOf(element: RequestElement | undefined): Reference | undefined {
  const id = element?.text.trim();
  return element && id ? { type: element.type ?? '', id } : undefined;
}
