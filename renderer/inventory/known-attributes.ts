import { availableAttributes } from '../../shared/attribute-selection.ts';
import type { Attribute } from '../../shared/essential-attributes.ts';
import type { ResourceType } from '../../shared/inventory.ts';
import { FOUND_ATTRIBUTES } from './found-attributes.ts';

const byType = new Map<ResourceType, ReadonlyMap<string, Attribute>>();

/**
 * Every attribute that a row can have, by path: the name, what was asked for later, then what a pruned collection can keep, the
 * essential ones before the optional ones.
 */
export function knownAttributes(type: ResourceType): ReadonlyMap<string, Attribute> {
  const known = byType.get(type);
  if (known !== undefined) return known;
  const [name, ...others] = availableAttributes(type);
  const all = [...(name ? [name] : []), ...(FOUND_ATTRIBUTES[type] ?? []), ...others];
  const attributes = new Map(all.map((attribute) => [attribute.path, attribute]));
  byType.set(type, attributes);
  return attributes;
}
