import type { DetailCell } from '../../shared/inventory-details.ts';
import type { DecodedValue } from '../vsphere/decoded-value.ts';

/** The values of one object by property path; unset ones are absent. */
export type DetailValues = ReadonlyMap<string, DecodedValue>;
/** A data object. */
export type Fields = { readonly [field: string]: DecodedValue | undefined };

export function fieldsOf(value: DecodedValue | undefined): Fields | undefined {
  if (typeof value !== 'object' || Array.isArray(value) || value instanceof Date) return undefined;
  return isReference(value) ? undefined : (value as Fields);
}

function isReference(value: object): value is { readonly type: string; readonly value: string } {
  return value.constructor !== Object;
}

/** The data objects of a list; a single one counts as a list of one. */
export function listOf(value: DecodedValue | undefined): readonly Fields[] {
  if (value === undefined) return [];
  const items: readonly DecodedValue[] = Array.isArray(value) ? value : [value];
  return items.map(fieldsOf).filter((fields) => fields !== undefined);
}

/** Follows fields into a data object; undefined where the way ends. */
export function at(fields: Fields | undefined, ...path: readonly string[]): DecodedValue | undefined {
  let here: DecodedValue | undefined = fields as DecodedValue | undefined;
  for (const field of path) here = fieldsOf(here)?.[field];
  return here;
}

/** A leaf as a cell; lists of leaves become one text, data objects are unset. */
export function cellOf(value: DecodedValue | undefined): DetailCell {
  if (value === undefined || value === null) return null;
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Date) return value.getTime();
  if (typeof value !== 'object') return value;
  if (Array.isArray(value))
    return value.length === 0 ? null : value.map((item) => String(cellOf(item) ?? '')).join(', ');
  return isReference(value) ? String(value) : null;
}
