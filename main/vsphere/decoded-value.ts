import type { LeafCode } from '../../shared/vim-catalogue.ts';
import { ManagedObjectReference } from './managed-object-reference.ts';
import { ownName, ownText } from './own-text.ts';

/** A property value as it came off the wire, typed. int64 beyond 2^53 is a bigint; xsd:base64Binary stays text. */
export type DecodedValue =
  | string
  | number
  | bigint
  | boolean
  | Date
  | ManagedObjectReference
  | readonly DecodedValue[]
  | { readonly [field: string]: DecodedValue };

/** Leaf text to its typed value. Empty text of a typed leaf is undefined: unset, never 0. Throws a RangeError for text that is not of the type. */
export function decodeLeaf(code: LeafCode, text: string, referenceType: string | undefined): DecodedValue | undefined {
  switch (code) {
    case 's':
    case 'y':
    case 'x':
      return ownText(text);
    case 'r':
      return text === '' ? undefined : new ManagedObjectReference(ownName(referenceType ?? ''), ownText(text));
    case 'i':
    case 'l':
      return decodeInteger(text);
    case 'f':
      return decodeFloat(text);
    case 'b':
      return decodeBoolean(text);
    case 't':
      return decodeTime(text);
  }
}

function decodeInteger(text: string): number | bigint | undefined {
  const value = Number(text);
  if (Number.isSafeInteger(value) && text !== '') return value;
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  if (!/^[+-]?\d{1,20}$/.test(trimmed)) throw new RangeError(`"${shorten(text)}" is not an integer`);
  return BigInt(trimmed);
}

function decodeFloat(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  if (trimmed === 'INF') return Number.POSITIVE_INFINITY;
  if (trimmed === '-INF') return Number.NEGATIVE_INFINITY;
  const value = Number(trimmed);
  if (Number.isNaN(value) && trimmed !== 'NaN') throw new RangeError(`"${shorten(text)}" is not a number`);
  return value;
}

function decodeBoolean(text: string): boolean | undefined {
  if (text === 'true' || text === '1') return true;
  if (text === 'false' || text === '0') return false;
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  if (trimmed === text) throw new RangeError(`"${shorten(text)}" is not a boolean`);
  return decodeBoolean(trimmed);
}

function decodeTime(text: string): Date | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  // A dateTime without zone is UTC in this API; JavaScript would take it for local time.
  const date = new Date(/(Z|[+-]\d\d:?\d\d)$/i.test(trimmed) ? trimmed : `${trimmed}Z`);
  if (Number.isNaN(date.getTime())) throw new RangeError(`"${shorten(text)}" is not a dateTime`);
  return date;
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
