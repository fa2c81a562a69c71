import { dataFields, type FieldTable, type LeafCode } from '../../shared/vim-catalogue.ts';
import { type DecodedValue, decodeLeaf } from './decoded-value.ts';
import type { MissingProperty, ObjectContent } from './object-decoder.ts';
import type { PropertyIndex } from './property-index.ts';
import { protocolError } from './protocol-error.ts';
import { fromSoapReference } from './session.ts';
import { localName } from './tag-attributes.ts';
import { itemTypeOf, leafCodeOf } from './value-decoder.ts';

/** An element as the `soap` package decodes it: text, or an object with its attributes and children. */
type SoapNode = unknown;

const ATTRIBUTES = 'attributes';
const TEXT = '$value';

/** soap collapses lists of one element into the element; this undoes it. An empty element is null and stays one. */
export function asArray(node: SoapNode): readonly SoapNode[] {
  if (node === undefined) return [];
  return Array.isArray(node) ? node : [node];
}

/** An ObjectContent element of soap's tree as a typed object, the same as the streaming decoder gives. Throws `protocol`. */
export function objectFromSoap(node: SoapNode, index: PropertyIndex): ObjectContent {
  const { obj, propSet, missingSet } = node as { obj?: unknown; propSet?: unknown; missingSet?: unknown };
  const ref = fromSoapReference(obj, 'an object of the answer');
  const values: (DecodedValue | undefined)[] = [];
  for (const property of asArray(propSet)) {
    const { name, val } = property as { name?: unknown; val?: unknown };
    const position = index.positionOf(String(name));
    if (position < 0) continue;
    try {
      values[position] = valueFromSoap(val, undefined);
    } catch (error) {
      throw protocolError(
        `property ${String(name)} of ${ref}: ${error instanceof Error ? error.message : error}`,
        error,
      );
    }
  }
  return { ref, values, missing: asArray(missingSet).map(missingFromSoap) };
}

function missingFromSoap(node: SoapNode): MissingProperty {
  const { path, fault } = node as { path?: unknown; fault?: { fault?: unknown } };
  return { path: String(path), fault: xsiTypeOf(fault?.fault) ?? '' };
}

function attributesOf(node: SoapNode): Readonly<Record<string, string>> {
  if (typeof node !== 'object' || node === null) return {};
  return ((node as Record<string, unknown>)[ATTRIBUTES] ?? {}) as Record<string, string>;
}

/** soap keeps the prefix the server chose, and does not resolve it. */
function xsiTypeOf(node: SoapNode): string | undefined {
  for (const [name, value] of Object.entries(attributesOf(node))) {
    if (name.endsWith(':type') && !name.startsWith('xmlns')) return localName(value);
  }
  return undefined;
}

function textOf(node: SoapNode): string {
  if (node === null || node === undefined) return '';
  if (typeof node !== 'object') return String(node);
  const text = (node as Record<string, unknown>)[TEXT];
  return text === undefined ? '' : String(text);
}

function valueFromSoap(node: SoapNode, declared: string | undefined): DecodedValue | undefined {
  const xsiType = xsiTypeOf(node);
  const type = xsiType ?? declared;
  const leaf: LeafCode | undefined = type === undefined ? undefined : leafCodeOf(type);
  if (leaf && node instanceof Date) return leaf === 't' ? node : node.toISOString();
  if (leaf) return decodeLeaf(leaf, textOf(node), attributesOf(node).type);
  if (type?.startsWith('ArrayOf')) return arrayFromSoap(node, itemTypeOf(type));
  const fields = type === undefined ? undefined : dataFields(type);
  if (fields === undefined && !hasChildren(node)) return textOf(node);
  const object = objectFromFields(node, fields);
  if (declared !== undefined && xsiType !== undefined && xsiType !== declared) return { _typeName: xsiType, ...object };
  return object;
}

function children(node: SoapNode): [string, unknown][] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).filter(([name]) => name !== ATTRIBUTES && name !== TEXT);
}

function hasChildren(node: SoapNode): boolean {
  return children(node).length > 0;
}

function arrayFromSoap(node: SoapNode, declared: string): DecodedValue[] {
  const values: DecodedValue[] = [];
  for (const [, child] of children(node)) {
    for (const each of asArray(child)) {
      const value = valueFromSoap(each, declared);
      if (value !== undefined) values.push(value);
    }
  }
  return values;
}

function objectFromFields(node: SoapNode, fields: FieldTable | undefined): Record<string, DecodedValue> {
  const object: Record<string, DecodedValue> = {};
  for (const [name, child] of children(node)) {
    const declaration = fields?.get(name);
    const values = asArray(child)
      .map((each) => valueFromSoap(each, declaration?.type))
      .filter((value) => value !== undefined);
    const [first] = values;
    if (first === undefined) continue;
    object[name] = declaration?.array || values.length > 1 ? values : first;
  }
  return object;
}
