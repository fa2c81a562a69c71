import { availableAttributes } from '../../../shared/attribute-selection.ts';
import type { Attribute } from '../../../shared/essential-attributes.ts';
import type { ChangePage } from '../../../shared/generations-view.ts';
import { type Cell, displayName, RESOURCE_TYPES, type ResourceType } from '../../../shared/inventory.ts';

/** Titles of a table of differences: a row for each value, and one for each object that came or went. */
export const VALUE_TITLES = [
  'change',
  'type',
  'ref',
  'name',
  'attribute',
  'label',
  'unit',
  'before',
  'after',
  'beforeName',
  'afterName',
] as const;

const ATTRIBUTES: ReadonlyMap<ResourceType, ReadonlyMap<string, Attribute>> = new Map(
  RESOURCE_TYPES.map((type) => [type, new Map(availableAttributes(type).map((each) => [each.path, each]))]),
);

/** The rows of a page under VALUE_TITLES; values are as vCenter has them, with the names of what they refer to beside them. */
export function* valueRows({ changes, names }: ChangePage): Generator<readonly Cell[]> {
  for (const { kind, type, ref, name, values } of changes) {
    const object = [kind, type, ref, name === null ? null : displayName(name)] as const;
    if (values.length === 0) yield [...object, ...VALUE_TITLES.slice(object.length).map(() => null)];
    for (const { path, before, after } of values) {
      const { label = null, unit = null } = ATTRIBUTES.get(type)?.get(path) ?? {};
      yield [...object, path, label, unit, before, after, nameIn(before, names), nameIn(after, names)];
    }
  }
}

/** The names behind a reference or a list of them; null for any other value. */
function nameIn(cell: Cell, names: ChangePage['names']): string | null {
  if (typeof cell === 'string') return names[cell] ?? null;
  if (!Array.isArray(cell) || !cell.some((item) => typeof item === 'string' && names[item] !== undefined)) return null;
  return cell.map((item) => (typeof item === 'string' ? (names[item] ?? item) : JSON.stringify(item))).join(' ');
}
